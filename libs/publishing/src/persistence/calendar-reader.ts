import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { ReleaseRow } from './releases.js';
import type { ScheduleRow } from './schedules.js';

/** What is to happen on a site at an instant, or was to: one of the three is set. */
export interface CalendarEntry {
  readonly at: Date;
  readonly kind: 'publish' | 'release' | 'end';
  readonly schedule: ScheduleRow | null;
  readonly release: ReleaseRow | null;
  /** What is to be taken off. */
  readonly publicationId: string | null;
}

/** More of one kind in one span is a list to be read in parts. */
const MOST = 500;

/** Everything a site has planned in a span of time. */
@Injectable()
export class CalendarReader {
  constructor(private readonly database: Database) {}

  /** Soonest first, at most 500 of each kind; what was cancelled is left out. Three statements. */
  async between(siteId: string, from: Date, until: Date): Promise<CalendarEntry[]> {
    const { publicationSchedule, publicationRelease, publicationEnd } = this.database.client;
    const span = { gte: from, lt: until };
    const where = { siteId, publishAt: span, state: { not: 'cancelled' } };
    const soonest = { orderBy: { publishAt: 'asc' as const }, take: MOST };
    const [schedules, releases, ends] = await Promise.all([
      publicationSchedule.findMany({ where, ...soonest }) as Promise<ScheduleRow[]>,
      publicationRelease.findMany({ where, ...soonest }) as Promise<unknown> as Promise<ReleaseRow[]>,
      publicationEnd.findMany({
        where: { siteId, endsAt: span, state: { not: 'cancelled' } },
        orderBy: { endsAt: 'asc' },
        take: MOST,
      }),
    ]);
    const none = { schedule: null, release: null, publicationId: null };
    const entries: CalendarEntry[] = [
      ...schedules.map((schedule) => ({ ...none, at: schedule.publishAt, kind: 'publish' as const, schedule })),
      ...releases.map((release) => ({ ...none, at: release.publishAt, kind: 'release' as const, release })),
      ...ends.map(({ endsAt, publicationId }) => ({ ...none, at: endsAt, kind: 'end' as const, publicationId })),
    ];
    return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}
