import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { CopyKey, CopyRow, CopyState, Drift } from '../domain/copy.js';

/** Which state an attempt tells, and who it is: the delivery and the number of its attempt. */
export interface CopyClaim extends CopyKey {
  readonly publicationId: string;
  readonly contentHash: string;
  readonly sequence: bigint;
  readonly holder: string;
}

/** What the other side has now, by its own answer. */
export interface ToldCopy {
  readonly state: Exclude<CopyState, 'begun'>;
  readonly remoteId: string | null;
  readonly remoteUrl: string | null;
  readonly remoteDigest: string | null;
}

const HELD = { holder: true } as const;

/** What destinations hold of articles. Whoever writes names its claim, and a newer claim ends it. */
@Injectable()
export class Copies {
  constructor(private readonly database: Database) {}

  /** Claims the copy for an attempt; null when a newer state was begun already. An earlier attempt of the same state loses its claim. */
  async claim(claim: CopyClaim): Promise<CopyRow | null> {
    const { destinationId, articleId, locale, publicationId, contentHash, sequence, holder } = claim;
    const claimed = await this.database.client.$executeRaw`
      INSERT INTO channel_copy (destination_id, article_id, locale, publication_id, content_hash, sequence, holder, state)
      VALUES (${destinationId}::uuid, ${articleId}::uuid, ${locale}, ${publicationId}::uuid, ${contentHash}, ${sequence},
        ${holder}, 'begun')
      ON CONFLICT (destination_id, article_id, locale) DO UPDATE
        SET publication_id = excluded.publication_id, content_hash = excluded.content_hash,
            sequence = excluded.sequence, holder = excluded.holder
        WHERE channel_copy.sequence <= excluded.sequence`;
    return claimed === 0 ? null : this.byKey(claim);
  }

  async byKey({ destinationId, articleId, locale }: CopyKey): Promise<CopyRow | null> {
    return (await this.database.client.channelCopy.findUnique({
      where: { destinationId_articleId_locale: { destinationId, articleId, locale } },
      omit: HELD,
    })) as CopyRow | null;
  }

  /** Whether the claim still counts: to be asked right before anything is changed elsewhere. */
  async holds(claim: CopyClaim): Promise<boolean> {
    return (await this.database.client.channelCopy.count({ where: mine(claim) })) === 1;
  }

  /** Writes down that a copy is being made there: until it is known, nobody makes another one. */
  async making(claim: CopyClaim): Promise<boolean> {
    const { destinationId, articleId, locale, holder, sequence } = claim;
    const count = await this.database.client.$executeRaw`
      UPDATE channel_copy SET making_since = now()
       WHERE destination_id = ${destinationId}::uuid AND article_id = ${articleId}::uuid AND locale = ${locale}
         AND holder = ${holder} AND sequence = ${sequence}`;
    return count === 1;
  }

  /** Writes down where the copy is, or that there is none. */
  async found(claim: CopyClaim, remoteId: string | null): Promise<void> {
    const data = { remoteId, makingSince: null };
    await this.database.client.channelCopy.updateMany({ where: mine(claim), data });
  }

  /** Writes down what the other side has now; drift is over with it. False when the claim does not count any more. */
  async told(claim: CopyClaim, copy: ToldCopy): Promise<boolean> {
    const { destinationId, articleId, locale, holder, sequence } = claim;
    const count = await this.database.client.$executeRaw`
      UPDATE channel_copy
         SET state = ${copy.state}, remote_id = ${copy.remoteId}, remote_url = ${copy.remoteUrl},
             remote_digest = ${copy.remoteDigest}, making_since = NULL, told_at = now(), checked_at = now(),
             drift = NULL, drift_detail = NULL, drift_since = NULL
       WHERE destination_id = ${destinationId}::uuid AND article_id = ${articleId}::uuid AND locale = ${locale}
         AND holder = ${holder} AND sequence = ${sequence}`;
    return count === 1;
  }

  /** Has the copy looked at as soon as can be. */
  async lookSoon({ destinationId, articleId, locale }: CopyKey): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE channel_copy SET checked_at = '-infinity'
       WHERE destination_id = ${destinationId}::uuid AND article_id = ${articleId}::uuid AND locale = ${locale}`;
  }

  /**
   * Writes down what a look found, unless something was told meanwhile. True when it is news: there was no drift, or
   * another one.
   */
  async looked(tx: Tx, seen: CopyRow, drift: Drift | null): Promise<boolean> {
    const { destinationId, articleId, locale, sequence, remoteDigest } = seen;
    const kind = drift?.kind ?? null;
    const count = await tx.$executeRaw`
      UPDATE channel_copy
         SET checked_at = now(), drift = ${kind}::text, drift_detail = ${drift?.detail ?? null}::text,
             drift_since = CASE WHEN ${kind}::text IS NULL THEN NULL
                                WHEN drift = ${kind}::text THEN drift_since ELSE now() END
       WHERE destination_id = ${destinationId}::uuid AND article_id = ${articleId}::uuid AND locale = ${locale}
         AND sequence = ${sequence} AND remote_digest IS NOT DISTINCT FROM ${remoteDigest}`;
    return count === 1 && kind !== null && kind !== seen.drift;
  }

  /**
   * Takes copies that nobody looked at for so long, of destinations that are reached; the longest ago first. Whoever takes
   * them has looked: another worker does not look again.
   */
  async takeUnseen(olderThanMs: number, mostOfEach: number): Promise<CopyRow[]> {
    const keys = await this.database.client.$queryRaw<CopyKey[]>`
      UPDATE channel_copy c SET checked_at = now()
        FROM (SELECT id FROM channel_destination
               WHERE state = 'enabled' AND (rests_until IS NULL OR rests_until <= now())) d
       CROSS JOIN LATERAL (
         SELECT destination_id, article_id, locale FROM channel_copy
          WHERE destination_id = d.id AND state <> 'begun' AND remote_id IS NOT NULL
            AND checked_at < now() - ${olderThanMs} * interval '1 millisecond'
          ORDER BY checked_at LIMIT ${mostOfEach} FOR UPDATE SKIP LOCKED) old
       WHERE (c.destination_id, c.article_id, c.locale) = (old.destination_id, old.article_id, old.locale)
      RETURNING c.destination_id AS "destinationId", c.article_id AS "articleId", c.locale`;
    if (keys.length === 0) return [];
    return (await this.database.client.channelCopy.findMany({ where: { OR: keys }, omit: HELD })) as CopyRow[];
  }

  async siteOf(tx: Tx, destinationId: string): Promise<string> {
    const where = { id: destinationId };
    return (await tx.channelDestination.findUniqueOrThrow({ where, select: { siteId: true } })).siteId;
  }

  /** What each destination holds, the newest drift first and then by what was told last. One statement. */
  async ofDestinations(destinationIds: readonly string[], limit: number, onlyDrifted: boolean): Promise<CopyRow[]> {
    return this.database.client.$queryRaw<CopyRow[]>`
      SELECT c.* FROM unnest(${[...destinationIds]}::uuid[]) AS d (id) CROSS JOIN LATERAL (
        SELECT destination_id AS "destinationId", article_id AS "articleId", locale, publication_id AS "publicationId",
               content_hash AS "contentHash", sequence, state, remote_id AS "remoteId", remote_url AS "remoteUrl",
               remote_digest AS "remoteDigest", making_since AS "makingSince", told_at AS "toldAt",
               checked_at AS "checkedAt", drift, drift_detail AS "driftDetail", drift_since AS "driftSince"
          FROM channel_copy WHERE destination_id = d.id AND (NOT ${onlyDrifted} OR drift IS NOT NULL)
         ORDER BY drift_since DESC NULLS LAST, told_at DESC NULLS LAST, article_id LIMIT ${limit}) c`;
  }

  /** How many copies of each destination differ from what was told. */
  async drifted(destinationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.client.channelCopy.groupBy({
      by: ['destinationId'],
      where: { destinationId: { in: [...destinationIds] }, drift: { not: null } },
      _count: { _all: true },
    });
    return new Map(rows.map(({ destinationId, _count }) => [destinationId, _count._all]));
  }
}

function mine({ destinationId, articleId, locale, holder, sequence }: CopyClaim) {
  return { destinationId, articleId, locale, holder, sequence };
}
