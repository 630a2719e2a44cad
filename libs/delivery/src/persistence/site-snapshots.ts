import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Clock } from '#kernel';
import type { ArticlePayload } from '../domain/payload.js';
import { nextChange } from '../domain/review-state.js';
import { withLogoAt } from '../domain/site-logo.js';
import type { PublicTerm } from './beside.js';
import { languageOf } from './companion-reader.js';
import { TERMS_AT, TERMS_OF_ROW } from './companion-statements.js';
import { DeliveryDatabase } from './delivery-database.js';
import { pageUrlOf } from './page-place.js';
import { earliest, published } from './published.js';
import { type PublishedArticle, SITE_DETAILS, type SiteDetails } from './rows.js';

/** An article without its long parts. */
export type SnapshotCard = Omit<
  PublishedArticle,
  'document' | 'html' | 'text' | 'outline' | 'faq' | 'references' | 'siteId' | 'siteGeneration'
>;

/** An address that was live on the site and is no more. */
export interface SnapshotTombstone {
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly pageUrl: string;
  /** ISO 8601. */
  readonly withdrawnAt: string;
}

/** An address of before, here or on the site that an article was imported from, and where it leads. */
export interface SnapshotMove {
  readonly locale: string;
  /** The slug, or a path with slashes, as it was. */
  readonly from: string;
  /** The slug today. */
  readonly to: string;
}

/** An article with its text and with what it is about, as people called that when it was read. */
export type SnapshotText = Omit<PublishedArticle, 'document' | 'text'> & { readonly terms: readonly PublicTerm[] };

/** Everything a site shows, as it was at one moment. */
export interface SiteSnapshot {
  readonly site: SiteDetails;
  /** When what it shows changes by itself, because a review date passes or a time is over; null when nothing is known to. */
  readonly staleAt: Date | null;
  /** By locale, the newest first. */
  readonly cards: readonly SnapshotCard[];
  /** By locale, the newest first; one an address, and none of an address that is live. */
  readonly tombstones: readonly SnapshotTombstone[];
  /** The site's first language first: what an address without a language means. */
  readonly moved: readonly SnapshotMove[];
  /** What the live articles of each of its languages are about, as the terms are called there, by kind and key. */
  readonly terms: ReadonlyMap<string, readonly PublicTerm[]>;
  /** Every article with its text, in the order of the cards. */
  articles(): AsyncIterable<SnapshotText>;
}

const AT_ONCE = 200;
/** A site's cards are one statement, and a large site's take longer than a reader would wait. */
const STATEMENT_MS = 120_000;

const CARDS = `
SELECT a.card_text AS card, a.serve_until AS "serveUntil" FROM delivery.article a WHERE a.site_id = $1
ORDER BY a.locale, a.published_at DESC, a.article_id`;

const TOMBSTONES = `
SELECT t.article_id AS "articleId", t.locale, t.slug, t.withdrawn_at AS "withdrawnAt" FROM (
  SELECT DISTINCT ON (locale, slug) article_id, locale, slug, withdrawn_at FROM delivery.tombstone
  WHERE site_id = $1 ORDER BY locale, slug, sequence DESC) t
WHERE NOT EXISTS (SELECT FROM delivery.article a WHERE a.site_id = $1 AND a.locale = t.locale AND a.slug = t.slug)
ORDER BY t.locale, t.withdrawn_at DESC, t.article_id`;

const MOVED = `
SELECT r.locale, r.slug AS "from", r.target AS "to" FROM delivery.redirect r JOIN delivery.site s ON s.id = r.site_id
WHERE r.site_id = $1 ORDER BY r.locale = s.locale DESC, r.locale, r.slug`;

const TEXTS = `
SELECT (a.payload - '{document,text}'::text[])::text AS payload, ${TERMS_OF_ROW} AS terms FROM delivery.article a
JOIN unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS q (article_id, locale, language, n)
  ON a.article_id = q.article_id AND a.locale = q.locale
WHERE a.site_id = $1 ORDER BY q.n`;

/** Reads whole sites, for what writes them elsewhere: in one transaction, so that no page speaks of another moment. */
@Injectable()
export class SiteSnapshots {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /** A site by its short name for as long as `use` runs; null when there is none. Four statements, one for each language, and one for 200 texts. */
  async read<T>(slug: string, use: (snapshot: SiteSnapshot) => Promise<T>): Promise<T | null> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
      const { rows } = await client.query<SiteDetails>(
        `SELECT ${SITE_DETAILS} FROM delivery.site s WHERE s.slug = $1`,
        [slug],
      );
      return rows[0] ? await use(await this.open(client, rows[0])) : null;
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      await client.query('ROLLBACK').catch((error) => {
        broken ??= error;
      });
      client.release(broken);
    }
  }

  private async open(client: PoolClient, read: SiteDetails): Promise<SiteSnapshot> {
    const now = this.clock.now();
    const { site, until } = withLogoAt(read, now);
    const { rows } = await client.query<{ card: string; serveUntil: Date | null }>(CARDS, [site.id]);
    const changes: (Date | null)[] = [until];
    const cards = rows.map(({ card, serveUntil }) => {
      const payload = JSON.parse(card) as ArticlePayload;
      changes.push(serveUntil, nextChange(payload.provenance, now));
      return published(payload, site, now);
    });
    const gone = await client.query<Omit<SnapshotTombstone, 'withdrawnAt'> & { withdrawnAt: Date }>(TOMBSTONES, [
      site.id,
    ]);
    const moved = await client.query<SnapshotMove>(MOVED, [site.id]);
    const terms = new Map<string, readonly PublicTerm[]>();
    for (const locale of new Set([site.locale, ...cards.map((card) => card.locale)])) {
      terms.set(locale, await termsAt(client, site, locale, now));
    }
    return {
      site,
      terms,
      moved: moved.rows,
      staleAt: earliest(changes),
      cards,
      tombstones: gone.rows.map((row) => {
        return { ...row, pageUrl: pageUrlOf(site, row), withdrawnAt: row.withdrawnAt.toISOString() };
      }),
      articles: () => textsOf(client, site, cards, now),
    };
  }
}

type TextRow = { payload: string; terms: readonly PublicTerm[] };

async function termsAt(client: PoolClient, site: SiteDetails, locale: string, now: Date): Promise<PublicTerm[]> {
  const values = [site.slug, locale, languageOf(locale), null, now];
  const { rows } = await client.query<PublicTerm>({ name: 'snapshot_terms', text: TERMS_AT, values });
  return rows.filter(({ id }) => id !== null);
}

async function* textsOf(
  client: PoolClient,
  site: SiteDetails,
  cards: readonly SnapshotCard[],
  now: Date,
): AsyncIterable<SnapshotText> {
  for (let from = 0; from < cards.length; from += AT_ONCE) {
    const batch = cards.slice(from, from + AT_ONCE);
    const locales = batch.map(({ locale }) => locale);
    const values = [site.id, batch.map(({ id }) => id), locales, locales.map(languageOf)];
    const { rows } = await client.query<TextRow>({ name: 'snapshot_texts', text: TEXTS, values });
    for (const { payload, terms } of rows) {
      yield { ...published(JSON.parse(payload) as ArticlePayload, site, now), terms };
    }
  }
}
