import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonRow, SiteRow } from '#identity';
import { type HoldFacts, holdOf, type IssueArticleRow, type IssueRow } from '#newsletter';
import type { ManagementContext } from '../context.js';
import { IssueLoaders } from './issue-loaders.js';

/** handingOver -> HANDING_OVER */
const enumName = (word: string) => word.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

@Resolver('Issue')
export class IssueFields {
  constructor(private readonly loaders: IssueLoaders) {}

  @ResolveField('site')
  site(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(issue.siteId);
  }

  @ResolveField('createdBy')
  createdBy(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(issue.createdById);
  }

  @ResolveField('articles')
  articles(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<IssueArticleRow[]> {
    return this.loaders.of(context).articles.load(issue.id);
  }

  @ResolveField('status')
  async status(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<string> {
    return enumName((await this.loaders.of(context).standing.load(issue)).progress.display);
  }

  @ResolveField('statusSentence')
  async statusSentence(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<string> {
    return (await this.loaders.of(context).standing.load(issue)).progress.sentence;
  }

  @ResolveField('hold')
  hold(@Parent() issue: IssueRow): HoldFacts | null {
    return holdOf(issue);
  }

  @ResolveField('reports')
  async reports(@Parent() issue: IssueRow, @Context() context: ManagementContext) {
    return (await this.loaders.of(context).standing.load(issue)).reports;
  }

  @ResolveField('recipients')
  async recipients(@Parent() issue: IssueRow, @Context() context: ManagementContext) {
    const { counts } = await this.loaders.of(context).standing.load(issue);
    return { ...counts, frozen: issue.candidateCount, inFlight: counts.in_flight, handedOver: counts.handed_over };
  }
}

@Resolver('IssueArticle')
export class IssueArticleFields {
  @ResolveField('mode')
  mode(@Parent() article: IssueArticleRow): string {
    return enumName(article.mode);
  }

  @ResolveField('revision')
  revision(@Parent() article: IssueArticleRow, @Context() context: ManagementContext) {
    return context.loaders.revision.load(article.revisionId);
  }

  @ResolveField('approval')
  approval(@Parent() article: IssueArticleRow, @Context() context: ManagementContext) {
    return context.loaders.approval.load(article.approvalId);
  }
}
