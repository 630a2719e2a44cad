import { InvalidInput } from '#kernel';
import type { TimeInput } from '#publishing';

/** A time as it comes in: by itself, or by what a clock on the wall shows. */
export interface TimeArgument {
  readonly at?: Date | null;
  readonly localTime?: string | null;
  readonly timeZone?: string | null;
  readonly occurrence?: 'earlier' | 'later' | null;
}

/** The one way in which the time was given, or a refusal when it was both or neither. */
export function timeOf(argument: TimeArgument, field: string): TimeInput | InvalidInput;
export function timeOf(argument: TimeArgument | null | undefined, field: string): TimeInput | InvalidInput | undefined;
export function timeOf(argument: TimeArgument | null | undefined, field: string): TimeInput | InvalidInput | undefined {
  if (!argument) return undefined;
  const { at, localTime, timeZone, occurrence } = argument;
  if (at && !localTime) return at;
  if (localTime && !at) return { localTime, timeZone, occurrence };
  return new InvalidInput(field, 'Name the time one way: either the instant, or what the clock on the wall shows.');
}
