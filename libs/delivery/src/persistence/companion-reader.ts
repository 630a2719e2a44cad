import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { CodeSystem, TermKind } from '#taxonomy';
import type { ArticlePayload } from '../domain/payload.js';
import { nextChange } from '../domain/review-state.js';
import type { HeavyPart, Witness } from './article-query.js';
import * as sql from './companion-statements.js';
import { DeliveryDatabase } from './delivery-database.js';
import { TERMS_HOLD_MS } from './filtered-reader.js';
import { earliest, published } from './published.js';
import type { PublishedArticle, Translation } from './rows.js';

/** Which article, where, in which locale. */
export type ArticleKey = Pick<PublishedArticle, 'siteId' | 'id' | 'locale'>;

/** An article that was read before: what is added to it is as old as it is, or older by itself. */
export type ReadArticle = ArticleKey & Pick<PublishedArticle, 'siteGeneration'>;

/** What an article is about, as the public reads it. */
export interface PublicTerm {
  readonly id: string;
  readonly key: string;
  readonly kind: TermKind;
  readonly parentId: string | null;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly codes: readonly { readonly system: CodeSystem; readonly code: string }[];
}

/** With how many live articles have it. */
export type UsedTerm = PublicTerm & { readonly articleCount: number };

/** What may stand beside an article. */
export type BesidePart = 'kind' | 'terms' | 'translations';

/** Null where it was not asked for; the kind also where nobody gave one. */
export interface Beside {
  /** Such as exerciseProgram. */
  readonly kind: string | null;
  /** What it is about, in its own language where the term has a name in it. */
  readonly terms: readonly PublicTerm[] | null;
  /** Its live locales beside its own. */
  readonly translations: readonly Translation[] | null;
}

type Row = Record<string, unknown>;
type LiveRow = {
  id: string;
  slug: string;
  url: string;
  generation: string;
  payload: string;
  serveUntil: Date | null;
};

const languageOf = (locale: string): string => locale.split('-')[0]!.toLowerCase();
const columnsOf = (keys: readonly ArticleKey[]) => [
  keys.map(({ siteId }) => siteId),
  keys.map(({ id }) => id),
  keys.map(({ locale }) => locale),
];

/** Reads what stands beside articles: for however many of them, one statement each. */
@Injectable()
export class CompanionReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * What is related to each article, at most `most`: what a person chose, then the newest of its topic. Each article is read
   * once, however many it is related to.
   */
  async related(
    keys: readonly ReadArticle[],
    most: number,
    without: readonly HeavyPart[],
    witness: Witness,
  ): Promise<PublishedArticle[][]> {
    this.hold(keys, witness);
    const now = this.clock.now();
    const values = [...columnsOf(keys), now, most, [...without]];
    const rows = await this.database.rows<LiveRow & { places: number[] }>('delivery_related', sql.RELATED, values);
    const found: PublishedArticle[][] = keys.map(() => []);
    for (const row of rows) {
      const payload = JSON.parse(row.payload) as ArticlePayload;
      witness.saw(row, earliest([row.serveUntil, nextChange(payload.provenance, now)]));
      const article = published(payload, row, now);
      for (const place of row.places) found[Math.floor(place / 100) - 1]![(place % 100) - 1] = article;
    }
    return found;
  }

  /** The live articles behind keys, in their order; null for one that is not live. */
  async byKeys(
    keys: readonly ArticleKey[],
    without: readonly HeavyPart[],
    witness: Witness,
  ): Promise<(PublishedArticle | null)[]> {
    const now = this.clock.now();
    const values = [...columnsOf(keys), now, [...without]];
    const rows = await this.database.rows<LiveRow & { n: number }>('delivery_by_keys', sql.BY_KEYS, values);
    const found: (PublishedArticle | null)[] = keys.map(() => null);
    for (const row of rows) {
      const payload = JSON.parse(row.payload) as ArticlePayload;
      witness.saw(row, earliest([row.serveUntil, nextChange(payload.provenance, now)]));
      found[row.n - 1] = published(payload, row, now);
    }
    return found;
  }

  /** What stands beside each article: of it, the parts that were asked for. */
  async beside(keys: readonly ReadArticle[], parts: ReadonlySet<BesidePart>, witness: Witness): Promise<Beside[]> {
    if (parts.has('terms')) this.hold(keys, witness);
    const asked = [parts.has('kind'), parts.has('terms'), parts.has('translations')];
    const languages = keys.map(({ locale }) => languageOf(locale));
    const values = [...columnsOf(keys), languages, this.clock.now(), ...asked];
    const rows = await this.database.rows<Beside & { n: number }>('delivery_beside', sql.BESIDE, values);
    const found: Beside[] = keys.map(() => ({ kind: null, terms: null, translations: null }));
    for (const { n, ...beside } of rows) found[n - 1] = beside;
    return found;
  }

  /** The terms of a site's live articles in one locale, at most 500; null when there is no such site. */
  async termsAt(site: string, locale: string, kind: TermKind | null, witness: Witness): Promise<UsedTerm[] | null> {
    const now = this.clock.now();
    const rows = await this.database.rows<UsedTerm & Row & { siteId: string; generation: string }>(
      'delivery_terms_at',
      sql.TERMS_AT,
      [site, locale, languageOf(locale), kind, now],
    );
    const [head] = rows;
    witness.saw(head ? { id: head.siteId, generation: head.generation } : null, this.end());
    if (!head) return null;
    return rows.filter(({ id }) => id !== null);
  }

  /** What a person may change without a publication: an answer with it grows old by itself. */
  private hold(articles: readonly ReadArticle[], witness: Witness): void {
    for (const { siteId, siteGeneration } of articles) {
      witness.saw({ id: siteId, generation: siteGeneration }, this.end());
    }
  }

  private end(): Date {
    return new Date(this.clock.now().getTime() + TERMS_HOLD_MS);
  }
}
