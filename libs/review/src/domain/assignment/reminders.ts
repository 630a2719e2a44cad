const HOUR = 3_600_000;

/** Before, at and after the date of a review; and when a review waits for nobody. */
export type ReminderKind = 'dueSoon' | 'due' | 'overdue' | 'unassigned';

/** Two days before: time to hand it over. */
export const SOON_MS = 48 * HOUR;
/** A day after: then those who run the site hear of it. */
export const ESCALATE_MS = 24 * HOUR;
/** A review that nobody has for a day is nobody's. */
export const UNASSIGNED_MS = 24 * HOUR;

export interface DueReminder {
  readonly kind: ReminderKind;
  /** When it should have been sent. */
  readonly at: Date;
  /** False when a later one says more: it is kept in the ledger, and nobody gets two messages at once. */
  readonly send: boolean;
}

/** The reminders of one assignment that are due, the earliest first. A sweep that was away finds all of them. */
export function remindersOf(assignment: { readonly assignedAt: Date; readonly dueAt: Date }, now: Date): DueReminder[] {
  const due = assignment.dueAt.getTime();
  const all = [
    { kind: 'dueSoon', at: due - SOON_MS },
    { kind: 'due', at: due },
    { kind: 'overdue', at: due + ESCALATE_MS },
  ] as const;
  const reached = all
    // Asked less than two days before the date: the request itself says it.
    .filter(({ kind, at }) => kind !== 'dueSoon' || at > assignment.assignedAt.getTime())
    .filter(({ at }) => at <= now.getTime());
  return reached.map(({ kind, at }) => ({
    kind,
    at: new Date(at),
    // The one before the date is for its reader only while the date lies ahead; the other two go to different people.
    send: kind !== 'dueSoon' || now.getTime() < due,
  }));
}
