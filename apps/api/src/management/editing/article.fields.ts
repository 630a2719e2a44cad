import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type ArticleLocale, ArticleReader, type ArticleRow, type RevisionRow } from '#editing';
import { type PersonRow, Policy, type SiteRow } from '#identity';
import type { ImportRecordRow } from '#importing';
import type { PublicationRow } from '#publishing';
import type { ApprovalRow, ReviewCaseRow } from '#review';
import { type Connection, connectionOf, decodeNumberCursor, encodeCursor, pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';
import { mustBeInside } from '../inside.js';
import { type RevisionDiff, revisionDiff } from './revision-diff.js';

/** The article in the wanted locale, or in its first one. */
async function inLocale(
  article: ArticleRow,
  locale: string | null | undefined,
  context: ManagementContext,
): Promise<ArticleLocale> {
  if (locale) return { articleId: article.id, locale };
  const [first] = await context.loaders.addresses.load(article.id);
  return { articleId: article.id, locale: first?.locale ?? '' };
}

@Resolver('Article')
export class ArticleFields {
  constructor(
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
  ) {}

  @ResolveField('site')
  site(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(article.siteId);
  }

  @ResolveField('createdBy')
  createdBy(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(article.createdById);
  }

  @ResolveField('locales')
  async locales(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<string[]> {
    return (await context.loaders.addresses.load(article.id)).map((address) => address.locale);
  }

  @ResolveField('slug')
  async slug(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<string | null> {
    const addresses = await context.loaders.addresses.load(article.id);
    return (locale ? addresses.find((address) => address.locale === locale) : addresses[0])?.slug ?? null;
  }

  @ResolveField('newestRevision')
  async newestRevision(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<RevisionRow | null> {
    this.inside(article, context);
    return context.loaders.newestRevision.load(await inLocale(article, locale, context));
  }

  @ResolveField('status')
  async status(
    @Parent() article: ArticleRow,
    @Args('locale') wanted: string | null,
    @Context() context: ManagementContext,
  ): Promise<string> {
    this.inside(article, context);
    const { locale } = await inLocale(article, wanted, context);
    const overviews = await context.loaders.overviews.load(article.id);
    return overviews.find((overview) => overview.locale === locale)?.status ?? 'WORKING_COPY';
  }

  @ResolveField('revisions')
  async revisions(
    @Parent() article: ArticleRow,
    @Args() args: { locale?: string | null; first?: number | null; after?: string | null },
    @Context() context: ManagementContext,
  ): Promise<Connection<RevisionRow>> {
    this.inside(article, context);
    const size = pageSize(args.first);
    const below = decodeNumberCursor(args.after);
    const key = await inLocale(article, args.locale, context);
    const rows = await this.articles.revisionPage(key, size + 1, below);
    return connectionOf(rows, size, (row) => encodeCursor(row.number), args.after);
  }

  @ResolveField('openReviewCase')
  async openReviewCase(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<ReviewCaseRow | null> {
    this.inside(article, context);
    return context.loaders.openCase.load(await inLocale(article, locale, context));
  }

  @ResolveField('approval')
  async approval(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<ApprovalRow | null> {
    this.inside(article, context);
    return context.loaders.newestApproval.load(await inLocale(article, locale, context));
  }

  @ResolveField('changesSinceApproval')
  async changesSinceApproval(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<RevisionDiff | null> {
    this.inside(article, context);
    const key = await inLocale(article, locale, context);
    const { newestApproval, newestRevision, revision } = context.loaders;
    const [approval, newest] = await Promise.all([newestApproval.load(key), newestRevision.load(key)]);
    const approved = approval && (await revision.load(approval.revisionId));
    return approved && newest && revisionDiff(approved, newest);
  }

  @ResolveField('publications')
  async publications(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ): Promise<PublicationRow[]> {
    this.inside(article, context);
    const all = await context.loaders.publicationsOfArticle.load(article.id);
    return locale ? all.filter((publication) => publication.locale === locale) : all;
  }

  @ResolveField('importRecord')
  async importRecord(
    @Parent() article: ArticleRow,
    @Context() context: ManagementContext,
  ): Promise<ImportRecordRow | null> {
    this.inside(article, context);
    return context.loaders.importRecord.load(article.id);
  }

  private inside(article: ArticleRow, context: ManagementContext): void {
    mustBeInside(this.policy, context, article);
  }
}
