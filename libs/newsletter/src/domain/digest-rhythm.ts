import { dayAt } from '#audience';
import { InvalidInput } from '#kernel';
import { instantOf, TimeRepeated, TimeSkipped } from '#publishing';

export type DigestCadence = 'off' | 'weekly' | 'monthly';

/** When a digest is put together, by the clock of its site. */
export interface DigestRhythm {
  readonly cadence: DigestCadence;
  /** Weekly: 1 is Monday, 7 is Sunday. Monthly: 1 to 28, so that each month has it. */
  readonly day: number;
  /** As 09:00. */
  readonly localTime: string;
}

/** One instant of a digest, and the day that names it. */
export interface DigestPeriod {
  readonly at: Date;
  /** By the clock of the site, as 2026-11-23. */
  readonly period: string;
}

const DAY_MS = 86_400_000;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** A month and a day are always among these. */
const DAYS_AHEAD = 33;

/** The first fault of a rhythm; undefined when there is none. */
export function rhythmFault({ cadence, day, localTime }: DigestRhythm): InvalidInput | undefined {
  const last = cadence === 'weekly' ? 7 : 28;
  if (!Number.isInteger(day) || day < 1 || day > last) {
    const days = cadence === 'weekly' ? '1 (Monday) to 7 (Sunday)' : '1 to 28, because each month has these';
    return new InvalidInput('day', `Choose a day from ${days}.`);
  }
  return TIME.test(localTime) ? undefined : new InvalidInput('localTime', 'Enter a time such as 09:00.');
}

/**
 * The first instant of a digest after `after`; null while it is off. Nobody is there to be asked: an hour that comes
 * twice is its first, and one that clocks are put forward over is the hour after it.
 */
export function nextDigest(
  { cadence, day, localTime }: DigestRhythm,
  timeZone: string,
  after: Date,
): DigestPeriod | null {
  if (cadence === 'off') return null;
  const first = Date.parse(dayAt(timeZone, after));
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const date = new Date(first + ahead * DAY_MS);
    const isDay = cadence === 'weekly' ? (date.getUTCDay() || 7) === day : date.getUTCDate() === day;
    if (!isDay) continue;
    const period = date.toISOString().slice(0, 10);
    const at = wallInstant(`${period}T${localTime}`, timeZone);
    if (at > after) return { at, period };
  }
  throw new Error(`no ${cadence} digest within ${DAYS_AHEAD} days`);
}

function wallInstant(localTime: string, timeZone: string): Date {
  const asked = instantOf({ localTime, timeZone, occurrence: 'earlier' });
  if (asked instanceof TimeSkipped) return wallInstant(asked.nextTime, timeZone);
  if (asked instanceof InvalidInput || asked instanceof TimeRepeated) throw new Error(asked.message);
  return asked.at;
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** After so many faults in a row the people of a digest are told: before that it may be a moment's trouble. */
export const DIGEST_FAULTS_TOLD = 3;

/** When a digest that could not be put together is tried again: each time after twice as long, six hours at most. */
export function digestWait(faults: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (faults - 1)));
}

/** How long before the first digest news may be. In milliseconds. */
export function oneRound(cadence: DigestCadence): number {
  return (cadence === 'monthly' ? 31 : 7) * DAY_MS;
}
