import { Injectable } from '@nestjs/common';
import { withPieces } from '#document';
import {
  ArticleReader,
  contentOf,
  PieceReader,
  pieceGrounds,
  type RevisionRow,
  revisionById,
  TranslationReader,
} from '#editing';
import { People } from '#identity';
import { type MediaNotPublishable, showingObstacle } from '#media';
import type { Tx } from '#platform';
import { type ApprovalRow, approvalOfContent, approvalsOfCase, firstApprovedAt, type RiskClass } from '#review';
import { overdueTerms } from '../domain/overdue.js';
import type { PublishingGround } from '../domain/publishable.js';
import type { ApprovalGround, LivePublication } from '../projection.js';
import type { PublicationRow } from './publications.js';
import { isRecalled } from './recalled-revisions.js';

/** Reads, in the caller's transaction, what a text would stand on if it were public now. */
@Injectable()
export class GroundReader {
  constructor(
    private readonly articles: ArticleReader,
    private readonly people: People,
    private readonly pieces: PieceReader,
    private readonly translations: TranslationReader,
  ) {}

  /** The ground of a revision, and the newest complete approval that covers its content. */
  async groundOf(tx: Tx, revision: RevisionRow): Promise<PublishingGround & { readonly approval: ApprovalRow | null }> {
    const approval = await approvalOfContent(tx, revision);
    const { contentHash } = revision;
    const recalled = await isRecalled(tx, revision);
    if (!approval) {
      return { contentHash, recalled, approval, approvers: [], contributorIds: [], pieces: [], translation: null };
    }
    const approved = approval.revisionId === revision.id ? revision : (await revisionById(tx, approval.revisionId))!;
    const given = await approvalsOfCase(tx, approval.caseId);
    const credentials = await this.people.credentialsByIds(
      given.map(({ credentialId }) => credentialId),
      tx,
    );
    const [translation = null] = await this.translations.states([revision], tx);
    return {
      contentHash,
      recalled,
      approval,
      approvers: given.map(({ approverId, reviewDueAt, credentialId }) => ({
        approverId,
        reviewDueAt,
        credential: credentials.find((credential) => credential.id === credentialId) ?? null,
      })),
      contributorIds: await this.articles.contributors(tx, revision, approved.number),
      pieces: await pieceGrounds(tx, revision.id),
      translation,
    };
  }

  /** What keeps the files of a text, and of the pieces that it shows, from being public at an instant. */
  async filesObstacle(
    tx: Tx,
    revision: RevisionRow,
    at: { readonly siteId: string; readonly at: Date },
  ): Promise<MediaNotPublishable | null> {
    const pieces = (await this.pieces.contentsOf([revision.id], tx)).get(revision.id)!;
    return showingObstacle(tx, { ...at, content: withPieces(contentOf(revision), pieces) });
  }

  /** A publication with everything its readers may be told. */
  async describe(
    tx: Tx,
    publication: PublicationRow,
    revision: RevisionRow,
    approval: ApprovalRow,
  ): Promise<LivePublication> {
    const [article] = await this.articles.articlesByIds([publication.articleId], tx);
    return {
      ...publication,
      topic: article!.topic,
      revisionNumber: revision.number,
      content: contentOf(revision),
      pieces: (await this.pieces.contentsOf([revision.id], tx)).get(revision.id)!,
      approval: await this.approvalGround(tx, approval, article!.riskClass as RiskClass),
    };
  }

  private async approvalGround(tx: Tx, approval: ApprovalRow, riskClass: RiskClass): Promise<ApprovalGround> {
    const [approver] = await this.people.byIds([approval.approverId], tx);
    // Of two approvers the earlier date counts.
    const given = await approvalsOfCase(tx, approval.caseId);
    const reviewDueAt = new Date(Math.min(...[approval, ...given].map((one) => one.reviewDueAt.getTime())));
    return {
      id: approval.id,
      approverName: approver!.name,
      credentialTitle: approval.credentialSnapshot.title,
      approvedAt: (await firstApprovedAt(tx, approval)) ?? approval.approvedAt,
      lastReviewedAt: approval.lastReviewedAt,
      reviewDueAt,
      ...overdueTerms(riskClass, reviewDueAt),
    };
  }
}
