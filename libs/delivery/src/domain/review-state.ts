import type { Provenance } from './payload.js';

/**
 * Where the review of a text stands, as its readers are told:
 * `current` before its review date, `overdue` after it, `underReview` when the grace of its risk class is over too.
 */
export type ReviewState = 'current' | 'overdue' | 'underReview';

/** Derived from the dates at the moment of reading: no sweep has to run for an overdue text to say so. */
export function reviewState({ nextReviewAt, graceEndsAt }: Provenance, now: Date): ReviewState {
  // Instants are stored as `toISOString` writes them, and in that form earlier is smaller.
  const at = now.toISOString();
  if (at < nextReviewAt) return 'current';
  return at < (graceEndsAt ?? nextReviewAt) ? 'overdue' : 'underReview';
}

/** True when the text may not be served any more, whether or not somebody took it off yet. */
export function timeIsOver({ whenOverdue, graceEndsAt }: Provenance, now: Date): boolean {
  return whenOverdue === 'withdraw' && graceEndsAt !== undefined && new Date(graceEndsAt) <= now;
}

/** The next instant at which what readers are told about the text changes by itself; null when there is none. */
export function nextChange({ nextReviewAt, graceEndsAt }: Provenance, now: Date): Date | null {
  const at = now.toISOString();
  if (nextReviewAt > at) return new Date(nextReviewAt);
  return graceEndsAt !== undefined && graceEndsAt > at ? new Date(graceEndsAt) : null;
}
