import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  type ArticleRow,
  CreateArticle,
  type CreateArticleInput,
  RestoreRevision,
  type RestoreRevisionInput,
  type RevisionRow,
  SaveRevision,
  type SaveRevisionInput,
} from '#editing';
import { Policy, Sites } from '#identity';
import { isId, NotAllowed } from '#kernel';
import { type Connection, connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';
import { ArticleOverviews, type OverviewRow } from './article-overviews.js';
import { revisionDiff } from './revision-diff.js';

interface ListArgs {
  readonly site?: string | null;
  readonly search?: string | null;
  readonly status?: string | null;
  readonly topic?: string | null;
  readonly riskClass?: string | null;
  readonly openReview?: string | null;
  readonly mine?: boolean | null;
  readonly archived?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

@Resolver()
export class EditingQueries {
  constructor(
    private readonly overviews: ArticleOverviews,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('articles')
  async articles(@Args() args: ListArgs, @Context() context: ManagementContext) {
    const { search, status, archived, topic, riskClass, openReview } = args;
    const changedBy = args.mine ? (context.actor?.userId ?? null) : null;
    const siteIds = await this.siteIds(args.site, context);
    const filter = { siteIds, search, status, archived, topic, riskClass, openReview, changedBy };
    const size = pageSize(args.first);
    const key = decodeTimeCursor(args.after);
    const after = key && { updatedAt: key.at.toISOString(), articleId: key.id };
    const rows = await this.overviews.list({ ...filter, limit: size, after });
    const cursorOf = (row: OverviewRow) => encodeCursor(row.updatedAt.toISOString(), row.articleId);
    const page = connectionOf(rows, size, cursorOf, args.after);
    return { ...(await withArticles(page, context)), totalCount: () => this.overviews.count(filter) };
  }

  @Query('articleTopics')
  async articleTopics(@Args('site') site: string | null, @Context() context: ManagementContext): Promise<string[]> {
    return this.overviews.topics(await this.siteIds(site, context));
  }

  @Query('article')
  async article(@Args('id') id: string, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    const article = isId(id) ? await context.loaders.article.load(id) : null;
    return article && mayRead(this.policy, context, article.siteId) ? article : null;
  }

  @Query('revision')
  async revision(@Args('id') id: string, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    const revision = isId(id) ? await context.loaders.revision.load(id) : null;
    const article = revision && (await context.loaders.article.load(revision.articleId));
    return article && mayRead(this.policy, context, article.siteId) ? revision : null;
  }

  @Query('revisionDiff')
  async revisionDiff(@Args() { from, to }: { from: string; to: string }, @Context() context: ManagementContext) {
    const [before, after] = await Promise.all([this.revision(from, context), this.revision(to, context)]);
    return before && after && before.articleId === after.articleId ? revisionDiff(before, after) : null;
  }

  private async siteIds(slug: string | null | undefined, { actor }: ManagementContext): Promise<string[]> {
    if (!actor) return [];
    const own = this.policy.sitesFor(actor, 'article.read');
    if (!slug) return own;
    const site = await this.sites.bySlug(slug);
    return site && own.includes(site.id) ? [site.id] : [];
  }
}

function mayRead(policy: Policy, { actor }: ManagementContext, siteId: string): boolean {
  return actor !== null && policy.mayAt(actor, 'article.read', siteId) === null;
}

async function withArticles(page: Connection<OverviewRow>, { loaders }: ManagementContext) {
  const articles = await loaders.article.loadMany(page.edges.map((edge) => edge.node.articleId));
  return { ...page, edges: page.edges.map((edge, i) => ({ ...edge, node: articles[i] })) };
}

/** As the schema has it: a risk class that is null is one that was left out. */
type CreateArgs = Omit<CreateArticleInput, 'siteId' | 'riskClass'> & {
  readonly site: string;
  readonly riskClass: CreateArticleInput['riskClass'] | null;
};

@Resolver()
export class EditingMutations {
  constructor(
    private readonly createUseCase: CreateArticle,
    private readonly restoreUseCase: RestoreRevision,
    private readonly saveUseCase: SaveRevision,
    private readonly sites: Sites,
  ) {}

  @Mutation('ping')
  ping(): boolean {
    return true;
  }

  @Mutation('createArticle')
  createArticle(@Args('input') input: CreateArgs, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(input.site);
      if (!site) return notAllowedAt();
      const riskClass = input.riskClass ?? 'standard';
      return typed('Article', await this.createUseCase.run(actor, { ...input, riskClass, siteId: site.id }));
    });
  }

  @Mutation('saveRevision')
  saveRevision(@Args('input') input: SaveRevisionInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.saveUseCase.run(actor, input)));
  }

  @Mutation('restoreRevision')
  restoreRevision(@Args('input') input: RestoreRevisionInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Revision', await this.restoreUseCase.run(actor, input)));
  }
}

/** For mutations whose union has no NotFound: a site one has no role at is not told from one that does not exist. */
function notAllowedAt() {
  return new NotAllowed(siteNotFound().message);
}
