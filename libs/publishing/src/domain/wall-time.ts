import { Temporal } from 'temporal-polyfill';
import { InvalidInput } from '#kernel';
import { TimeRepeated, TimeSkipped } from './refusals.js';

/** What somebody reads off the clock on the clinic's wall. */
export interface WallTime {
  /** Date and time without a zone, to the minute or the second: "2027-03-14T09:00". */
  readonly localTime: string;
  /** An IANA zone: "America/New_York". */
  readonly timeZone: string;
  /** Which of the two, when clocks are put back and the time comes twice. */
  readonly occurrence?: 'earlier' | 'later' | null;
}

/** An instant, and how it was asked for; without a wall clock where a program named the instant itself. */
export interface AskedTime {
  readonly at: Date;
  readonly localTime: string | null;
  readonly timeZone: string | null;
}

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const FIELD = 'localTime';

/**
 * The instant of a time on the wall. A time that does not exist, because clocks were put forward over it, is refused: to
 * guess would publish an hour off. One that comes twice is refused until somebody says which.
 */
export function instantOf({
  localTime,
  timeZone,
  occurrence,
}: WallTime): AskedTime | InvalidInput | TimeSkipped | TimeRepeated {
  const plain = plainOf(localTime);
  if (!plain) {
    return new InvalidInput(FIELD, 'Enter a date that exists and a time, such as 2027-03-14T09:00.');
  }
  const [earlier, later] = instantsAround(plain, timeZone) ?? [];
  if (!earlier || !later) {
    return new InvalidInput('timeZone', `"${timeZone}" is no time zone we know. Enter one such as America/New_York.`);
  }
  const asked = { localTime: plain.toString({ smallestUnit: 'minute' }), timeZone };
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { ...asked, at: dateOf(earlier) };
  // Temporal answers with the two ends of the gap, none of which reads as what was asked.
  if (!Temporal.PlainDateTime.compare(plain, earlier.toPlainDateTime())) {
    if (!occurrence) return new TimeRepeated(asked.localTime, timeZone, dateOf(earlier), dateOf(later));
    return { ...asked, at: dateOf(occurrence === 'earlier' ? earlier : later) };
  }
  return new TimeSkipped(asked.localTime, timeZone, later.toPlainDateTime().toString({ smallestUnit: 'minute' }));
}

function plainOf(text: string): Temporal.PlainDateTime | null {
  if (!FORM.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function instantsAround(plain: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime[] | null {
  // A bare offset or the machine's own abbreviation would say nothing about daylight saving.
  if (!/^[A-Za-z_+-]+(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return null;
  try {
    return (['earlier', 'later'] as const).map((disambiguation) => plain.toZonedDateTime(zone, { disambiguation }));
  } catch {
    return null;
  }
}

function dateOf(time: Temporal.ZonedDateTime): Date {
  return new Date(time.epochMilliseconds);
}
