import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { Clock, InvalidInput, type Result } from '#kernel';
import type { InvalidToken, NotSubscribed } from '../domain/refusals.js';
import { Subscribers } from '../persistence/subscribers.js';
import { OwnPage } from './own-page.js';

/** A rest is long enough for an illness or a journey, and short enough not to be a way of leaving. */
export const LONGEST_PAUSE_DAYS = 366;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as people of a zone have it, as 2026-11-22. */
export function dayAt(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);
}

/** A person rests from a newsletter, until the beginning of a day by the clinic's clock. It goes on by itself then. */
@Injectable()
export class PauseSubscription {
  constructor(
    private readonly ownPage: OwnPage,
    private readonly clock: Clock,
    private readonly sites: Sites,
    private readonly subscribers: Subscribers,
  ) {}

  /** @param day as 2026-12-24, after today and within a year; null: it goes on now */
  async run(token: string, day: string | null): Promise<Result<true, InvalidToken | NotSubscribed | InvalidInput>> {
    return this.ownPage.change(token, async (tx, { id, siteId }) => {
      const { timeZone } = (await this.sites.byId(siteId, tx))!;
      if (day !== null && !this.isInReach(day, timeZone)) {
        return new InvalidInput('until', `Choose a day after today, at most ${LONGEST_PAUSE_DAYS} days away.`);
      }
      await this.subscribers.pause(tx, id, day, timeZone);
      return true as const;
    });
  }

  private isInReach(day: string, timeZone: string): boolean {
    const now = this.clock.now();
    const last = dayAt(timeZone, new Date(now.getTime() + LONGEST_PAUSE_DAYS * DAY_MS));
    const real = DAY.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
    return real && day > dayAt(timeZone, now) && day <= last;
  }
}
