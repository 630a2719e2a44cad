import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { RelatedArticles } from '#editing';
import { Policy, Sites } from '#identity';
import { isId } from '#kernel';
import { CONTENT_TYPES, type CodeSystem, type ContentType, type TermKind, TermReader, type TermRow } from '#taxonomy';
import { connectionOf, decodeCursor, encodeCursor, pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';
import type { TermHere } from './term-loaders.js';

interface TermsArgs {
  readonly site: string;
  readonly kind?: TermKind | null;
  readonly search?: string | null;
  readonly archived?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** More than these nobody looks at. */
const MOST_RELATED = 24;

@Resolver()
export class TaxonomyQueries {
  constructor(
    private readonly terms: TermReader,
    private readonly related: RelatedArticles,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('taxonomyTerms')
  async taxonomyTerms(@Args() args: TermsArgs, @Context() context: ManagementContext) {
    const siteId = await this.siteOf(args.site, context);
    const size = pageSize(args.first);
    const { kind, search, archived } = args;
    const query = { kind, search, archivedToo: archived, limit: size, after: placeOf(args.after) };
    const rows = siteId ? here(await this.terms.page({ ...query, siteId }), siteId) : [];
    return connectionOf(rows, size, (row) => encodeCursor(row.kind, row.key, row.id), args.after);
  }

  @Query('taxonomyTerm')
  async taxonomyTerm(@Args() args: { site: string; id: string }, @Context() context: ManagementContext) {
    const siteId = await this.siteOf(args.site, context);
    const term = siteId && isId(args.id) ? await this.terms.standing(args.id) : null;
    return siteId && term && (term.siteId === null || term.siteId === siteId) ? { ...term, hereId: siteId } : null;
  }

  @Query('termsOfCode')
  async termsOfCode(
    @Args() args: { site: string; system: CodeSystem; code: string },
    @Context() context: ManagementContext,
  ) {
    const siteId = await this.siteOf(args.site, context);
    const answer = siteId && (await this.terms.lookUpCode(siteId, args.system, args.code));
    return answer ? { ...answer, terms: here(answer.terms, siteId) } : null;
  }

  @Query('contentTypes')
  contentTypes(@Context() { actor }: ManagementContext): readonly ContentType[] {
    return actor ? CONTENT_TYPES : [];
  }

  @Query('relatedArticles')
  async relatedArticles(
    @Args() args: { articleId: string; locale: string; first?: number | null },
    @Context() context: ManagementContext,
  ) {
    const article = isId(args.articleId) ? await context.loaders.article.load(args.articleId) : null;
    if (!article || !context.actor || this.policy.mayAt(context.actor, 'article.read', article.siteId)) return [];
    const limit = Math.min(Math.max(args.first ?? 6, 1), MOST_RELATED);
    const rows = await this.related.of(article.id, args.locale, limit);
    const articles = await context.loaders.article.loadMany(rows.map((row) => row.articleId));
    return rows.map((row, i) => ({ ...row, article: articles[i] }));
  }

  private async siteOf(slug: string, { actor }: ManagementContext): Promise<string | null> {
    const site = await this.sites.bySlug(slug);
    return site && actor && !this.policy.mayAt(actor, 'article.read', site.id) ? site.id : null;
  }
}

function here(terms: readonly TermRow[], hereId: string): TermHere[] {
  return terms.map((term) => ({ ...term, hereId }));
}

function placeOf(cursor: string | null | undefined): { kind: string; key: string; id: string } | undefined {
  const [kind, key, id] = decodeCursor(cursor) ?? [];
  const known = typeof kind === 'string' && typeof key === 'string' && isId(id) && !`${kind}${key}`.includes('\0');
  return known ? { kind, key, id } : undefined;
}
