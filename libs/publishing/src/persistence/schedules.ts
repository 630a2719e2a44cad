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
  /** What was asked for, as the clock on the clinic's wall shows it; null where a program named the instant. */
  readonly localTime: string | null;
  readonly timeZone: string | null;
  /** When it is to be taken off again. */
  readonly untilAt: Date | null;
  readonly state: ScheduleState;
  readonly createdById: string;
  readonly finishedAt: Date | null;
  readonly refusalCode: string | null;
  readonly refusalMessage: string | null;
  /** How often something of ours failed when it fired. */
  readonly faults: number;
}

export async function scheduleById(tx: Tx, id: string): Promise<ScheduleRow | null> {
  return (await tx.publicationSchedule.findUnique({ where: { id } })) as ScheduleRow | null;
}

/** Ends schedules that still wait; how many did. */
export async function endSchedules(
  tx: Tx,
  ids: readonly string[],
  to: Exclude<ScheduleState, 'scheduled'>,
  at: Date,
  refusal?: { code: string; message: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  const { count } = await tx.publicationSchedule.updateMany({
    where: { id: { in: [...ids] }, state: { in: scheduleStates.sourcesOf(to) } },
    data: { state: to, finishedAt: at, refusalCode: refusal?.code, refusalMessage: refusal?.message },
  });
  return count;
}

/** As `endSchedules`, for one; false when something else ended it first. */
export async function endSchedule(
  tx: Tx,
  id: string,
  to: Exclude<ScheduleState, 'scheduled'>,
  at: Date,
  refusal?: { code: string; message: string },
): Promise<boolean> {
  return (await endSchedules(tx, [id], to, at, refusal)) === 1;
}

/** Lets a parked schedule go again: a person says so. False when it is not parked any more. */
export async function resumeSchedule(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.publicationSchedule.updateMany({
    where: { id, state: { in: scheduleStates.sourcesOf('scheduled') } },
    data: {
      state: 'scheduled',
      ...{ finishedAt: null, refusalCode: null, refusalMessage: null, faults: 0, retryAt: null },
      confirmedAt: at,
    },
  });
  return count === 1;
}

/**
 * Takes due schedules for this transaction, the earliest first; another worker skips them. One that is past by more than
 * `lateMs` is left alone until a person confirms it. With `only`, this one or none.
 */
export async function claimDueSchedules(
  tx: Tx,
  at: Date,
  { limit, lateMs, only = null }: { limit: number; lateMs: number; only?: string | null },
): Promise<ScheduleRow[]> {
  const tooLate = new Date(at.getTime() - lateMs);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM publication_schedule
    WHERE state = 'scheduled' AND publish_at <= ${at} AND (retry_at IS NULL OR retry_at <= ${at})
      AND (publish_at > ${tooLate} OR confirmed_at IS NOT NULL) AND (${only}::uuid IS NULL OR id = ${only}::uuid)
    ORDER BY publish_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = (await tx.publicationSchedule.findMany({ where: { id: { in: ids } } })) as ScheduleRow[];
  return ids.map((id) => found.find((it) => it.id === id)!);
}

/** Takes those that are past by more than `lateMs` and that nobody confirmed. */
export async function claimForgotten(tx: Tx, at: Date, lateMs: number): Promise<ScheduleRow[]> {
  const tooLate = new Date(at.getTime() - lateMs);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM publication_schedule
    WHERE state = 'scheduled' AND publish_at <= ${tooLate} AND confirmed_at IS NULL
    ORDER BY publish_at, id LIMIT 100 FOR UPDATE SKIP LOCKED`;
  if (rows.length === 0) return [];
  return (await tx.publicationSchedule.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
  })) as ScheduleRow[];
}

/** Counts a fault of ours and puts the schedule off; the count by now, 0 when it does not wait any more. */
export async function countFault(tx: Tx, id: string, retryAt: Date): Promise<number> {
  const { count } = await tx.publicationSchedule.updateMany({
    where: { id, state: 'scheduled' },
    data: { faults: { increment: 1 }, retryAt },
  });
  return count === 1 ? (await scheduleById(tx, id))!.faults : 0;
}
