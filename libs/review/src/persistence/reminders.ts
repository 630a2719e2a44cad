import type { Tx } from '#platform';
import { ESCALATE_MS, type ReminderKind, SOON_MS, UNASSIGNED_MS } from '../domain/assignment/reminders.js';
import type { AssignmentRow } from './assignments.js';

/** An open assignment of a case that still waits, with the site of its article. */
export type RemindedAssignment = Pick<AssignmentRow, 'id' | 'caseId' | 'reviewerId' | 'assignedAt' | 'dueAt'> & {
  readonly siteId: string;
};

/**
 * Takes the next open assignment of which some reminder is due and not in the ledger; null when there is none. Holds it:
 * another sweep takes another one.
 */
export async function claimReminded(tx: Tx, now: Date): Promise<RemindedAssignment | null> {
  const soon = new Date(now.getTime() + SOON_MS);
  const late = new Date(now.getTime() - ESCALATE_MS);
  const rows = await tx.$queryRaw<RemindedAssignment[]>`
    SELECT a.id, a.case_id AS "caseId", a.reviewer_id AS "reviewerId", a.assigned_at AS "assignedAt", a.due_at AS "dueAt",
      art.site_id AS "siteId"
    FROM review_assignment a JOIN review_case c ON c.id = a.case_id JOIN article art ON art.id = c.article_id
    WHERE a.state IN ('assigned', 'accepted') AND c.state IN ('requested', 'inReview') AND a.due_at <= ${soon}
      AND (a.due_at > a.assigned_at + make_interval(secs => ${SOON_MS / 1000})
             AND NOT EXISTS (SELECT 1 FROM assignment_reminder r WHERE r.occasion = 'dueSoon-' || a.id)
        OR a.due_at <= ${now} AND NOT EXISTS (SELECT 1 FROM assignment_reminder r WHERE r.occasion = 'due-' || a.id)
        OR a.due_at <= ${late} AND NOT EXISTS (SELECT 1 FROM assignment_reminder r WHERE r.occasion = 'overdue-' || a.id))
    ORDER BY a.due_at LIMIT 1 FOR UPDATE OF a SKIP LOCKED`;
  return rows[0] ?? null;
}

/** A case that has waited for its first reviewer, or for another one, for too long. */
export interface UnassignedCase {
  readonly caseId: string;
  readonly siteId: string;
  /** Since when nobody has it. */
  readonly since: Date;
  readonly occasion: string;
}

/** Takes the next case that nobody has and of which the ledger does not say so yet; null when there is none. */
export async function claimUnassigned(tx: Tx, now: Date): Promise<UnassignedCase | null> {
  const before = new Date(now.getTime() - UNASSIGNED_MS);
  const rows = await tx.$queryRaw<UnassignedCase[]>`
    SELECT * FROM (
      SELECT c.id AS "caseId", art.site_id AS "siteId", since.at AS since,
        'unassigned-' || c.id || '-' || since.number AS occasion
      FROM review_case c JOIN article art ON art.id = c.article_id
      CROSS JOIN LATERAL (
        SELECT greatest(c.requested_at, max(a.ended_at)) AS at, count(a.id) AS number
        FROM review_assignment a WHERE a.case_id = c.id) since
      WHERE c.state IN ('requested', 'inReview') AND since.at <= ${before}
        AND NOT EXISTS (SELECT 1 FROM review_assignment a WHERE a.case_id = c.id AND a.state IN ('assigned', 'accepted'))
      FOR UPDATE OF c SKIP LOCKED) waiting
    WHERE NOT EXISTS (SELECT 1 FROM assignment_reminder r WHERE r.occasion = waiting.occasion)
    LIMIT 1`;
  return rows[0] ?? null;
}

/** Writes one occasion into the ledger; false when it stands there already. */
export async function recordReminder(
  tx: Tx,
  reminder: {
    readonly occasion: string;
    readonly caseId: string;
    readonly assignmentId: string | null;
    readonly kind: ReminderKind;
    readonly dueAt: Date;
    readonly recordedAt: Date;
    readonly recipients: number;
  },
): Promise<boolean> {
  const { count } = await tx.assignmentReminder.createMany({ data: [reminder], skipDuplicates: true });
  return count === 1;
}
