import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '#kernel';
import type { ArticlePayload } from '../domain/payload.js';
import type { ArticleFilter, ArticleQuery, HeavyPart, Witness } from './article-query.js';
import { ConceptReader } from './concept-reader.js';
import { DeliveryDatabase } from './delivery-database.js';
import { FILTERED_PAGE } from './filtered-statements.js';
import { placeOf } from './page-place.js';
import { earliest, firstChange, published } from './published.js';
import { type PageRow, rowsIn } from './questions.js';
import type { ArticlePage } from './read-model.js';

/** Terms may be given to an article without a publication; a kept answer follows them after this many milliseconds. */
export const TERMS_HOLD_MS = 30_000;

const LONGEST_KEY = 100;

/** A list that is asked for by what its articles are about. */
export type FilteredQuery = ArticleQuery & { readonly where: ArticleFilter };

/** Reads lists of articles by their terms and kinds. */
@Injectable()
export class FilteredReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly concepts: ConceptReader,
    private readonly clock: Clock,
  ) {}

  /**
   * A page, newest first; null when there is no such site. One statement, two with a code, also when it is asked how many
   * pass on every page. It looks at one article after
   * the other until the page is full, so a filter that hardly anything passes takes as long as the site has articles.
   */
  async page(
    query: FilteredQuery,
    { without, counted }: { readonly without: readonly HeavyPart[]; readonly counted: boolean },
    witness: Witness,
  ): Promise<ArticlePage | InvalidInput | null> {
    const place = placeOf(query);
    if (place instanceof InvalidInput) return place;
    const now = this.clock.now();
    const filter = await filterValues(this.concepts, query, now);
    if (filter instanceof InvalidInput) return filter;
    const values = [...filter, query.first + 1, place?.publishedAt ?? null, place?.articleId ?? null, [...without]];
    const [row] = await this.database.rows<Omit<PageRow, 'n'> & { total: number | null }>(
      'delivery_filtered_page',
      FILTERED_PAGE,
      [...values, counted],
      witness,
    );
    if (!row) {
      witness.saw(null);
      return null;
    }
    const { articles: text, nextEnd, total, ...site } = row;
    const all = rowsIn(text).map((it) => published(JSON.parse(it) as ArticlePayload, site, now));
    witness.saw(site, earliest([new Date(now.getTime() + TERMS_HOLD_MS), nextEnd, firstChange(all, now)]));
    return { site, articles: all.slice(0, query.first), hasNextPage: all.length > query.first, total };
  }
}

/** What a filter asks, as $1 to $11 of its statements. One statement where it names a code. */
export async function filterValues(
  concepts: ConceptReader,
  query: ArticleQuery,
  now: Date,
): Promise<unknown[] | InvalidInput> {
  const { region = null, condition = null, audience = null, kind = null, code = null } = query.where ?? {};
  const long = Object.entries({ region, condition, audience, kind, code: code?.code }).find(
    ([, text]) => (text ?? '').length > LONGEST_KEY,
  );
  if (long) return new InvalidInput(`where.${long[0]}`, `Give the key of a term, at most ${LONGEST_KEY} characters.`);
  const codes = code ? await concepts.codesLike(query.site, code.system, code.code) : [];
  return [
    ...[query.site, query.locale, query.topic ?? null, query.updatedSince ?? null, now],
    ...[region, condition, audience, kind, code?.system ?? null, codes],
  ];
}

/** Whether a filter says anything. */
export function isFiltered(query: ArticleQuery): query is FilteredQuery {
  return Object.values(query.where ?? {}).some((value) => value !== null && value !== undefined);
}
