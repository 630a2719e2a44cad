import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { TermKind } from '#taxonomy';
import type { ArticlePayload } from '../domain/payload.js';
import { nextChange } from '../domain/review-state.js';
import { type Surroundings, treeOf, type Wish, type WishNode } from './around.js';
import { AROUND } from './around-statement.js';
import type { Witness } from './article-query.js';
import type { ArticleKey, Beside, BesidePart, ReadArticle, UsedTerm } from './beside.js';
import * as sql from './companion-statements.js';
import { DeliveryDatabase } from './delivery-database.js';
import { TERMS_HOLD_MS } from './filtered-reader.js';
import { earliest, published } from './published.js';
import type { PublishedArticle } from './rows.js';

type Row = Record<string, unknown>;
type LiveRow = {
  id: string;
  slug: string;
  url: string;
  generation: string;
  payload: string;
  serveUntil: Date | null;
};

/** Of which node of the tree, near which article, at which place of its list; near none for a root. */
type Place = readonly [node: number, ofId: string | null, place: number];

type AroundRow = Omit<LiveRow, 'payload'> &
  Beside & { articleId: string; locale: string; places: Place[]; payload: string | null };

/** Articles with what is to be read around them. */
export interface AskedAround {
  readonly articles: readonly ReadArticle[];
  readonly wish: Wish;
}

/** What terms have names in: en for en-US. */
export const languageOf = (locale: string): string => locale.split('-')[0]!.toLowerCase();
const columnsOf = (keys: readonly ArticleKey[]) => [
  keys.map(({ siteId }) => siteId),
  keys.map(({ id }) => id),
  keys.map(({ locale }) => locale),
];

/** The columns of a tree, in the order of the statement. */
const nodeColumns = (nodes: readonly WishNode[]): unknown[][] => [
  nodes.map(({ parent }) => parent),
  nodes.map(({ wish }) => ('name' in wish ? wish.most : 0)),
  nodes.map(({ wish }) => ('name' in wish ? wish.without : null)),
  nodes.map(({ wish }) => wish.beside.has('kind')),
  nodes.map(({ wish }) => wish.beside.has('terms')),
  nodes.map(({ wish }) => wish.beside.has('translations')),
];

/** Reads what stands beside articles: for however many of them, one statement each. */
@Injectable()
export class CompanionReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * What stands around articles: of each group what it wishes for, to any depth. One statement, and each related article is
   * read once, however many it is near to.
   */
  async around(asked: readonly AskedAround[], into: Surroundings, witness: Witness): Promise<void> {
    const groups = asked.filter(({ articles }) => articles.length > 0);
    if (groups.every(({ wish }) => wish.related.length === 0)) return this.beside(groups, into, witness);
    for (const { articles } of groups) this.hold(articles, witness);
    const nodes = treeOf(groups.map(({ wish }) => wish));
    const roots = groups.flatMap(({ articles }, index) => articles.map((article) => ({ article, node: index + 1 })));
    for (const { article, node } of roots) {
      for (const wish of nodes[node - 1]!.wish.related) into.listOf(article, wish);
    }
    const now = this.clock.now();
    const values = [...columnsOf(roots.map(({ article }) => article)), roots.map(({ node }) => node)];
    const asks = [...values, ...nodeColumns(nodes), now];
    const rows = await this.database.rows<AroundRow>('delivery_around', AROUND, asks, witness);
    for (const row of rows) this.take(row, nodes, into, now, witness);
  }

  private take(row: AroundRow, nodes: readonly WishNode[], into: Surroundings, now: Date, witness: Witness): void {
    const key = { siteId: row.id, id: row.articleId, locale: row.locale };
    into.learnBeside(key, row);
    if (row.payload === null) return;
    const payload = JSON.parse(row.payload) as ArticlePayload;
    witness.saw(row, earliest([row.serveUntil, nextChange(payload.provenance, now)]));
    const article = published(payload, row, now);
    for (const [node, ofId, place] of row.places) {
      const wish = nodes[node - 1]!.wish;
      // Also where nothing is near: then that is known.
      for (const deeper of wish.related) into.listOf(key, deeper);
      if ('name' in wish) into.listOf({ ...key, id: ofId! }, wish)[place - 1] = article;
    }
  }

  /**
   * The live articles behind keys, in their order; null for one that is not live. Of each its own parts are left out,
   * written as in a wish.
   */
  async byKeys(
    keys: readonly (ArticleKey & { readonly without: string })[],
    witness: Witness,
  ): Promise<(PublishedArticle | null)[]> {
    const now = this.clock.now();
    const values = [...columnsOf(keys), now, keys.map(({ without }) => without)];
    const rows = await this.database.rows<LiveRow & { n: number }>('delivery_by_keys', sql.BY_KEYS, values, witness);
    const found: (PublishedArticle | null)[] = keys.map(() => null);
    for (const row of rows) {
      const payload = JSON.parse(row.payload) as ArticlePayload;
      witness.saw(row, earliest([row.serveUntil, nextChange(payload.provenance, now)]));
      found[row.n - 1] = published(payload, row, now);
    }
    return found;
  }

  private async beside(asked: readonly AskedAround[], into: Surroundings, witness: Witness): Promise<void> {
    const keys = asked.flatMap(({ articles }) => articles);
    const asks = (part: BesidePart) => asked.some(({ wish }) => wish.beside.has(part));
    if (asks('terms')) this.hold(keys, witness);
    const languages = keys.map(({ locale }) => languageOf(locale));
    const values = [...columnsOf(keys), languages, this.clock.now(), asks('kind'), asks('terms'), asks('translations')];
    const rows = await this.database.rows<Beside & { n: number }>('delivery_beside', sql.BESIDE, values);
    for (const { n, ...beside } of rows) into.learnBeside(keys[n - 1]!, beside);
  }

  /** The locales each site has live articles in, in the order of their tags. One statement. Ask after the sites were read. */
  async localesOf(siteIds: readonly string[]): Promise<string[][]> {
    const rows = await this.database.rows<{ id: string; locales: string[] }>('delivery_locales', sql.LOCALES, [
      [...siteIds],
    ]);
    const found = new Map(rows.map(({ id, locales }) => [id, locales]));
    return siteIds.map((id) => found.get(id) ?? []);
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
