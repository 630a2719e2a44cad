import { Injectable } from '@nestjs/common';
import { Policy, Sites } from '#identity';
import { type Actor, Database, LedgerClock } from '#platform';
import type { NewlyLive } from '#publishing';
import { type DigestRow, type DigestRunRow, Digests } from '../persistence/digests.js';
import { CollectNews } from './digest-news.js';

/** News for the next digest, and the language of the issue that would carry it. */
export type UpcomingArticle = NewlyLive & { readonly locale: string };

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

  /** What it would carry if it were due now, language by language. */
  async newsOf(digest: DigestRow): Promise<UpcomingArticle[]> {
    const site = (await this.sites.byId(digest.siteId))!;
    const { client } = this.database;
    const now = await this.clock.now();
    const upcoming: UpcomingArticle[] = [];
    for (const language of await this.news.languages(client, site)) {
      const { articles } = await this.news.of(client, digest, site, language, now);
      upcoming.push(...articles.map((article) => ({ ...article, locale: language.locale })));
    }
    return upcoming;
  }
}
