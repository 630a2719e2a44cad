import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { ReleaseState } from '../domain/states.js';
import { itemsOf, type ReleaseItemRow, type ReleaseRow } from './releases.js';

/** Reads releases in batches. */
@Injectable()
export class ReleaseReader {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<ReleaseRow | null> {
    return (await this.database.client.publicationRelease.findUnique({ where: { id } })) as ReleaseRow | null;
  }

  /** A site's releases, the latest first; at most 100. */
  async ofSite(siteId: string, state?: ReleaseState): Promise<ReleaseRow[]> {
    return (await this.database.client.publicationRelease.findMany({
      where: { siteId, ...(state ? { state } : {}) },
      orderBy: [{ publishAt: 'desc' }, { id: 'desc' }],
      take: 100,
    })) as unknown as ReleaseRow[];
  }

  /** What these releases hold, in the order in which it was put together. */
  items(releaseIds: readonly string[]): Promise<ReleaseItemRow[]> {
    return itemsOf(this.database.client, releaseIds);
  }
}
