import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import type { ArticleRow, FormerSlug } from '#editing';
import { Policy } from '#identity';
import { type ContentType, type ContentTypeKey, templateOf } from '#taxonomy';
import type { ManagementContext } from '../context.js';
import { type TermHere, TermLoaders } from './term-loaders.js';

const MOST_ARTICLES = 100;

@Resolver('Term')
export class TermFields {
  constructor(private readonly loaders: TermLoaders) {}

  @ResolveField('common')
  common(@Parent() term: TermHere): boolean {
    return term.siteId === null;
  }

  @ResolveField('parent')
  async parent(@Parent() { parentId, hereId }: TermHere, @Context() context: ManagementContext) {
    const parent = parentId && (await this.loaders.of(context).term.load(parentId));
    return parent ? { ...parent, hereId } : null;
  }

  @ResolveField('archived')
  async archived(@Parent() term: TermHere, @Context() context: ManagementContext): Promise<boolean> {
    return (await this.loaders.of(context).archivedAt.load(term.hereId)).has(term.id);
  }

  @ResolveField('articles')
  async articles(@Parent() term: TermHere, @Context() context: ManagementContext): Promise<ArticleRow[]> {
    const ids = await this.loaders.of(context).articleIds.load(term.id);
    const articles = (await context.loaders.article.loadMany(ids)) as (ArticleRow | null)[];
    return articles.filter((it): it is ArticleRow => it?.siteId === term.hereId).slice(0, MOST_ARTICLES);
  }
}

@Resolver('Article')
export class ArticleTermFields {
  constructor(
    private readonly loaders: TermLoaders,
    private readonly policy: Policy,
  ) {}

  @ResolveField('terms')
  async terms(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<TermHere[]> {
    this.inside(article, context);
    const terms = await this.loaders.of(context).ofArticle.load(article.id);
    return terms.map((term) => ({ ...term, hereId: article.siteId }));
  }

  @ResolveField('formerSlugs')
  formerSlugs(@Parent() article: ArticleRow, @Context() context: ManagementContext): Promise<FormerSlug[]> {
    this.inside(article, context);
    return this.loaders.of(context).formerSlugs.load(article.id);
  }

  private inside(article: ArticleRow, { actor }: ManagementContext): void {
    if (actor && !this.policy.mayAt(actor, 'article.read', article.siteId)) return;
    throw new GraphQLError('You have no role at the site of this article. Ask for its publication instead.', {
      extensions: { code: 'FORBIDDEN' },
    });
  }
}

@Resolver('ContentType')
export class ContentTypeFields {
  @ResolveField('template')
  template(@Parent() { key }: ContentType, @Args('locale') locale: string | null) {
    return templateOf(key as ContentTypeKey, locale ?? 'en');
  }
}
