import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type ArticleNotFound,
  type ArticleQuery,
  type ArticleWithdrawn,
  type PublicSite,
  type PublishedArticle,
  ReadModel,
  type Translation,
  type WithdrawalQuery,
  WithdrawalReader,
} from '#delivery';
import { InvalidInput } from '#kernel';
import { type ArticleConnection, articleConnection, withdrawalConnection } from './article-connection.js';
import { badInput } from './bad-input.js';
import type { DeliveryContext } from './delivery-context.js';
import { type PictureAnswer, pictureAnswer } from './picture-answer.js';
import { partsNotSelected } from './selected-parts.js';

@Resolver()
export class DeliveryQueryResolver {
  constructor(
    private readonly readers: ReadModel,
    private readonly withdrawalReader: WithdrawalReader,
  ) {}

  @Query('sites')
  sites(@Context() { witness }: DeliveryContext): Promise<PublicSite[]> {
    return this.readers.sites(witness);
  }

  @Query('site')
  site(@Args('slug') slug: string, @Context() { witness }: DeliveryContext): Promise<PublicSite | null> {
    return this.readers.site(slug, witness);
  }

  @Query('article')
  article(
    @Args() { site, locale, slug }: { site: string; locale: string; slug: string },
    @Info() info: GraphQLResolveInfo,
    @Context() { witness }: DeliveryContext,
  ): Promise<PublishedArticle | ArticleWithdrawn | ArticleNotFound> {
    return this.readers.articleBySlug(site, locale, slug, partsNotSelected(info), witness);
  }

  @Query('articles')
  async articles(
    @Args() query: ArticleQuery,
    @Info() info: GraphQLResolveInfo,
    @Context() { witness }: DeliveryContext,
  ): Promise<ArticleConnection | null> {
    const page = await this.readers.articles(query, partsNotSelected(info), witness);
    if (page instanceof InvalidInput) throw badInput(page);
    return page && articleConnection(page, query);
  }

  @Query('withdrawals')
  async withdrawals(@Args() query: WithdrawalQuery, @Context() { witness }: DeliveryContext) {
    const page = await this.withdrawalReader.page(query, witness);
    if (page instanceof InvalidInput) throw badInput(page);
    return page && withdrawalConnection(page, query);
  }
}

@Resolver('Site')
export class SiteResolver {
  constructor(private readonly readers: ReadModel) {}

  @ResolveField('locales')
  locales(@Parent() { id }: PublicSite): Promise<string[]> {
    return this.readers.locales(id);
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
  @ResolveField('pictures')
  pictures(@Parent() { pictures = [] }: PublishedArticle): PictureAnswer[] {
    return pictures.map(pictureAnswer);
  }

  @ResolveField('translations')
  translations(
    @Parent() article: PublishedArticle,
    @Context() { translations }: DeliveryContext,
  ): Promise<readonly Translation[]> {
    return translations.load(article);
  }
}
