import { newId } from '#kernel';
import type { Tx } from '#platform';
import { type EndState, endStates } from '../domain/states.js';
import type { AskedTime } from '../domain/wall-time.js';

/** The instant at which a publication is to be taken off. */
export interface EndRow {
  readonly id: string;
  readonly publicationId: string;
  readonly siteId: string;
  readonly endsAt: Date;
  readonly localTime: string | null;
  readonly timeZone: string | null;
  readonly state: EndState;
  readonly createdById: string;
  readonly faults: number;
}

/** What is known of an end before it is written. */
export type NewEnd = Pick<EndRow, 'publicationId' | 'siteId' | 'createdById'> & { readonly until: AskedTime };

/** When these publications are to be taken off; those that stay are left out. */
export async function endsOf(tx: Tx, publicationIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx.publicationEnd.findMany({
    where: { publicationId: { in: [...publicationIds] }, state: 'waiting' },
    select: { publicationId: true, endsAt: true },
  });
  return new Map(rows.map(({ publicationId, endsAt }) => [publicationId, endsAt]));
}

export async function addEnds(tx: Tx, ends: readonly NewEnd[], at: Date): Promise<void> {
  if (ends.length === 0) return;
  const data = ends.map(({ until, ...end }) => {
    const { at: endsAt, localTime, timeZone } = until;
    return { id: newId(), ...end, endsAt, localTime, timeZone, state: 'waiting', createdAt: at };
  });
  await tx.publicationEnd.createMany({ data });
}

/** An update takes over the end of what it replaces, unless it has one of its own. */
export async function moveEnds(tx: Tx, moves: readonly { from: string; to: string }[]): Promise<void> {
  if (moves.length === 0) return;
  await tx.$executeRaw`
    UPDATE publication_end e SET publication_id = m.new_id
    FROM unnest(${moves.map((it) => it.from)}::uuid[], ${moves.map((it) => it.to)}::uuid[]) AS m (old_id, new_id)
    WHERE e.publication_id = m.old_id AND e.state = 'waiting'`;
}

/** Ends the wait for an end of these publications; how many waited. */
export async function finishEnds(
  tx: Tx,
  publicationIds: readonly string[],
  to: 'done' | 'cancelled',
  at: Date,
): Promise<number> {
  const { count } = await tx.publicationEnd.updateMany({
    where: { publicationId: { in: [...publicationIds] }, state: { in: endStates.sourcesOf(to) } },
    data: { state: to, finishedAt: at },
  });
  return count;
}

/** Takes one end that is due for this transaction; another worker skips it. */
export async function claimDueEnd(tx: Tx, at: Date): Promise<EndRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM publication_end
    WHERE state = 'waiting' AND ends_at <= ${at} AND (retry_at IS NULL OR retry_at <= ${at})
    ORDER BY ends_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return rows[0] ? ((await tx.publicationEnd.findUnique({ where: { id: rows[0].id } })) as EndRow) : null;
}

/** Puts an end off after a fault of ours, so that it holds up none behind it. */
export async function putOffEnd(tx: Tx, id: string, retryAt: Date): Promise<void> {
  await tx.publicationEnd.updateMany({ where: { id, state: 'waiting' }, data: { retryAt, faults: { increment: 1 } } });
}
