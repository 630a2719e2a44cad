import { newId } from '#kernel';
import type { Tx } from '#platform';
import { type HoldState, holdStates } from '../domain/states.js';

/** A site keeps what it shows until an instant. */
export interface HoldRow {
  readonly id: string;
  readonly publicationId: string;
  readonly siteId: string;
  readonly untilAt: Date;
  readonly reason: string;
  readonly state: HoldState;
  readonly heldById: string;
  readonly heldAt: Date;
}

export type NewHold = Pick<HoldRow, 'publicationId' | 'siteId' | 'untilAt' | 'reason' | 'heldById' | 'heldAt'>;

/** What is asked to wait of these publications at an instant. Those that are not live, or whose time came, are left out. */
export async function holdsOf(tx: Tx, publicationIds: readonly string[], at: Date): Promise<Map<string, HoldRow>> {
  if (publicationIds.length === 0) return new Map();
  const rows = (await tx.publicationHold.findMany({
    where: {
      publicationId: { in: [...publicationIds] },
      ...{ state: holdStates.initial, untilAt: { gt: at }, publication: { state: 'live' } },
    },
  })) as HoldRow[];
  return new Map(rows.map((row) => [row.publicationId, row]));
}

export async function addHold(tx: Tx, hold: NewHold): Promise<void> {
  await tx.publicationHold.create({ data: { id: newId(), ...hold, state: holdStates.initial } });
}

/** Ends the hold of a publication; false when there is none. */
export async function finishHold(
  tx: Tx,
  publicationId: string,
  to: Exclude<HoldState, 'held'>,
  { at, byId }: { at: Date; byId: string },
): Promise<boolean> {
  const { count } = await tx.publicationHold.updateMany({
    where: { publicationId, state: holdStates.initial },
    data: { state: to, finishedAt: at, finishedById: byId },
  });
  return count > 0;
}
