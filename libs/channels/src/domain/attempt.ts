/**
 * How an attempt ended: accepted (2xx), gone (410), throttled (429, 502, 503, 504), redirected (3xx, never followed),
 * rejected (any other status), timedOut, unreachable, addressRefused (it leads where we do not go), or failedHere (a fault
 * of ours; nothing may have been sent).
 */
export type AttemptOutcome =
  | 'accepted'
  | 'gone'
  | 'throttled'
  | 'redirected'
  | 'rejected'
  | 'timedOut'
  | 'unreachable'
  | 'addressRefused'
  | 'failedHere';

export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** The first 2 kB of the answer, as text that Postgres can store. */
  readonly excerpt?: string;
  /** How long the destination asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** What a status means for the delivery. */
export function outcomeOfStatus(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 410) return 'gone';
  return [429, 502, 503, 504].includes(status) ? 'throttled' : 'rejected';
}
