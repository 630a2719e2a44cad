import { Injectable } from '@nestjs/common';
import { EVERYBODY, Interests, type Segment } from '#audience';
import type { SiteRow } from '#identity';
import type { Tx } from '#platform';
import { type NewlyLive, newlyLive } from '#publishing';
import { type DigestRow, Digests } from '../persistence/digests.js';

/** What the next digest would carry. */
export interface DigestNews {
  /** At most twenty, the oldest first; what is left over is news for the digest after. */
  readonly articles: readonly NewlyLive[];
  /** What went live after this is news for the digest after. */
  readonly until: Date;
}

const MOST_ARTICLES = 20;
const MOST_INTERESTS = 50;

/** Collects what is new on a site since its last digest that was sent. */
@Injectable()
export class CollectNews {
  constructor(
    private readonly digests: Digests,
    private readonly interests: Interests,
  ) {}

  /** A text that an issue carried already is no news. Three statements. */
  async of(tx: Tx, digest: DigestRow, site: SiteRow, now: Date): Promise<DigestNews> {
    // A digest that was off for a while does not begin where its last one ended.
    const sent = await this.digests.sentUntil(site.id, tx);
    const since = sent && sent > digest.since ? sent : digest.since;
    const live = await newlyLive(tx, site.id, site.locale, since, now);
    const hashes = live.map(({ contentHash }) => contentHash);
    const carried = await this.digests.carried(site.id, hashes, tx);
    const fresh = live.filter(({ contentHash }) => !carried.has(contentHash));
    const articles = fresh.slice(0, MOST_ARTICLES);
    return { articles, until: untilOf(articles, fresh[MOST_ARTICLES], now) };
  }

  /**
   * Whom a digest is for: everybody with an interest of one of its articles, and everybody who chose none. An article
   * without a topic is for everybody, and so is a correction: who was told the wrong thing is told the right one.
   */
  async segment(tx: Tx, siteId: string, articleIds: readonly string[]): Promise<Segment> {
    const interests = await this.interests.ofArticles(tx, siteId, articleIds);
    const all = [...new Set(articleIds.flatMap((id) => interests.get(id) ?? []))];
    const someHaveNone = articleIds.some((id) => (interests.get(id) ?? []).length === 0);
    if (someHaveNone || all.length > MOST_INTERESTS) return EVERYBODY;
    return { locale: null, interests: all, withoutInterests: true };
  }
}

/**
 * How far a digest reaches. A release puts many articles live at one instant: where it was cut in two, the digest reaches
 * to just before that instant. What it carried of it is known by its text, and is no news again.
 */
function untilOf(articles: readonly NewlyLive[], left: NewlyLive | undefined, now: Date): Date {
  const last = articles.at(-1)?.liveFrom;
  if (!left || !last) return now;
  return left.liveFrom > last ? last : new Date(last.getTime() - 1);
}
