/** How fast messages may leave for one mail server or one domain. */
export interface Pace {
  /** Messages a second that were set, or Infinity. */
  readonly limit: number;
  /** Messages a second that are allowed now. */
  readonly perSecond: number;
  /** When it last changed, in milliseconds of a clock that only goes on. */
  readonly changedAt: number;
}

/** One message in two seconds: slower than that is not a pace but a stop, and waiting for a retry does it better. */
const SLOWEST = 0.5;
/** Twenty lines that hear the same "too much" in one burst are one answer. */
const ONE_ANSWER_MS = 5_000;
/** A server that was overrun is not tried faster before this time, and then only by a third. */
const STEP_MS = 10_000;
const STEP = 4 / 3;
/** Faster than anything that was ever slowed: an unlimited pace is unlimited again. */
const FREE = 1_000;

export function freshPace(limit: number, now: number): Pace {
  return { limit, perSecond: limit, changedAt: now };
}

/** After "too much at once": half of what was in fact sent, or of what was allowed, whichever is less. */
export function slowed(pace: Pace, measured: number, now: number): Pace {
  const again = pace.perSecond < pace.limit && now - pace.changedAt < ONE_ANSWER_MS;
  if (again) return pace;
  const from = Math.min(pace.perSecond, Math.max(measured, SLOWEST * 2));
  return { ...pace, perSecond: Math.max(SLOWEST, from / 2), changedAt: now };
}

/** A third faster for each ten seconds in which nothing was refused, up to what was set. */
export function recovered(pace: Pace, now: number): Pace {
  const steps = Math.floor((now - pace.changedAt) / STEP_MS);
  if (pace.perSecond >= pace.limit || steps < 1) return pace;
  const perSecond = pace.perSecond * STEP ** steps;
  const changedAt = pace.changedAt + steps * STEP_MS;
  const free = perSecond >= pace.limit || (pace.limit === Number.POSITIVE_INFINITY && perSecond >= FREE);
  return { ...pace, perSecond: free ? pace.limit : perSecond, changedAt };
}
