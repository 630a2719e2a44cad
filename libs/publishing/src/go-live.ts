import { Injectable } from '@nestjs/common';
import { ArticleArchived, ArticleReader, lockArticles, pinRevisions, type RevisionRow, slugsOf } from '#editing';
import { AuditLog } from '#identity';
import { newId, type Refusal } from '#kernel';
import type { MediaNotPublishable } from '#media';
import { Outbox } from '#outbox';
import { type Actor, type Tx } from '#platform';
import { type PublishingObstacle, publishingObstacle } from './domain/publishable.js';
import { AddressTaken, AlreadyLive, type UpdateHeld } from './domain/refusals.js';
import type { AskedTime } from './domain/wall-time.js';
import { HeldUpdates } from './held-updates.js';
import { type FoundGround, GroundReader } from './persistence/ground-reader.js';
import { addEnds, finishEnds, moveEnds } from './persistence/publication-ends.js';
import {
  liveAround,
  nextSequences,
  type PublicationRow,
  publicationsByIds,
  replacePublications,
} from './persistence/publications.js';
import { PublicationProjection } from './projection.js';

export interface GoLiveOrder {
  readonly siteId: string;
  readonly revision: RevisionRow;
  /** Who stands behind it: of a schedule, the person who made it. */
  readonly publishedById: string;
  readonly at: Date;
  readonly scheduleId?: string;
  /** When it is to be taken off again. Left out: when what it replaces was to be, or never. */
  readonly until?: AskedTime | null;
}

export type GoLiveRefusal =
  | ArticleArchived
  | PublishingObstacle
  | MediaNotPublishable
  | AlreadyLive
  | AddressTaken
  | UpdateHeld;

/** An order with everything that decides about it. */
interface Weighed {
  readonly order: GoLiveOrder;
  readonly revision: RevisionRow;
  readonly sequence: bigint;
  readonly slug: string;
  readonly before: PublicationRow | null;
  readonly ground: FoundGround;
  readonly id: string;
  readonly at: Date;
}

/**
 * The one place where text becomes public, whether a person or the clock says so. Checks the ground, ends what was live
 * of this article, adds the publication, updates what the public reads and announces it, all in the caller's
 * transaction. The caller has asked the policy, and rolls back when it is refused.
 */
@Injectable()
export class GoLive {
  constructor(
    private readonly grounds: GroundReader,
    private readonly held: HeldUpdates,
    private readonly articles: ArticleReader,
    private readonly projection: PublicationProjection,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(tx: Tx, actor: Actor, order: GoLiveOrder): Promise<PublicationRow | GoLiveRefusal> {
    return (await this.runAll(tx, actor, [order]))[0]!;
  }

  /**
   * Several at once, with one answer for each, in their order: the same checks, and the statements of one. Those that
   * are refused leave nothing behind; whether they hold the others back is the caller's to say.
   */
  async runAll(tx: Tx, actor: Actor, orders: readonly GoLiveOrder[]): Promise<(PublicationRow | GoLiveRefusal)[]> {
    const { known, obstacles } = await this.consider(tx, orders);
    const going = known.filter((_, index) => obstacles[index]!.length === 0);
    const published = await this.put(tx, actor, going);
    return known.map((it, index) => obstacles[index]![0] ?? published.get(it.id)!);
  }

  /** Everything that keeps each of them back. It holds what it looks at: the caller rolls back. */
  async obstaclesOf(tx: Tx, orders: readonly GoLiveOrder[]): Promise<GoLiveRefusal[][]> {
    return (await this.consider(tx, orders)).obstacles;
  }

  private async consider(tx: Tx, orders: readonly GoLiveOrder[]) {
    // First of all: holds other changes of these sites back, so that what is checked below is still so at the end.
    const sequences = await nextSequences(
      tx,
      orders.map(({ siteId }) => siteId),
    );
    // Also waits for somebody who archives an article at this moment, or recalls its text.
    const locked = await lockArticles(tx, [...new Set(orders.map(({ revision }) => revision.articleId))]);
    const articles = new Map(locked.map((article) => [article.id, article]));
    const weighed = await this.weigh(tx, orders, sequences);
    const live = await liveAround(tx, weighed.map(placeOf));
    const known = weighed.map((it) => notBefore({ ...it, before: beforeOf(it, live) }));
    const pieces = await this.grounds.piecesOf(
      tx,
      known.map(({ revision }) => revision),
    );
    const before = known.flatMap((it) => it.before ?? []);
    const held = await this.held.among(tx, before, orders[0]!.at);
    const obstacles: GoLiveRefusal[][] = [];
    for (const it of known) {
      const { revision, ground, at } = it;
      const article = articles.get(revision.articleId)!;
      const where = { siteId: article.siteId, at };
      const found = [
        article.archivedAt ? new ArticleArchived() : null,
        publishingObstacle(ground, at),
        siteObstacle(it, live, known) ?? held.get(it.before?.id ?? '') ?? null,
        await this.grounds.filesObstacleWith(tx, revision, pieces.get(revision.id)!, where),
      ];
      obstacles.push(found.filter((obstacle) => obstacle !== null));
    }
    return { known, obstacles };
  }

  /**
   * The revisions as they are from now on. One may still be a working copy: an approval covers every revision with its
   * hash, so also one that was changed and changed back. Read after the pin, because an autosave may have come before.
   */
  private async weigh(tx: Tx, orders: readonly GoLiveOrder[], sequences: readonly bigint[]) {
    const ids = [...new Set(orders.map(({ revision }) => revision.id))];
    await pinRevisions(tx, ids, 'publication', orders[0]!.at);
    const read = new Map((await this.articles.revisionsByIds(ids, tx)).map((it) => [it.id, it]));
    const revisions = orders.map(({ revision }) => read.get(revision.id)!);
    const grounds = await this.grounds.groundsOf(tx, revisions);
    const slugs = await slugsOf(tx, revisions);
    return orders.map((order, index) => {
      const revision = revisions[index]!;
      const own = slugs.find((it) => it.articleId === revision.articleId && it.locale === revision.locale)!;
      const rest = { sequence: sequences[index]!, slug: own.slug, ground: grounds[index]!, id: newId(), at: order.at };
      return { order, revision, ...rest };
    });
  }

  /** Writes what may go live; the publications by their ids. */
  private async put(tx: Tx, actor: Actor, going: readonly Weighed[]): Promise<Map<string, PublicationRow>> {
    if (going.length === 0) return new Map();
    await replacePublications(
      tx,
      going.flatMap(({ before, at, sequence }) => (before ? [{ id: before.id, at, sequence }] : [])),
    );
    await tx.publication.createMany({ data: going.map(rowOf) });
    await this.setEnds(tx, going);
    const publications = await publicationsByIds(
      tx,
      going.map(({ id }) => id),
    );
    const described = await this.grounds.describeAll(
      tx,
      going.map(({ revision, ground }, index) => {
        return { publication: publications[index]!, revision, approval: ground.approval! };
      }),
    );
    await this.projection.wentLive(tx, described);
    await this.audit.recordAll(
      tx,
      actor,
      publications.map(({ id, siteId, revisionId, contentHash }) => {
        const subject = { type: 'publication', id } as const;
        return { action: 'publication.went-live', subject, siteId, data: { revisionId, contentHash } };
      }),
    );
    await this.outbox.appendAll(
      tx,
      publications.map(({ id, siteId }) => ({
        kind: 'publication.went-live',
        payload: { publicationId: id, siteId },
      })),
    );
    return new Map(publications.map((publication) => [publication.id, publication]));
  }

  private async setEnds(tx: Tx, going: readonly Weighed[]): Promise<void> {
    const replacing = going.flatMap(({ before, order, id }) => (before ? [{ from: before.id, to: id, order }] : []));
    const own = replacing.filter(({ order }) => order.until !== undefined);
    if (own.length > 0) {
      await finishEnds(
        tx,
        own.map(({ from }) => from),
        'cancelled',
        own[0]!.order.at,
      );
    }
    await moveEnds(
      tx,
      replacing.filter(({ order }) => order.until === undefined),
    );
    const ends = going.flatMap(({ order, id }) => {
      const { siteId, publishedById: createdById, until } = order;
      return until ? [{ publicationId: id, siteId, createdById, until }] : [];
    });
    await addEnds(tx, ends, going[0]!.at);
  }
}

function placeOf({ order, revision, slug }: Pick<Weighed, 'order' | 'revision' | 'slug'>) {
  return { siteId: order.siteId, articleId: revision.articleId, locale: revision.locale, slug };
}

function beforeOf({ order, revision }: Pick<Weighed, 'order' | 'revision'>, live: readonly PublicationRow[]) {
  const { articleId, locale } = revision;
  const isBefore = (it: PublicationRow) =>
    it.siteId === order.siteId && it.articleId === articleId && it.locale === locale;
  return live.find(isBefore) ?? null;
}

/** What replaces something begins no earlier than that did, although the order may have waited for its turn. */
function notBefore(it: Omit<Weighed, 'at'> & { at: Date }): Weighed {
  return it.before && it.before.liveFrom > it.at ? { ...it, at: it.before.liveFrom } : it;
}

function siteObstacle(
  { order, revision, slug, before }: Weighed,
  live: readonly PublicationRow[],
  all: readonly Weighed[],
): AlreadyLive | AddressTaken | null {
  if (before?.contentHash === revision.contentHash && before.revisionId === revision.id) {
    return new AlreadyLive(before.id);
  }
  const other = live.find(
    (it) =>
      it.siteId === order.siteId &&
      it.locale === revision.locale &&
      it.slug === slug &&
      it.articleId !== revision.articleId,
  );
  // One that goes to another address in the same step makes room.
  const moves = other && all.some((it) => it.before?.id === other.id && it.slug !== slug);
  return other && !moves ? new AddressTaken() : null;
}

function rowOf({ id, order, revision, slug, ground, sequence, at }: Weighed) {
  const { siteId, publishedById, scheduleId } = order;
  const { articleId, locale, contentHash } = revision;
  return {
    ...{ id, siteId, articleId, locale, slug, contentHash, sequence, publishedById, scheduleId },
    revisionId: revision.id,
    approvalId: ground.approval!.id,
    state: 'live',
    liveFrom: at,
  };
}

/** Carries a refusal out of a transaction that must be rolled back. */
export class RefusedInTransaction extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
