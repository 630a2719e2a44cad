import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '#kernel';
import { encodeCursor } from '../domain/cursor.js';
import type { ArticlePayload } from '../domain/payload.js';
import { ArticleNotFound, ArticleWithdrawn } from '../domain/refusals.js';
import { nextChange, timeIsOver } from '../domain/review-state.js';
import { DeliveryDatabase } from './delivery-database.js';
import { MAX_PAGE, placeOf } from './page-place.js';
import { earliest, published } from './published.js';
import { type PublicSite, type PublishedArticle, SITE_COLUMNS, type Translation } from './rows.js';
import * as sql from './statements.js';

// This room reads past Prisma. The public asks all day and in bursts: a named statement is planned once a connection,
// answers an address or a page in one round trip, and runs on a role that Prisma's own connection does not have.

/**
 * The long parts of an article. Whoever does not need one says so, and it is not carried over. What is left without any
 * of them is the card, which the database keeps in a column of its own: the two lists have to agree.
 */
export const HEAVY_PARTS = ['document', 'html', 'text', 'outline', 'faq', 'references'] as const;

export type HeavyPart = (typeof HEAVY_PARTS)[number];

export interface ArticleQuery {
  readonly site: string;
  readonly locale: string;
  readonly topic?: string | null;
  /** Only what went live at or after this instant. */
  readonly updatedSince?: Date | null;
  /** 1 to 100 articles. */
  readonly first: number;
  /** The cursor after which the page begins. */
  readonly after?: string | null;
}

export interface ArticlePage {
  readonly site: PublicSite;
  readonly articles: readonly PublishedArticle[];
  readonly hasNextPage: boolean;
}

/**
 * Takes down from which state of which site an answer is made, as the statement that answered saw it. Every reading asks
 * for one: an answer may be kept only when it is known what makes it old.
 */
export interface Witness {
  /**
   * The site as it was read; null when the answer does not hang on the state of one known site. `until` is the instant at
   * which the answer grows old by itself, because a review date passes; `articleId` is the article that was asked for by
   * its address.
   */
  saw(site: Pick<PublicSite, 'id' | 'generation'> | null, until?: Date | null, articleId?: string): void;
}

interface AddressRow {
  id: string;
  url: string;
  generation: string;
  payload: ArticlePayload | null;
  withdrawnAt: Date | null;
  withdrawnId: string | null;
}

interface PageRow extends PublicSite {
  payload: ArticlePayload | null;
  nextEnd: Date | null;
}

/** Reads what is live, as one consistent state of the database a statement. */
@Injectable()
export class ReadModel {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /** The article under an address, or why there is none. One statement. */
  async articleBySlug(
    site: string,
    locale: string,
    slug: string,
    without: readonly HeavyPart[],
    witness: Witness,
  ): Promise<PublishedArticle | ArticleWithdrawn | ArticleNotFound> {
    const [row] = await this.database.rows<AddressRow>('delivery_address', sql.ADDRESS, [
      site,
      locale,
      slug,
      [...without],
    ]);
    const now = this.clock.now();
    const provenance = row?.payload?.provenance;
    witness.saw(
      row ?? null,
      provenance && nextChange(provenance, now),
      row?.payload?.id ?? row?.withdrawnId ?? undefined,
    );
    if (row?.payload && timeIsOver(row.payload.provenance, now)) {
      return new ArticleWithdrawn(row.payload.provenance.graceEndsAt!, row.payload.id);
    }
    if (row?.payload) return published(row.payload, row, now);
    if (row?.withdrawnAt) return new ArticleWithdrawn(row.withdrawnAt.toISOString(), row.withdrawnId!);
    return new ArticleNotFound();
  }

  /** A page of a site's articles, newest first; null when there is no such site. One statement. */
  async articles(
    query: ArticleQuery,
    without: readonly HeavyPart[],
    witness: Witness,
  ): Promise<ArticlePage | InvalidInput | null> {
    const place = placeOf(query);
    if (place instanceof InvalidInput) return place;
    const now = this.clock.now();
    const of = [...filterOf(query), query.first + 1, place?.publishedAt ?? null, place?.articleId ?? null, now];
    const rows =
      without.length === HEAVY_PARTS.length
        ? await this.database.rows<PageRow>('delivery_cards', sql.PAGE_OF_CARDS, of)
        : await this.database.rows<PageRow>('delivery_page', sql.PAGE, [...of, [...without]]);
    const [head] = rows;
    const changes = rows.map(({ payload }) => payload && nextChange(payload.provenance, now));
    witness.saw(head ?? null, earliest([head?.nextEnd ?? null, ...changes]));
    if (!head) return null;
    const { payload: _payload, nextEnd: _nextEnd, ...site } = head;
    const all = rows.flatMap((row) => (row.payload ? [published(row.payload, site, now)] : []));
    return { site, articles: all.slice(0, query.first), hasNextPage: all.length > query.first };
  }

  /**
   * How many articles a list has in all, on every page. One statement; its time grows with the list. Ask after `articles`,
   * which has told the witness an earlier state or the same.
   */
  async countArticles(query: ArticleQuery): Promise<number> {
    const [row] = await this.database.rows<{ total: number }>('delivery_count', sql.COUNT, [
      ...filterOf(query),
      this.clock.now(),
    ]);
    return row?.total ?? 0;
  }

  /** Every locale of articles that were read before. One statement for all of them. */
  async translations(articles: readonly Pick<PublishedArticle, 'siteId' | 'id'>[]): Promise<Translation[]> {
    const siteIds = [...new Set(articles.map(({ siteId }) => siteId))];
    const ids = articles.map(({ id }) => id);
    const values = [siteIds, ids, this.clock.now()];
    return this.database.rows<Translation>('delivery_translations', sql.TRANSLATIONS, values);
  }

  /** A site by its slug; null when there is none. One statement. */
  async site(slug: string, witness: Witness): Promise<PublicSite | null> {
    const text = `SELECT ${SITE_COLUMNS} FROM delivery.site s WHERE s.slug = $1`;
    const [site = null] = await this.database.rows<PublicSite>('delivery_site', text, [slug]);
    witness.saw(site);
    return site;
  }

  /** The locales a site has live articles in, in the order of their tags. One statement. Ask after the site was read. */
  async locales(siteId: string): Promise<string[]> {
    const rows = await this.database.rows<{ locale: string }>('delivery_locales', sql.LOCALES, [siteId]);
    return rows.map(({ locale }) => locale);
  }

  /** Every site by name, at most 100. One statement. */
  async sites(witness: Witness): Promise<PublicSite[]> {
    // A site that is new makes this old, and has no state yet.
    witness.saw(null);
    const text = `SELECT ${SITE_COLUMNS} FROM delivery.site s ORDER BY s.name, s.slug LIMIT ${MAX_PAGE}`;
    return this.database.rows<PublicSite>('delivery_sites', text, []);
  }
}

/** The place of an article in every list, as a cursor. */
export function cursorOf(article: ArticlePayload): string {
  return encodeCursor({ publishedAt: new Date(article.publishedAt), articleId: article.id });
}

function filterOf({ site, locale, topic, updatedSince }: ArticleQuery): unknown[] {
  return [site, locale, topic ?? null, updatedSince ?? null];
}
