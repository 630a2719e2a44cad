const PARTS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/** The wall clock of a zone at an instant, as `2026-11-22T09:30`. */
export function wallClock(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** What the clocks of a zone do at a wall time: they show it once, skip it, or show it twice. */
export type ClockReading =
  | { readonly kind: 'once'; readonly at: Date }
  /** `next` is what they show at the moment at which the time would have been. */
  | { readonly kind: 'skipped'; readonly at: Date; readonly next: string }
  | { readonly kind: 'twice'; readonly at: Date; readonly later: Date };

/** Reads a wall time such as `2026-11-22T09:30` on the clocks of a zone; undefined for a text that is no time. */
export function clockReading(wall: string, timeZone: string): ClockReading | undefined {
  const wanted = Date.parse(`${wall}Z`);
  if (Number.isNaN(wanted)) return undefined;
  const offsetAt = (instant: number) => Date.parse(`${wallClock(new Date(instant), timeZone)}Z`) - instant;
  // The offsets a day before and after are the only two that can hold.
  const [early, late] = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const fits = new Set([early, late].map((offset) => wanted - offset).filter((at) => at + offsetAt(at) === wanted));
  const [first, second] = [...fits].sort((a, b) => a - b);
  if (first === undefined) {
    const at = new Date(wanted - early);
    return { kind: 'skipped', at, next: wallClock(at, timeZone) };
  }
  if (second === undefined) return { kind: 'once', at: new Date(first) };
  return { kind: 'twice', at: new Date(first), later: new Date(second) };
}

/**
 * The instant at which the clocks of a zone show a wall time. Of an hour that a change of the clocks repeats, the first;
 * of one that it skips, the instant as far behind the change as the time is behind the skip.
 */
export function instantOf(wall: string, timeZone: string): Date | undefined {
  return clockReading(wall, timeZone)?.at;
}

/** The last minute of a day (`2026-12-04`) in a zone: until then it is not late. */
export function endOfDay(day: string, timeZone: string): Date | undefined {
  return instantOf(`${day}T23:59`, timeZone);
}
