/** What the ledger says of the last minutes of a running issue. */
export interface LateEnds {
  /** Messages that ended in that time. */
  readonly ended: number;
  /** From the first of them until now. */
  readonly seconds: number;
  /** Until the latest try that is planned; 0 without one. */
  readonly secondsToLastTry: number;
}

/** How fast an issue goes, and how long it takes still if nothing changes. */
export interface Estimate {
  readonly perMinute: number;
  readonly secondsLeft: number;
}

/** Fewer ends than this are chance and no pace. */
const LEAST_ENDS = 10;
const LEAST_SECONDS = 2;

/**
 * An honest estimate: from what was measured, never from what was hoped for, and never sooner than the last try that is
 * planned. Null while nobody can know.
 */
export function estimate(remaining: number, { ended, seconds, secondsToLastTry }: LateEnds): Estimate | null {
  if (remaining > 0 && (ended < LEAST_ENDS || seconds < LEAST_SECONDS)) return null;
  const perSecond = ended / Math.max(seconds, LEAST_SECONDS);
  const left = remaining === 0 ? 0 : remaining / perSecond;
  return { perMinute: perSecond * 60, secondsLeft: Math.ceil(Math.max(left, remaining > 0 ? secondsToLastTry : 0)) };
}
