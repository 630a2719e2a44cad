import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '#kernel';
import { askable } from '../domain/askable.js';
import type { ArticlePayload } from '../domain/payload.js';
import { nextChange } from '../domain/review-state.js';
import { correctedText, meantWord, plainWords } from '../domain/spelling.js';
import { type HeavyPart, isCards, type Witness } from './article-query.js';
import { DeliveryDatabase } from './delivery-database.js';
import { NEAR_WORDS } from './near-words.js';
import { earliest, published } from './published.js';
import type { PublicSite, PublishedArticle } from './rows.js';
import * as sql from './search-statements.js';

export interface SearchQuery {
  readonly site: string;
  readonly locale: string;
  /** 1 to 200 characters, as somebody typed them. */
  readonly text: string;
  readonly topic?: string | null;
  /** 1 to 50. */
  readonly first: number;
  /** Places to pass over, at most 200. */
  readonly skip: number;
}

/** How an answer came about: with all words, with mistyped ones corrected, or with any of the words. */
export type SearchMatch = 'allWords' | 'corrected' | 'anyWord';

export interface Found {
  readonly article: PublishedArticle;
  /** With `MARK` around the words that were found; null when nobody asked. */
  readonly markedTitle: string | null;
  readonly markedText: string | null;
}

export interface SearchPage {
  readonly site: PublicSite;
  readonly match: SearchMatch;
  /** What was searched for instead, when `match` is `corrected`. */
  readonly correctedText: string | null;
  readonly found: readonly Found[];
  readonly hasNextPage: boolean;
  /** How many of what was found is about which topic; null where it was not counted yet. */
  readonly facets: readonly Facet[] | null;
}

/** What is to be told of what was found. */
export interface SearchWish {
  readonly without: readonly HeavyPart[];
  readonly marked: boolean;
  readonly facets: boolean;
}

export interface Facet {
  readonly topic: string;
  readonly count: number;
}

interface SearchRow extends PublicSite {
  payload: ArticlePayload | null;
  markedTitle: string | null;
  markedText: string | null;
  nextEnd: Date | null;
  answers: boolean;
  corrected: boolean;
  facets: Facet[] | null;
}

const MOST_TEXT = 200;
export const MAX_FOUND = 50;
export const MAX_SKIP = 200;

/** Names of terms may change without a publication; a kept answer follows them after this many milliseconds. */
const NAMES_HOLD_MS = 30_000;

/** Finds live articles by words. */
@Injectable()
export class SearchReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * The articles that answer best; null when there is no such site. One statement where all words are found. Where none
   * has all of them, a second looks for words that may be mistyped, and a third asks with those corrected and at last is
   * content with any of the words.
   */
  async search(query: SearchQuery, wish: SearchWish, witness: Witness): Promise<SearchPage | InvalidInput | null> {
    const fault = faultOf(query);
    if (fault) return fault;
    const exact = await this.ask(query, wish, witness);
    if (!exact || exact.answers) return exact?.page ?? null;
    return (await this.ask(query, wish, witness, (await this.correct(query)) ?? null))?.page ?? null;
  }

  /** How many of what was found is about which topic, counted up to a thousand. One statement. Ask after `search`. */
  async facets(
    query: SearchQuery,
    page: Pick<SearchPage, 'match' | 'correctedText' | 'facets'>,
  ): Promise<readonly Facet[]> {
    if (page.facets) return page.facets;
    const text = page.correctedText ?? query.text;
    return this.database.rows<Facet & Record<string, unknown>>('delivery_facets', sql.FACETS, [
      ...[query.site, query.locale, askable(text), query.topic ?? null, this.clock.now(), page.match === 'anyWord'],
    ]);
  }

  /**
   * A page, and whether these words have answers at all: behind the last page there are none either.
   *
   * @param corrected the words to try before any of them is enough, or null for none; left out, all words are asked for
   */
  private async ask(
    { site, locale, text, topic, first, skip }: SearchQuery,
    { without, marked, facets }: SearchWish,
    witness: Witness,
    corrected?: string | null,
  ): Promise<{ readonly page: SearchPage; readonly answers: boolean } | null> {
    const now = this.clock.now();
    const again = corrected !== undefined;
    const cards = isCards(without);
    const rows = await this.database.rows<SearchRow>(
      `delivery_search${again ? '_again' : ''}${cards ? '_cards' : ''}`,
      sql.searchStatement({ again, cards }),
      [
        ...[site, locale, askable(text), topic ?? null, now],
        again ? corrected && askable(corrected) : false,
        ...[skip + first + 1, skip, marked],
        ...(again ? [facets] : []),
        ...(cards ? [] : [[...without]]),
      ],
      witness,
    );
    const [head] = rows;
    const names = new Date(now.getTime() + NAMES_HOLD_MS);
    const changes = rows.map(({ payload }) => payload && nextChange(payload.provenance, now));
    witness.saw(head ?? null, earliest([names, head?.nextEnd ?? null, ...changes]));
    if (!head) return null;
    const where = siteOf(head);
    const all = rows.flatMap(({ payload, markedTitle, markedText }) =>
      payload ? [{ article: published(payload, where, now), markedTitle, markedText }] : [],
    );
    const match = !again ? 'allWords' : head.corrected ? 'corrected' : 'anyWord';
    const page = {
      site: where,
      match,
      correctedText: head.corrected ? (corrected ?? null) : null,
      found: all.slice(0, first),
      hasNextPage: all.length > first,
      facets: head.facets,
    } as const;
    return { page, answers: head.answers };
  }

  private async correct({ site, locale, text }: SearchQuery): Promise<string | undefined> {
    const values = [site, locale, plainWords(text)];
    const rows = await this.database.rows<{ word: string; near: string | null }>('delivery_near', NEAR_WORDS, values);
    const meant = new Map<string, string>();
    for (const word of new Set(rows.map((row) => row.word))) {
      const near = rows.flatMap((row) => (row.word === word && row.near ? [row.near] : []));
      const best = meantWord(word, near);
      if (best) meant.set(word, best);
    }
    return correctedText(text, meant);
  }
}

function siteOf(row: SearchRow): PublicSite {
  const {
    payload: _p,
    markedTitle: _t,
    markedText: _m,
    nextEnd: _e,
    answers: _a,
    corrected: _c,
    facets: _f,
    ...site
  } = row;
  return site;
}

function faultOf({ text, first, skip }: SearchQuery): InvalidInput | null {
  if (!Number.isInteger(first) || first < 1 || first > MAX_FOUND) {
    return new InvalidInput('first', `Ask for 1 to ${MAX_FOUND} rows at a time with "first".`);
  }
  if (!Number.isInteger(skip) || skip < 0 || skip > MAX_SKIP) {
    return new InvalidInput('after', 'Give "after" an endCursor that this search answered with before.');
  }
  const fits = text.trim().length > 0 && text.length <= MOST_TEXT;
  return fits ? null : new InvalidInput('text', `Search for 1 to ${MOST_TEXT} characters.`);
}
