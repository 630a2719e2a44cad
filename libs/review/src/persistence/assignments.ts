import { newId } from '#kernel';
import type { Tx } from '#platform';

export type AssignmentState = 'assigned' | 'accepted' | 'declined' | 'handedOver' | 'done' | 'ended';

export type DeclineReason = 'conflictOfInterest' | 'notMyField' | 'noTime' | 'other';

/** Whom a review waits for, and until when. */
export interface AssignmentRow {
  readonly id: string;
  readonly caseId: string;
  readonly reviewerId: string;
  readonly slot: number;
  readonly state: AssignmentState;
  readonly assignedById: string | null;
  readonly assignedAt: Date;
  readonly dueAt: Date;
  readonly endedAt: Date | null;
  readonly reason: DeclineReason | null;
  readonly note: string | null;
}

export const OPEN_ASSIGNMENTS: AssignmentState[] = ['assigned', 'accepted'];

/** Every assignment of a case, the oldest first. */
export async function assignmentsOf(tx: Tx, caseId: string): Promise<AssignmentRow[]> {
  return (await tx.reviewAssignment.findMany({
    where: { caseId },
    orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }],
  })) as AssignmentRow[];
}

/** Adds an open assignment. The database refuses a second one for the same place or the same person. */
export async function insertAssignment(
  tx: Tx,
  data: Pick<AssignmentRow, 'caseId' | 'reviewerId' | 'slot' | 'state' | 'assignedById' | 'assignedAt' | 'dueAt'>,
): Promise<AssignmentRow> {
  return (await tx.reviewAssignment.create({ data: { id: newId(), ...data } })) as AssignmentRow;
}

/** Marks an open assignment as taken up; false when it is not open any more. */
export async function acceptAssignment(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.reviewAssignment.updateMany({
    where: { id, state: 'assigned' },
    data: { state: 'accepted' },
  });
  return count === 1;
}

/** Ends an open assignment; false when it was ended before. */
export async function endAssignment(
  tx: Tx,
  id: string,
  end: { state: 'declined' | 'handedOver'; at: Date; reason?: DeclineReason; note?: string | null },
): Promise<boolean> {
  const { count } = await tx.reviewAssignment.updateMany({
    where: { id, state: { in: OPEN_ASSIGNMENTS } },
    data: { state: end.state, endedAt: end.at, reason: end.reason, note: end.note },
  });
  return count === 1;
}

/** Ends what a decision leaves behind: of the person who decided it is done, of the others it has ended. */
export async function endAssignmentsOf(
  tx: Tx,
  caseId: string,
  decided: { byId: string; at: Date; all: boolean },
): Promise<void> {
  const open = { caseId, state: { in: OPEN_ASSIGNMENTS } };
  await tx.reviewAssignment.updateMany({
    where: { ...open, reviewerId: decided.byId },
    data: { state: 'done', endedAt: decided.at },
  });
  if (decided.all) await tx.reviewAssignment.updateMany({ where: open, data: { state: 'ended', endedAt: decided.at } });
}

/** True when this person declared a conflict of interest in this case. */
export async function declaredConflict(tx: Tx, caseId: string, reviewerId: string): Promise<boolean> {
  const where = { caseId, reviewerId, state: 'declined', reason: 'conflictOfInterest' };
  return (await tx.reviewAssignment.count({ where })) > 0;
}

/** What is known of people's work as reviewers, for an article and locale. One statement. */
export async function workOf(
  tx: Tx,
  userIds: readonly string[],
  about: { articleId: string; locale: string },
): Promise<{ userId: string; open: number; last: Date | null; conflict: boolean }[]> {
  return tx.$queryRaw`
    SELECT a.reviewer_id AS "userId",
      count(*) FILTER (WHERE a.state = ANY(${OPEN_ASSIGNMENTS}))::int AS open,
      max(a.assigned_at) AS last,
      bool_or(a.reason = 'conflictOfInterest' AND c.article_id = ${about.articleId}::uuid AND c.locale = ${about.locale})
        IS TRUE AS conflict
    FROM review_assignment a JOIN review_case c ON c.id = a.case_id
    WHERE a.reviewer_id = ANY(${[...userIds]}::uuid[])
    GROUP BY a.reviewer_id`;
}
