import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { type Facet, type Found, type SearchPage, type SearchQuery, SearchReader } from '#delivery';
import { InvalidInput } from '#kernel';
import { badInput } from './bad-input.js';
import type { DeliveryContext } from './delivery-context.js';
import { markedHtml } from './marked-html.js';
import { namesBelow, partsNotSelected } from './selected-parts.js';

interface SearchArgs extends Omit<SearchQuery, 'skip'> {
  readonly after?: string | null;
}

interface SearchEdge extends Found {
  readonly cursor: string;
  readonly node: Found['article'];
}

interface SearchConnection extends SearchPage {
  readonly query: SearchQuery;
  readonly edges: readonly SearchEdge[];
}

const cursorAt = (place: number): string => Buffer.from(`found.${place}`).toString('base64url');

/** The place behind a cursor of a search; -1 for a text that is not one of ours. */
function placeBehind(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined) return 0;
  const place = /^found\.(\d{1,4})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  return place === undefined ? -1 : Number(place) + 1;
}

function connection(page: SearchPage, query: SearchQuery): SearchConnection & Record<string, unknown> {
  const edges = page.found.map((it, index) => ({ ...it, node: it.article, cursor: cursorAt(query.skip + index) }));
  const pageInfo = {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: query.skip > 0,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { ...page, query, edges, pageInfo, siteGeneration: page.site.generation };
}

@Resolver()
export class SearchQueryResolver {
  constructor(private readonly reader: SearchReader) {}

  @Query('search')
  async search(
    @Args() { after, ...args }: SearchArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { witness }: DeliveryContext,
  ): Promise<SearchConnection | null> {
    const query = { ...args, skip: placeBehind(after) };
    const names = namesBelow(info);
    const marked = names.has('titleHtml') || names.has('passageHtml');
    const wish = { without: partsNotSelected(info), marked, facets: names.has('facets') };
    const page = await this.reader.search(query, wish, witness);
    if (page instanceof InvalidInput) throw badInput(page);
    return page && connection(page, query);
  }
}

@Resolver('SearchConnection')
export class SearchConnectionResolver {
  private readonly counting = new WeakMap<SearchConnection, Promise<readonly Facet[]>>();

  constructor(private readonly reader: SearchReader) {}

  /** Counted once, under however many names it was asked for. */
  @ResolveField('facets')
  facets(@Parent() connection: SearchConnection): Promise<readonly Facet[]> {
    const known = this.counting.get(connection) ?? this.reader.facets(connection.query, connection);
    this.counting.set(connection, known);
    return known;
  }
}

@Resolver('SearchEdge')
export class SearchEdgeResolver {
  @ResolveField('titleHtml')
  titleHtml(@Parent() { markedTitle, article }: SearchEdge): string {
    return markedHtml(markedTitle ?? article.title);
  }

  @ResolveField('passageHtml')
  passageHtml(@Parent() { markedText, article }: SearchEdge): string {
    return markedHtml(markedText ?? article.summary);
  }
}
