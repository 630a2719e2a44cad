import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '#kernel';
import { askable } from '../domain/askable.js';
import type { ArticlePayload } from '../domain/payload.js';
import { nextChange } from '../domain/review-state.js';
import { correctedText, meantWord, plainWords } from '../domain/spelling.js';
import { type HeavyPart, isCards, type Witness } from './article-query.js';
import { DeliveryDatabase } from './delivery-database.js';
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
   * The articles that answer best; null when there is no such site. One statement where all words are found; where none
   * has all of them, words that may be mistyped are corrected, and at last any of the words is enough: four at most, and
   * six behind the last page.
   */
  async search(
    query: SearchQuery,
    want: { readonly without: readonly HeavyPart[]; readonly marked: boolean },
    witness: Witness,
  ): Promise<SearchPage | InvalidInput | null> {
    const fault = faultOf(query);
    if (fault) return fault;
    const exact = await this.attempt(query, 'allWords', want, witness);
    if (!exact || exact.answers) return exact?.page ?? null;
    const corrected = await this.correct(query);
    const second = corrected ? await this.attempt({ ...query, text: corrected }, 'corrected', want, witness) : null;
    if (corrected && second?.answers) return { ...second.page, correctedText: corrected };
    return this.ask(query, 'anyWord', want, witness);
  }

  /** How many of what was found is about which topic, counted up to a thousand. One statement. Ask after `search`. */
  async facets(query: SearchQuery, page: Pick<SearchPage, 'match' | 'correctedText'>): Promise<Facet[]> {
    const text = page.correctedText ?? query.text;
    return this.database.rows<Facet & Record<string, unknown>>('delivery_facets', sql.FACETS, [
      ...[query.site, query.locale, askable(text), query.topic ?? null, this.clock.now(), page.match === 'anyWord'],
    ]);
  }

  /** A page, and whether these words have answers at all: behind the last page there are none either. */
  private async attempt(
    query: SearchQuery,
    match: SearchMatch,
    want: { readonly without: readonly HeavyPart[]; readonly marked: boolean },
    witness: Witness,
  ): Promise<{ readonly page: SearchPage; readonly answers: boolean } | null> {
    const page = await this.ask(query, match, want, witness);
    if (!page) return null;
    if (page.found.length > 0 || query.skip === 0) return { page, answers: page.found.length > 0 };
    const first = await this.ask({ ...query, first: 1, skip: 0 }, match, { ...want, marked: false }, witness);
    return { page, answers: first !== null && first.found.length > 0 };
  }

  private async ask(
    { site, locale, text, topic, first, skip }: SearchQuery,
    match: SearchMatch,
    { without, marked }: { readonly without: readonly HeavyPart[]; readonly marked: boolean },
    witness: Witness,
  ): Promise<SearchPage | null> {
    const now = this.clock.now();
    const values = [
      site,
      locale,
      askable(text),
      topic ?? null,
      now,
      match === 'anyWord',
      skip + first + 1,
      skip,
      marked,
    ];
    const rows = isCards(without)
      ? await this.database.rows<SearchRow>('delivery_search_cards', sql.SEARCH_OF_CARDS, values, witness)
      : await this.database.rows<SearchRow>('delivery_search', sql.SEARCH, [...values, [...without]], witness);
    const [head] = rows;
    const names = new Date(now.getTime() + NAMES_HOLD_MS);
    const changes = rows.map(({ payload }) => payload && nextChange(payload.provenance, now));
    witness.saw(head ?? null, earliest([names, head?.nextEnd ?? null, ...changes]));
    if (!head) return null;
    const { payload: _payload, markedTitle: _title, markedText: _text, nextEnd: _end, ...where } = head;
    const all = rows.flatMap((row) =>
      row.payload
        ? [
            {
              article: published(row.payload, where, now),
              markedTitle: row.markedTitle,
              markedText: row.markedText,
            },
          ]
        : [],
    );
    return { site: where, match, correctedText: null, found: all.slice(0, first), hasNextPage: all.length > first };
  }

  private async correct({ site, locale, text }: SearchQuery): Promise<string | undefined> {
    const values = [site, locale, plainWords(text)];
    const rows = await this.database.rows<{ word: string; near: string | null }>(
      'delivery_near',
      sql.NEAR_WORDS,
      values,
    );
    const meant = new Map<string, string>();
    for (const word of new Set(rows.map((row) => row.word))) {
      const near = rows.flatMap((row) => (row.word === word && row.near ? [row.near] : []));
      const best = meantWord(word, near);
      if (best) meant.set(word, best);
    }
    return correctedText(text, meant);
  }
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
