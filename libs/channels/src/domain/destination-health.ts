import type { AttemptResult } from './attempt.js';

/** Failures one after another, after which a destination rests. */
export const FAILURES_BEFORE_REST = 5;

const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 15 * 60_000;
/** The longest rest that an answer can ask for on behalf of all that waits. */
const LONGEST_ASKED_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Standard Webhooks asks to switch off what keeps failing, and to tell its owner by another way. */
export const DAYS_UNTIL_DISABLED = 5;

/** How a destination did lately. */
export interface DestinationHealth {
  readonly failures: number;
  readonly failingSince: Date | null;
}

/** What follows from an attempt for the destination itself. */
export interface HealthAfter extends DestinationHealth {
  /** Milliseconds for which nothing is tried there; deliveries wait without losing an attempt. */
  readonly restMs: number;
  readonly disable: boolean;
}

/**
 * A circuit breaker: a success closes it; from the fifth failure in a row on it opens, for half a minute and then twice
 * as long each time, up to a quarter of an hour. An answer that asks for a pause gets it. A fault of ours says nothing
 * about the destination.
 */
export function healthAfter(before: DestinationHealth, result: AttemptResult, now: Date): HealthAfter {
  if (result.outcome === 'accepted') return { failures: 0, failingSince: null, restMs: 0, disable: false };
  if (result.outcome === 'failedHere') return { ...before, restMs: 0, disable: false };
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? now;
  const over = failures - FAILURES_BEFORE_REST;
  const rest = over < 0 ? 0 : Math.min(FIRST_REST_MS * 2 ** Math.min(over, 10), LONGEST_REST_MS);
  const asked = result.outcome === 'throttled' ? Math.min(result.retryAfterMs ?? 0, LONGEST_ASKED_MS) : 0;
  const tooLong = now.getTime() - failingSince.getTime() >= DAYS_UNTIL_DISABLED * DAY_MS;
  return { failures, failingSince, restMs: Math.max(rest, asked), disable: tooLong && over >= 0 };
}
