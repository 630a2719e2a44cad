import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { Clock, InvalidInput, isRefusal } from '#kernel';
import type { TimeRepeated, TimeSkipped } from './domain/refusals.js';
import { type AskedTime, instantOf } from './domain/wall-time.js';

/** An instant, or what the clock on a wall shows: the site's own where no zone is named. */
export type TimeInput =
  | Date
  | {
      readonly localTime: string;
      readonly timeZone?: string | null;
      readonly occurrence?: 'earlier' | 'later' | null;
    };

export type TimeRefusal = InvalidInput | TimeSkipped | TimeRepeated;

/** Reads the times that people of a clinic enter. */
@Injectable()
export class WallClock {
  constructor(
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** An instant after `after`, which is now when left out. */
  async read(
    siteId: string,
    input: TimeInput,
    field: string,
    after: Date = this.now(),
  ): Promise<AskedTime | TimeRefusal> {
    const timeZone = ('localTime' in input ? input.timeZone : null) ?? (await this.zoneOf(siteId));
    const asked = input instanceof Date ? { at: input, localTime: null, timeZone } : instantOf({ ...input, timeZone });
    if (isRefusal(asked)) return asked;
    if (Number.isNaN(asked.at.getTime())) return new InvalidInput(field, 'Choose a date and a time.');
    if (asked.at <= this.now()) return new InvalidInput(field, 'Choose an instant in the future, or publish now.');
    if (asked.at <= after) return new InvalidInput(field, 'It must end after it begins. Choose a later time.');
    return asked;
  }

  private async zoneOf(siteId: string): Promise<string> {
    return (await this.sites.byId(siteId))?.timeZone ?? 'UTC';
  }
}
