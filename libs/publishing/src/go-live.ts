import { Injectable } from '@nestjs/common';
import { ArticleArchived, lockArticle, pinRevision, type RevisionRow, revisionById, slugOf } from '#editing';
import { AuditLog } from '#identity';
import { newId, type Refusal } from '#kernel';
import type { MediaNotPublishable } from '#media';
import { Outbox } from '#outbox';
import { type Actor, type Tx } from '#platform';
import { type PublishingObstacle, publishingObstacle } from './domain/publishable.js';
import { AddressTaken, AlreadyLive } from './domain/refusals.js';
import { GroundReader } from './persistence/ground-reader.js';
import {
  endPublication,
  livePublication,
  nextSequence,
  type PublicationRow,
  publicationById,
} from './persistence/publications.js';
import { PublicationProjection } from './projection.js';

export interface GoLiveOrder {
  readonly siteId: string;
  readonly revision: RevisionRow;
  /** Who stands behind it: of a schedule, the person who made it. */
  readonly publishedById: string;
  readonly at: Date;
  readonly scheduleId?: string;
}

export type GoLiveRefusal = ArticleArchived | PublishingObstacle | MediaNotPublishable | AlreadyLive | AddressTaken;

/**
 * The one place where text becomes public, whether a person or the clock says so. Checks the ground, ends what was live
 * of this article, adds the publication, updates what the public reads and announces it, all in the caller's
 * transaction. The caller has asked the policy, and rolls back when it is refused.
 */
@Injectable()
export class GoLive {
  constructor(
    private readonly grounds: GroundReader,
    private readonly projection: PublicationProjection,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(tx: Tx, actor: Actor, order: GoLiveOrder): Promise<PublicationRow | GoLiveRefusal> {
    const { siteId, at } = order;
    // First of all: holds other changes of this site back, so that what is checked below is still so at the end.
    const sequence = await nextSequence(tx, siteId);
    // Also waits for somebody who archives the article at this moment, or recalls its text.
    const article = await lockArticle(tx, order.revision.articleId);
    if (article?.archivedAt) return new ArticleArchived();
    const revision = await this.pinned(tx, order);
    const { articleId, locale } = revision;
    const slug = (await slugOf(tx, articleId, locale))!;
    const ground = await this.grounds.groundOf(tx, revision);
    const before = await livePublication(tx, { siteId, articleId, locale });
    const refused =
      publishingObstacle(ground, at) ??
      (await this.siteObstacle(tx, order, before, slug)) ??
      (await this.grounds.filesObstacle(tx, revision, { siteId: article!.siteId, at }));
    if (refused) return refused;
    if (before) await endPublication(tx, before.id, { state: 'replaced', at, sequence });
    const id = newId();
    await tx.publication.create({
      data: {
        id,
        siteId,
        articleId,
        locale,
        slug,
        revisionId: revision.id,
        approvalId: ground.approval!.id,
        contentHash: revision.contentHash,
        state: 'live',
        sequence,
        publishedById: order.publishedById,
        liveFrom: at,
        scheduleId: order.scheduleId,
      },
    });
    const publication = (await publicationById(tx, id))!;
    await this.projection.wentLive(tx, await this.grounds.describe(tx, publication, revision, ground.approval!));
    await this.audit.record(tx, actor, 'publication.went-live', { type: 'publication', id }, siteId, {
      revisionId: revision.id,
      contentHash: revision.contentHash,
    });
    await this.outbox.append(tx, { kind: 'publication.went-live', payload: { publicationId: id, siteId } });
    return publication;
  }

  /**
   * The revision as it is from now on. It may still be a working copy: an approval covers every revision with its hash,
   * so also one that was changed and changed back. Read again, because an autosave may have come before the pin.
   */
  private async pinned(tx: Tx, { revision, at }: GoLiveOrder): Promise<RevisionRow> {
    await pinRevision(tx, revision.id, 'publication', at);
    return (await revisionById(tx, revision.id))!;
  }

  private async siteObstacle(
    tx: Tx,
    { siteId, revision }: GoLiveOrder,
    before: PublicationRow | null,
    slug: string,
  ): Promise<AlreadyLive | AddressTaken | null> {
    if (before?.contentHash === revision.contentHash && before.revisionId === revision.id)
      return new AlreadyLive(before.id);
    const other = await tx.publication.findFirst({
      where: { siteId, locale: revision.locale, slug, state: 'live', articleId: { not: revision.articleId } },
      select: { id: true },
    });
    return other ? new AddressTaken() : null;
  }
}

/** Carries a refusal out of a transaction that must be rolled back. */
export class RefusedInTransaction extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
