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
  const rows = await tx.$queryRaw<{ generation: bigint }[]>`
    INSERT INTO site_generation (site_id, generation) VALUES (${siteId}::uuid, 1)
    ON CONFLICT (site_id) DO UPDATE SET generation = site_generation.generation + 1
    RETURNING generation`;
  return rows[0]!.generation;
}

/** What is live of an article on a site in a locale. */
export async function livePublication(
  tx: Tx,
  where: { siteId: string; articleId: string; locale: string },
): Promise<PublicationRow | null> {
  return (await tx.publication.findFirst({ where: { ...where, state: 'live' } })) as PublicationRow | null;
}

export async function publicationById(tx: Tx, id: string): Promise<PublicationRow | null> {
  return (await tx.publication.findUnique({ where: { id } })) as PublicationRow | null;
}

/** Ends a live publication; false when it was not live any more. */
export async function endPublication(
  tx: Tx,
  id: string,
  end: { state: 'replaced' | 'withdrawn'; at: Date; sequence: bigint; byId?: string; reason?: string },
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
