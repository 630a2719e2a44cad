import type { Tx } from '#platform';
import type { PublicationState } from '../domain/states.js';

/** An approved revision on one site in one locale, from, until. */
export interface PublicationRow {
  readonly id: string;
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly revisionId: string;
  readonly approvalId: string;
  readonly contentHash: string;
  readonly state: PublicationState;
  readonly sequence: bigint;
  /** The site's number of the change that ended it. */
  readonly endedSequence: bigint | null;
  readonly publishedById: string;
  readonly liveFrom: Date;
  readonly liveUntil: Date | null;
  readonly withdrawnReason: string | null;
}

/**
 * The site's next number. The row stays locked until the transaction ends, so that changes of one site come one after
 * another and their numbers are in the order in which they become visible.
 */
export async function nextSequence(tx: Tx, siteId: string): Promise<bigint> {
  return (await nextSequences(tx, [siteId]))[0]!;
}

/** Holds other changes of what a site shows back until the transaction ends, and counts as none itself. */
export async function lockSite(tx: Tx, siteId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM site_generation WHERE site_id = ${siteId}::uuid FOR UPDATE`;
}

/**
 * A number for each of these places, in their order. The sites are taken in the order of their ids, so that two who
 * need several never wait for each other.
 */
export async function nextSequences(tx: Tx, siteIds: readonly string[]): Promise<bigint[]> {
  const last = new Map<string, bigint>();
  for (const siteId of [...new Set(siteIds)].sort()) {
    const count = siteIds.filter((id) => id === siteId).length;
    const rows = await tx.$queryRaw<{ generation: bigint }[]>`
      INSERT INTO site_generation (site_id, generation) VALUES (${siteId}::uuid, ${count})
      ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + ${count}
      RETURNING generation`;
    last.set(siteId, rows[0]!.generation - BigInt(count));
  }
  return siteIds.map((siteId) => {
    const next = last.get(siteId)! + 1n;
    last.set(siteId, next);
    return next;
  });
}

/** An article on a site in a locale. */
export interface Place {
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
}

/** What is live at these places, and under these addresses of their sites. */
export async function liveAround(tx: Tx, places: readonly (Place & { slug: string })[]): Promise<PublicationRow[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.id FROM publication p
    JOIN unnest(${places.map((it) => it.siteId)}::uuid[], ${places.map((it) => it.articleId)}::uuid[],
      ${places.map((it) => it.locale)}::text[], ${places.map((it) => it.slug)}::text[])
      AS wanted (site_id, article_id, locale, slug)
      ON p.site_id = wanted.site_id AND p.locale = wanted.locale AND p.state = 'live'
      AND (p.article_id = wanted.article_id OR p.slug = wanted.slug)`;
  if (rows.length === 0) return [];
  return (await tx.publication.findMany({ where: { id: { in: rows.map(({ id }) => id) } } })) as PublicationRow[];
}

/** Ends publications because newer ones take their place. */
export async function replacePublications(
  tx: Tx,
  ends: readonly { id: string; at: Date; sequence: bigint }[],
): Promise<void> {
  if (ends.length === 0) return;
  await tx.$executeRaw`
    UPDATE publication p SET state = 'replaced', live_until = e.at, ended_sequence = e.sequence
    FROM unnest(${ends.map((it) => it.id)}::uuid[], ${ends.map((it) => it.at)}::timestamptz[],
      ${ends.map((it) => it.sequence)}::bigint[]) AS e (id, at, sequence)
    WHERE p.id = e.id AND p.state = 'live'`;
}

export async function publicationsByIds(tx: Tx, ids: readonly string[]): Promise<PublicationRow[]> {
  const rows = (await tx.publication.findMany({ where: { id: { in: [...ids] } } })) as PublicationRow[];
  return ids.map((id) => rows.find((row) => row.id === id)!);
}

export async function publicationById(tx: Tx, id: string): Promise<PublicationRow | null> {
  return (await tx.publication.findUnique({ where: { id } })) as PublicationRow | null;
}

/** Ends a live publication; false when it was not live any more. */
export async function endPublication(
  tx: Tx,
  id: string,
  end: { state: 'withdrawn'; at: Date; sequence: bigint; byId?: string; reason?: string },
): Promise<boolean> {
  const { count } = await tx.publication.updateMany({
    where: { id, state: 'live' },
    data: {
      state: end.state,
      liveUntil: end.at,
      endedSequence: end.sequence,
      withdrawnById: end.byId,
      withdrawnReason: end.reason,
    },
  });
  return count === 1;
}
