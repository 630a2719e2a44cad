import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArticleReader } from '#editing';
import { Policy } from '#identity';
import { isId } from '#kernel';
import { type CarriedIssue, CarriedIssues } from '#newsletter';
import { Recalls } from '#oversight';
import type { PublicationRow } from '#publishing';
import type { ManagementContext } from '../context.js';

interface Reach {
  readonly publicationIds: string[];
}

@Resolver()
export class RecallReachQuery {
  constructor(
    private readonly articles: ArticleReader,
    private readonly recalls: Recalls,
    private readonly policy: Policy,
  ) {}

  @Query('recallReach')
  async recallReach(
    @Args('revisionIds') ids: readonly string[],
    @Context() { actor }: ManagementContext,
  ): Promise<Reach | null> {
    if (!actor || ids.length === 0 || ids.length > 100 || !ids.every(isId)) return null;
    const revisions = await this.articles.revisionsByIds([...new Set(ids)]);
    const articles = await this.articles.articlesByIds(revisions.map(({ articleId }) => articleId));
    const hidden = articles.some(({ siteId }) => this.policy.mayAt(actor, 'report.read', siteId));
    if (hidden || revisions.length < new Set(ids).size) return null;
    return { publicationIds: await this.recalls.reach(ids) };
  }
}

@Resolver('RecallReach')
export class RecallReachFields {
  constructor(private readonly carried: CarriedIssues) {}

  @ResolveField('servedBy')
  async servedBy(
    @Parent() { publicationIds }: Reach,
    @Context() context: ManagementContext,
  ): Promise<PublicationRow[]> {
    const rows = await context.loaders.publication.loadMany(publicationIds);
    return rows.filter((row): row is PublicationRow => row !== null && !(row instanceof Error));
  }

  @ResolveField('carriedBy')
  carriedBy(@Parent() { publicationIds }: Reach): Promise<CarriedIssue[]> {
    return this.carried.of(publicationIds);
  }
}
