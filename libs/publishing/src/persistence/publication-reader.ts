import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database, type Tx } from '#platform';
import type { ScheduleState } from '../domain/states.js';
import { endsOf } from './publication-ends.js';
import { type HoldRow, holdsOf } from './publication-holds.js';
import type { PublicationRow } from './publications.js';
import type { ScheduleRow } from './schedules.js';

/** Reads publications and schedules in batches. Answers come newest first unless said otherwise. */
@Injectable()
export class PublicationReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async byIds(ids: readonly string[]): Promise<PublicationRow[]> {
    return (await this.database.client.publication.findMany({ where: { id: { in: [...ids] } } })) as PublicationRow[];
  }

  /** When these publications are to be taken off; those that stay are left out. */
  ends(ids: readonly string[]): Promise<Map<string, Date>> {
    return endsOf(this.database.client, ids);
  }

  /** What sites keep for a while before they take an update over, by publication. */
  holds(ids: readonly string[]): Promise<Map<string, HoldRow>> {
    return holdsOf(this.database.client, ids, this.clock.now());
  }

  /** Every publication of these articles, in all locales and on all sites. */
  async ofArticles(articleIds: readonly string[]): Promise<PublicationRow[]> {
    return (await this.database.client.publication.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: [{ liveFrom: 'desc' }, { id: 'desc' }],
    })) as PublicationRow[];
  }

  /** A page of a site's ledger, before the row with this id. */
  async ofSite(siteId: string, limit: number, before?: { liveFrom: Date; id: string }): Promise<PublicationRow[]> {
    const older = before && {
      OR: [{ liveFrom: { lt: before.liveFrom } }, { liveFrom: before.liveFrom, id: { lt: before.id } }],
    };
    return (await this.database.client.publication.findMany({
      where: { siteId, ...older },
      orderBy: [{ liveFrom: 'desc' }, { id: 'desc' }],
      take: limit,
    })) as PublicationRow[];
  }

  countOfSite(siteId: string): Promise<number> {
    return this.database.client.publication.count({ where: { siteId } });
  }

  /** What a site showed under an address at an instant. A publication covers its first instant and not its last. */
  async asOf(where: { siteId: string; locale: string; slug: string }, at: Date): Promise<PublicationRow | null> {
    return (await this.database.client.publication.findFirst({
      where: { ...where, liveFrom: { lte: at }, OR: [{ liveUntil: null }, { liveUntil: { gt: at } }] },
      orderBy: [{ liveFrom: 'desc' }, { sequence: 'desc' }],
    })) as PublicationRow | null;
  }

  /**
   * The address where a site shows the article that it showed under this one before: one step, whatever happened in
   * between. Null while something is live under the address itself, when nothing of the article is live any more, and
   * when the address was given free. An article that moved keeps its old address on a site until it is published there
   * again, so an address leads on only from then.
   */
  async redirectOf({ siteId, locale, slug }: { siteId: string; locale: string; slug: string }): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ target: string }>(
      'SELECT target FROM delivery.redirect WHERE site_id = $1 AND locale = $2 AND slug = $3',
      [siteId, locale, slug],
    );
    return rows[0]?.target ?? null;
  }

  /** How many publications of these articles are live, and how many wait for their instant. */
  async busy(
    articleIds: readonly string[],
    tx: Tx = this.database.client,
  ): Promise<{ live: number; scheduled: number }> {
    const articleId = { in: [...articleIds] };
    const live = await tx.publication.count({ where: { articleId, state: 'live' } });
    const scheduled = await tx.publicationSchedule.count({ where: { articleId, state: 'scheduled' } });
    return { live, scheduled };
  }

  /** A site's schedules, soonest first; at most 200. */
  async schedules(siteId: string, state?: ScheduleState): Promise<ScheduleRow[]> {
    return (await this.database.client.publicationSchedule.findMany({
      where: { siteId, ...(state ? { state } : {}) },
      orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
      take: 200,
    })) as ScheduleRow[];
  }
}
