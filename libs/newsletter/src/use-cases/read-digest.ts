import { Injectable } from '@nestjs/common';
import { Policy, Sites } from '#identity';
import { type Actor, Database, LedgerClock } from '#platform';
import { type DigestRow, type DigestRunRow, Digests } from '../persistence/digests.js';
import { CollectNews, type DigestNews } from './digest-news.js';

/** A site's digest, what it came to, and what it would carry now. */
@Injectable()
export class ReadDigest {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly digests: Digests,
    private readonly news: CollectNews,
    private readonly clock: LedgerClock,
  ) {}

  /** Null when there is no such site, the actor has no business with its newsletter, or nobody ever set it. */
  async of(actor: Actor, slug: string): Promise<DigestRow | null> {
    const site = await this.sites.bySlug(slug);
    if (!site || this.policy.mayAt(actor, 'newsletter.read', site.id)) return null;
    return this.digests.of(site.id);
  }

  runsOf(digest: DigestRow): Promise<DigestRunRow[]> {
    return this.digests.runsOf(digest.siteId);
  }

  /** What it would carry if it were due now. */
  async newsOf(digest: DigestRow): Promise<DigestNews> {
    const site = (await this.sites.byId(digest.siteId))!;
    return this.news.of(this.database.client, digest, site, await this.clock.now());
  }
}
