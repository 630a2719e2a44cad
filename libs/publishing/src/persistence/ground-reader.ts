import { Injectable } from '@nestjs/common';
import { type SharedPieces, withPieces } from '#document';
import {
  ArticleReader,
  contentOf,
  PieceReader,
  pieceGroundsOf,
  type RevisionRow,
  TranslationReader,
  type TranslationState,
} from '#editing';
import { People } from '#identity';
import { type MediaNotPublishable, showingObstacle } from '#media';
import type { Tx } from '#platform';
import {
  type ApprovalRow,
  approvalsOfCases,
  approvalsOfContents,
  dueUnder,
  firstApprovals,
  type RiskClass,
} from '#review';
import { overdueTerms } from '../domain/overdue.js';
import type { PublishingGround } from '../domain/publishable.js';
import type { LivePublication } from '../projection.js';
import { endsOf } from './publication-ends.js';
import type { PublicationRow } from './publications.js';
import { recalledAmong } from './recalled-revisions.js';

/** What a text would stand on, and the newest complete approval that covers it. */
export type FoundGround = PublishingGround & { readonly approval: ApprovalRow | null };

/** A publication to be described, with the text it shows and the approval behind it. */
export interface Describable {
  readonly publication: PublicationRow;
  readonly revision: RevisionRow;
  readonly approval: ApprovalRow;
}

/** Reads, in the caller's transaction, what texts would stand on if they were public now. */
@Injectable()
export class GroundReader {
  constructor(
    private readonly articles: ArticleReader,
    private readonly people: People,
    private readonly pieces: PieceReader,
    private readonly translations: TranslationReader,
  ) {}

  /** The ground of one revision. */
  async groundOf(tx: Tx, revision: RevisionRow): Promise<FoundGround> {
    return (await this.groundsOf(tx, [revision]))[0]!;
  }

  /** The grounds of several revisions, in the order asked. Ten statements, however many. */
  async groundsOf(tx: Tx, revisions: readonly RevisionRow[]): Promise<FoundGround[]> {
    const approvals = await approvalsOfContents(tx, revisions);
    const recalled = await recalledAmong(tx, revisions);
    const covered = revisions.filter((_, index) => approvals[index] !== null);
    if (covered.length === 0) return revisions.map((revision) => unapproved(revision, recalled.has(revision)));
    const found = approvals.filter((approval) => approval !== null);
    const given = await approvalsOfCases(tx, [...new Set(found.map(({ caseId }) => caseId))]);
    const credentialIds = [...new Set(given.map(({ credentialId }) => credentialId))];
    const credentials = new Map((await this.people.credentialsByIds(credentialIds, tx)).map((it) => [it.id, it]));
    const states = await this.translations.states(covered, tx);
    const pieces = await pieceGroundsOf(
      tx,
      covered.map(({ id }) => id),
    );
    const contributors = await this.contributorsOf(tx, covered, found);
    const articleIds = [...new Set(covered.map(({ articleId }) => articleId))];
    const classes = new Map((await this.articles.articlesByIds(articleIds, tx)).map((it) => [it.id, it.riskClass]));
    return revisions.map((revision, index) => {
      const approval = approvals[index]!;
      if (!approval) return unapproved(revision, recalled.has(revision));
      return {
        contentHash: revision.contentHash,
        recalled: recalled.has(revision),
        approval,
        approvers: given
          .filter(({ caseId }) => caseId === approval.caseId)
          .map(({ approverId, credentialId, ...one }) => {
            const reviewDueAt = dueOf(classes.get(revision.articleId)!, one);
            return { approverId, reviewDueAt, credential: credentials.get(credentialId) ?? null };
          }),
        contributorIds: contributors[covered.indexOf(revision)]!,
        pieces: pieces.filter(({ revisionId }) => revisionId === revision.id),
        translation: states.find((state) => isOf(state, revision)) ?? null,
      };
    });
  }

  /** What keeps the files of a text, and of the pieces that it shows, from being public at an instant. */
  async filesObstacle(
    tx: Tx,
    revision: RevisionRow,
    at: { readonly siteId: string; readonly at: Date },
  ): Promise<MediaNotPublishable | null> {
    const pieces = (await this.pieces.contentsOf([revision.id], tx)).get(revision.id)!;
    return this.filesObstacleWith(tx, revision, pieces, at);
  }

  /** As `filesObstacle`, when what the pieces say is known already. No statement for a text without a file. */
  filesObstacleWith(
    tx: Tx,
    revision: RevisionRow,
    pieces: SharedPieces,
    at: { readonly siteId: string; readonly at: Date },
  ): Promise<MediaNotPublishable | null> {
    return showingObstacle(tx, { ...at, content: withPieces(contentOf(revision), pieces) });
  }

  /** What the shared pieces in these revisions say, by revision id. */
  piecesOf(tx: Tx, revisions: readonly RevisionRow[]): Promise<Map<string, SharedPieces>> {
    return this.pieces.contentsOf(
      revisions.map(({ id }) => id),
      tx,
    );
  }

  /** A publication with everything its readers may be told. */
  async describe(
    tx: Tx,
    publication: PublicationRow,
    revision: RevisionRow,
    approval: ApprovalRow,
  ): Promise<LivePublication> {
    return (await this.describeAll(tx, [{ publication, revision, approval }]))[0]!;
  }

  /** Several publications, in the order asked. Six statements, however many. */
  async describeAll(tx: Tx, all: readonly Describable[]): Promise<LivePublication[]> {
    if (all.length === 0) return [];
    const articleIds = all.map(({ publication }) => publication.articleId);
    const articles = new Map((await this.articles.articlesByIds(articleIds, tx)).map((it) => [it.id, it]));
    const pieces = await this.piecesOf(
      tx,
      all.map(({ revision }) => revision),
    );
    const approverIds = [...new Set(all.map(({ approval }) => approval.approverId))];
    const people = new Map((await this.people.byIds(approverIds, tx)).map((it) => [it.id, it]));
    const given = await approvalsOfCases(tx, [...new Set(all.map(({ approval }) => approval.caseId))]);
    const first = await firstApprovals(
      tx,
      all.map(({ approval }) => approval),
    );
    const ends = await endsOf(
      tx,
      all.map(({ publication }) => publication.id),
    );
    return all.map(({ publication, revision, approval }, index) => {
      const article = articles.get(publication.articleId)!;
      // Of two approvers the earlier date counts.
      const others = given.filter(({ caseId }) => caseId === approval.caseId);
      const earliest = new Date(Math.min(...[approval, ...others].map((one) => one.reviewDueAt.getTime())));
      const reviewDueAt = dueOf(article.riskClass, { ...approval, reviewDueAt: earliest });
      return {
        ...publication,
        topic: article.topic,
        revisionNumber: revision.number,
        content: contentOf(revision),
        pieces: pieces.get(revision.id)!,
        endsAt: ends.get(publication.id) ?? null,
        approval: {
          id: approval.id,
          approverName: people.get(approval.approverId)!.name,
          credentialTitle: approval.credentialSnapshot.title,
          approvedAt: first[index] ?? approval.approvedAt,
          lastReviewedAt: approval.lastReviewedAt,
          reviewDueAt,
          ...overdueTerms(article.riskClass as RiskClass, reviewDueAt),
        },
      };
    });
  }

  /** Whose changes each approval covered: counted up to the revision that was approved, not to the one asked about. */
  private async contributorsOf(tx: Tx, revisions: readonly RevisionRow[], approvals: readonly ApprovalRow[]) {
    const others = approvals.filter(({ revisionId }, index) => revisionId !== revisions[index]!.id);
    const otherIds = others.map(({ revisionId }) => revisionId);
    const approved = new Map(
      otherIds.length > 0 ? (await this.articles.revisionsByIds(otherIds, tx)).map((it) => [it.id, it.number]) : [],
    );
    return this.articles.contributorsOf(
      tx,
      revisions.map(({ articleId, locale, number }, index) => {
        return { articleId, locale, upToNumber: approved.get(approvals[index]!.revisionId) ?? number };
      }),
    );
  }
}

/** The date of an approval under the risk class of today: it may have been given under a milder one. */
function dueOf(
  riskClass: string,
  { lastReviewedAt, approvedAt, reviewDueAt }: Pick<ApprovalRow, 'lastReviewedAt' | 'approvedAt' | 'reviewDueAt'>,
): Date {
  return dueUnder(riskClass as RiskClass, lastReviewedAt ?? approvedAt, reviewDueAt);
}

function unapproved({ contentHash }: RevisionRow, recalled: boolean): FoundGround {
  return { contentHash, recalled, approval: null, approvers: [], contributorIds: [], pieces: [], translation: null };
}

function isOf(state: TranslationState, revision: RevisionRow): boolean {
  return state.articleId === revision.articleId && state.locale === revision.locale && state.number === revision.number;
}
