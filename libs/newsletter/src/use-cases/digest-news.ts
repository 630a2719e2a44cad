import { Injectable } from '@nestjs/common';
import { EVERYBODY, Interests, type Segment, SegmentReader } from '#audience';
import type { SiteRow } from '#identity';
import type { Tx } from '#platform';
import { type NewlyLive, newlyLive } from '#publishing';
import { oneRound } from '../domain/digest-rhythm.js';
import { languagesOf } from '../domain/issue-language.js';
import { type DigestLanguage, type DigestRow, Digests } from '../persistence/digests.js';

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
    private readonly segments: SegmentReader,
  ) {}

  /** In which languages a site has a digest: each that somebody reads there, or its own when it has no other. */
  async languages(tx: Tx, site: SiteRow): Promise<DigestLanguage[]> {
    const known = languagesOf(site);
    const read = known.length > 1 ? await this.segments.languagesRead(tx, site.id, known) : [];
    const some = known.filter((locale) => read.includes(locale));
    return (some.length > 0 ? some : [site.locale]).map((locale) => ({ locale, own: locale === site.locale }));
  }

  /** A text that an issue carried already is no news. Four statements. */
  async of(tx: Tx, digest: DigestRow, site: SiteRow, language: DigestLanguage, now: Date): Promise<DigestNews> {
    const since = await this.since(tx, digest, language, now);
    const live = await newlyLive(tx, site.id, language.locale, since, now);
    const hashes = live.map(({ contentHash }) => contentHash);
    const carried = await this.digests.carried(site.id, hashes, tx);
    const fresh = live.filter(({ contentHash }) => !carried.has(contentHash));
    const articles = fresh.slice(0, MOST_ARTICLES);
    return { articles, until: untilOf(articles, fresh[MOST_ARTICLES], now) };
  }

  /**
   * A digest that was off for a while does not begin where its last one ended, and one in a language that is new to it does
   * not begin with years of what its readers can find on the site.
   */
  private async since(tx: Tx, digest: DigestRow, language: DigestLanguage, now: Date): Promise<Date> {
    const { siteId, cadence } = digest;
    const begun = language.own ? null : ((await this.digests.firstDue(siteId, language, tx)) ?? now);
    const sent = await this.digests.sentUntil(siteId, language, tx);
    const from = [
      digest.since,
      ...(begun ? [new Date(begun.getTime() - oneRound(cadence))] : []),
      ...(sent ? [sent] : []),
    ];
    return new Date(Math.max(...from.map((at) => at.getTime())));
  }

  /**
   * Whom a digest is for: everybody with an interest of one of its articles, and everybody who chose none. An article
   * without a topic is for everybody, and so is a correction: who was told the wrong thing is told the right one.
   */
  async segment(tx: Tx, siteId: string, articleIds: readonly string[], locale: string | null): Promise<Segment> {
    const interests = await this.interests.ofArticles(tx, siteId, articleIds);
    const all = [...new Set(articleIds.flatMap((id) => interests.get(id) ?? []))];
    const someHaveNone = articleIds.some((id) => (interests.get(id) ?? []).length === 0);
    if (someHaveNone || all.length > MOST_INTERESTS) return { ...EVERYBODY, locale };
    return { locale, interests: all, withoutInterests: true };
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
