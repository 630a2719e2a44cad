import type { Tx } from '#platform';
import { type ScheduleState, scheduleStates } from '../domain/states.js';

/** A publication that is to happen at an instant. */
export interface ScheduleRow {
  readonly id: string;
  readonly siteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly publishAt: Date;
  readonly state: ScheduleState;
  readonly createdById: string;
  readonly refusalCode: string | null;
  readonly refusalMessage: string | null;
}

export async function scheduleById(tx: Tx, id: string): Promise<ScheduleRow | null> {
  return (await tx.publicationSchedule.findUnique({ where: { id } })) as ScheduleRow | null;
}

/** Ends a schedule that still waits; false when something else ended it first. */
export async function endSchedule(
  tx: Tx,
  id: string,
  to: Exclude<ScheduleState, 'scheduled'>,
  at: Date,
  refusal?: { code: string; message: string },
): Promise<boolean> {
  const { count } = await tx.publicationSchedule.updateMany({
    where: { id, state: { in: scheduleStates.sourcesOf(to) } },
    data: { state: to, finishedAt: at, refusalCode: refusal?.code, refusalMessage: refusal?.message },
  });
  return count === 1;
}

/** Takes one due schedule for this transaction; another worker skips it. */
export async function claimDueSchedule(tx: Tx, at: Date): Promise<ScheduleRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM publication_schedule WHERE state = 'scheduled' AND publish_at <= ${at}
    ORDER BY publish_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return rows[0] ? scheduleById(tx, rows[0].id) : null;
}
