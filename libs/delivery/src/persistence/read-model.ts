import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '#kernel';
import { encodeCursor } from '../domain/cursor.js';
import type { ArticlePayload } from '../domain/payload.js';
import { ArticleNotFound, ArticleWithdrawn } from '../domain/refusals.js';
import { nextChange, timeIsOver } from '../domain/review-state.js';
import { withLogoAt } from '../domain/site-logo.js';
import { type ArticleQuery, type HeavyPart, isCards, type Witness } from './article-query.js';
import type { Batch } from './batch.js';
import { Cards } from './cards.js';
import { DeliveryDatabase } from './delivery-database.js';
import { MAX_PAGE, pageUrlOf, placeOf } from './page-place.js';
import { earliest, firstChange, published } from './published.js';
import {
  type Address,
  type AddressRow,
  batchFor,
  inOrder,
  type OpenAddress,
  type OpenAddressRow,
  type PageQuestion,
  type PageRow,
  pageColumns,
  payloadIn,
  rowsIn,
} from './questions.js';
import { type PublicSite, type PublishedArticle, type Redirect, SITE_DETAILS, type SiteDetails } from './rows.js';
import * as sql from './statements.js';

// This room reads past Prisma. The public asks all day and in bursts: a named statement is planned once a connection,
// answers an address or a page in one round trip, and runs on a role that Prisma's own connection does not have.

export interface ArticlePage {
  readonly site: PublicSite;
  readonly articles: readonly PublishedArticle[];
  readonly hasNextPage: boolean;
  /** On every page; null or missing where it has to be counted yet. */
  readonly total?: number | null;
}

/**
 * Questions in one statement: enough to share the way, few enough that nobody waits for the others' work. With 32 addresses
 * all open connections came to wait for one statement and this process for the database; with 12 it reads the next
 * questions meanwhile (some 15 % more answers a second with 32 connections, in turns of a second).
 */
const MOST_ADDRESSES = 12;
const MOST_PAGES = 8;

/** Addresses of before come and go without a publication; a kept answer follows them after this many milliseconds. */
const ADDRESSES_HOLD_MS = 30_000;

type RedirectRow = PublicSite & { toLocale: string | null; toSlug: string | null };

/** Reads what is live, as one consistent state of the database a statement. */
@Injectable()
export class ReadModel {
  // One for each set of parts that is left out: what is left out is the same for a whole statement.
  private readonly addresses = new Map<string, Batch<Address, AddressRow | undefined>>();
  private readonly openAddresses = new Map<string, Batch<OpenAddress, OpenAddressRow | undefined>>();
  private readonly pages = new Map<string, Batch<PageQuestion, PageRow | undefined>>();

  private readonly cards = new Cards();

  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * The article under an address, or why there is none. One statement; a second where nothing is or was: an address of
   * before leads to its article, and with `fallback` the slug is looked for in the site's other locales. With `atOnce` all
   * of it is one statement, which is a little slower: for who will ask for more.
   */
  async articleBySlug(
    {
      atOnce = false,
      fallback = false,
      ...place
    }: Address & { readonly fallback?: boolean; readonly atOnce?: boolean },
    without: readonly HeavyPart[],
    witness: Witness,
  ): Promise<PublishedArticle | ArticleWithdrawn | ArticleNotFound> {
    const address = { ...place, fallback };
    if (atOnce) return this.articleAnywhere(address, without, witness);
    const row = await this.addressesWithout(without).ask(address, witness);
    const found = row && this.standing(row, witness);
    if (!row) witness.saw(null);
    return found ?? (row ? this.articleAnywhere(address, without, witness) : new ArticleNotFound());
  }

  /** What stands under an address, or stood there; undefined where nothing is or was. */
  private standing(row: AddressRow, witness: Witness): PublishedArticle | ArticleWithdrawn | undefined {
    witness.took?.((row.payload?.length ?? 0) + (row.html?.length ?? 0));
    const now = this.clock.now();
    const payload = payloadIn(row);
    const articleId = payload?.id ?? row.withdrawnId ?? undefined;
    witness.saw(row, earliest([row.serveUntil, payload && nextChange(payload.provenance, now)]), articleId);
    if (payload && timeIsOver(payload.provenance, now)) {
      return new ArticleWithdrawn(payload.provenance.graceEndsAt!, payload.id);
    }
    if (payload) return published(payload, row, now);
    return row.withdrawnAt ? new ArticleWithdrawn(row.withdrawnAt.toISOString(), row.withdrawnId!) : undefined;
  }

  private async articleAnywhere(
    address: OpenAddress,
    without: readonly HeavyPart[],
    witness: Witness,
  ): Promise<PublishedArticle | ArticleWithdrawn | ArticleNotFound> {
    const row = await this.openAddressesWithout(without).ask(address, witness);
    if (!row) {
      witness.saw(null);
      return new ArticleNotFound();
    }
    const found = this.standing(row, witness);
    // Addresses of before come and go without a publication.
    const isHere = row.tier === 0 || row.withdrawnAt !== null;
    if (!isHere) witness.saw(row, new Date(this.clock.now().getTime() + ADDRESSES_HOLD_MS));
    if (isHere && found) return found;
    if (!found || found instanceof ArticleWithdrawn) return new ArticleNotFound();
    const moved = found.locale === address.locale;
    return Object.assign(found, {
      redirectedFrom: moved ? address.slug : null,
      fallbackFrom: moved ? null : address.locale,
    });
  }

  /** Where an address of before leads, in one locale or in whichever knows it; null when nowhere. One statement. */
  async redirect(site: string, path: string, locale: string | null, witness: Witness): Promise<Redirect | null> {
    const bare = path.replace(/^\/+|\/+$/g, '');
    const [row] = await this.database.rows<RedirectRow>('delivery_redirect', sql.REDIRECT, [site, bare, locale]);
    witness.saw(row ?? null, new Date(this.clock.now().getTime() + ADDRESSES_HOLD_MS));
    if (!row?.toSlug) return null;
    const place = { locale: row.toLocale!, slug: row.toSlug };
    return { ...place, pageUrl: pageUrlOf(row, place) };
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
    const row = await this.pagesWithout(without).ask({ ...query, place, now }, witness);
    if (!row) {
      witness.saw(null);
      return null;
    }
    const { articles: text, nextEnd, n: _n, ...site } = row;
    witness.took?.(text?.length ?? 0);
    const all = isCards(without)
      ? this.cards.readList(listName(query), text, site, now)
      : rowsIn(text).map((it) => published(JSON.parse(it) as ArticlePayload, site, now));
    witness.saw(site, earliest([nextEnd, firstChange(all, now)]));
    return { site, articles: all.slice(0, query.first), hasNextPage: all.length > query.first };
  }

  private addressesWithout(without: readonly HeavyPart[]): Batch<Address, AddressRow | undefined> {
    const [name, text] = sql.isPage(without)
      ? ['delivery_address_pages', sql.ADDRESSES_OF_PAGES]
      : ['delivery_addresses', sql.ADDRESSES];
    return batchFor(this.addresses, without, MOST_ADDRESSES, async (questions) => {
      const columns = [
        questions.map((it) => it.site),
        questions.map((it) => it.locale),
        questions.map((it) => it.slug),
      ];
      const values = [...columns, [...without]];
      return inOrder(questions, await this.database.rows<AddressRow>(name!, text!, values));
    });
  }

  private openAddressesWithout(without: readonly HeavyPart[]): Batch<OpenAddress, OpenAddressRow | undefined> {
    const [name, text] = sql.isPage(without)
      ? ['delivery_anywhere_pages', sql.ANYWHERE_OF_PAGES]
      : ['delivery_anywhere', sql.ANYWHERE];
    return batchFor(this.openAddresses, without, MOST_ADDRESSES, async (questions) => {
      const values = [
        questions.map((it) => it.site),
        questions.map((it) => it.locale),
        questions.map((it) => it.slug),
        questions.map((it) => it.fallback),
        [...without],
      ];
      return inOrder(questions, await this.database.rows<OpenAddressRow>(name!, text!, values));
    });
  }

  private pagesWithout(without: readonly HeavyPart[]): Batch<PageQuestion, PageRow | undefined> {
    const cards = isCards(without);
    const [name, text] = cards ? ['delivery_cards', sql.PAGES_OF_CARDS] : ['delivery_pages', sql.PAGES];
    return batchFor(this.pages, without, MOST_PAGES, async (questions) => {
      const values = [...pageColumns(questions), questions[0]!.now, ...(cards ? [] : [[...without]])];
      return inOrder(questions, await this.database.rows<PageRow>(name!, text!, values));
    });
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

  /** A site by its slug; null when there is none. One statement. */
  async site(slug: string, witness: Witness): Promise<SiteDetails | null> {
    const text = `SELECT ${SITE_DETAILS} FROM delivery.site s WHERE s.slug = $1`;
    const [read] = await this.database.rows<SiteDetails>('delivery_site', text, [slug]);
    const found = read && withLogoAt(read, this.clock.now());
    witness.saw(found?.site ?? null, found?.until);
    return found?.site ?? null;
  }

  /** Every site by name, at most 100. One statement. */
  async sites(witness: Witness): Promise<SiteDetails[]> {
    // A site that is new makes this old, and has no state yet.
    witness.saw(null);
    const text = `SELECT ${SITE_DETAILS} FROM delivery.site s ORDER BY s.name, s.slug LIMIT ${MAX_PAGE}`;
    const sites = await this.database.rows<SiteDetails>('delivery_sites', text, []);
    return sites.map((site) => withLogoAt(site, this.clock.now()).site);
  }
}

/** The place of an article in every list, as a cursor. */
export function cursorOf(article: ArticlePayload): string {
  return encodeCursor({ publishedAt: new Date(article.publishedAt), articleId: article.id });
}

const listName = ({ site, locale, topic, updatedSince, first, after }: ArticleQuery): string =>
  `${site} ${locale} ${topic ?? ''} ${updatedSince?.getTime() ?? ''} ${first} ${after ?? ''}`;

function filterOf({ site, locale, topic, updatedSince }: ArticleQuery): unknown[] {
  return [site, locale, topic ?? null, updatedSince ?? null];
}
