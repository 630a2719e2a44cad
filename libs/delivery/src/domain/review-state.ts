import type { Provenance } from './payload.js';

/**
 * Where the review of a text stands, as its readers are told:
 * `current` before its review date, `overdue` after it, `underReview` when the grace of its risk class is over too.
 */
export type ReviewState = 'current' | 'overdue' | 'underReview';

// The same instant is asked about with every row of a list.
let lastInstant: Date | undefined;
let lastText = '';

/** Instants are stored as `toISOString` writes them, and in that form earlier is smaller. */
function textOf(instant: Date): string {
  if (instant !== lastInstant) {
    lastInstant = instant;
    lastText = instant.toISOString();
  }
  return lastText;
}

/** Derived from the dates at the moment of reading: no sweep has to run for an overdue text to say so. */
export function reviewState({ nextReviewAt, graceEndsAt }: Provenance, now: Date): ReviewState {
  const at = textOf(now);
  if (at < nextReviewAt) return 'current';
  return at < (graceEndsAt ?? nextReviewAt) ? 'overdue' : 'underReview';
}

/** True when the text may not be served any more, whether or not somebody took it off yet. */
export function timeIsOver({ whenOverdue, graceEndsAt }: Provenance, now: Date): boolean {
  return whenOverdue === 'withdraw' && graceEndsAt !== undefined && new Date(graceEndsAt) <= now;
}

/** The next instant at which what readers are told about the text changes by itself; null when there is none. */
export function nextChange(provenance: Provenance, now: Date): Date | null {
  const next = nextChangeText(provenance, now);
  return next === null ? null : new Date(next);
}

/** The same, as it is stored. */
export function nextChangeText({ nextReviewAt, graceEndsAt }: Provenance, now: Date): string | null {
  const at = textOf(now);
  if (nextReviewAt > at) return nextReviewAt;
  return graceEndsAt !== undefined && graceEndsAt > at ? graceEndsAt : null;
}
