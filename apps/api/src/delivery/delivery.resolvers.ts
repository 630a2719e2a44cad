import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import {
  type ArticleNotFound,
  type ArticleQuery,
  type ArticleWithdrawn,
  type PublicSite,
  type PublishedArticle,
  ReadModel,
  type Translation,
} from '#delivery';
import { InvalidInput } from '#kernel';
import { type ArticleConnection, articleConnection } from './article-connection.js';
import type { DeliveryContext } from './delivery-context.js';
import { partsNotSelected } from './selected-parts.js';

@Resolver()
export class DeliveryQueryResolver {
  constructor(private readonly readers: ReadModel) {}

  @Query('sites')
  sites(): Promise<PublicSite[]> {
    return this.readers.sites();
  }

  @Query('site')
  site(@Args('slug') slug: string): Promise<PublicSite | null> {
    return this.readers.site(slug);
  }

  @Query('article')
  article(
    @Args() { site, locale, slug }: { site: string; locale: string; slug: string },
    @Info() info: GraphQLResolveInfo,
  ): Promise<PublishedArticle | ArticleWithdrawn | ArticleNotFound> {
    return this.readers.articleBySlug(site, locale, slug, partsNotSelected(info));
  }

  @Query('articles')
  async articles(@Args() query: ArticleQuery, @Info() info: GraphQLResolveInfo): Promise<ArticleConnection | null> {
    const page = await this.readers.articles(query, partsNotSelected(info));
    if (page instanceof InvalidInput) throw badInput(page);
    return page && articleConnection(page, query);
  }
}

@Resolver('ArticleConnection')
export class ArticleConnectionResolver {
  constructor(private readonly readers: ReadModel) {}

  @ResolveField('totalCount')
  totalCount(@Parent() { query }: ArticleConnection): Promise<number> {
    return this.readers.countArticles(query);
  }
}

@Resolver('Article')
export class ArticleResolver {
  @ResolveField('translations')
  translations(
    @Parent() article: PublishedArticle,
    @Context() { translations }: DeliveryContext,
  ): Promise<readonly Translation[]> {
    return translations.load(article);
  }
}

function badInput({ field, message }: InvalidInput): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field } });
}
