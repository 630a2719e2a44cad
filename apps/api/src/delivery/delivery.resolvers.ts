import { Inject } from '@nestjs/common';
import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type ArticleNotFound,
  type ArticleQuery,
  type ArticleWithdrawn,
  FilteredReader,
  isFiltered,
  type PublicSite,
  type PublishedArticle,
  ReadModel,
  type SiteDetails,
  type WithdrawalQuery,
  WithdrawalReader,
} from '#delivery';
import { InvalidInput } from '#kernel';
import { SETTINGS, type Settings } from '#platform';
import { type ArticleConnection, articleConnection, withdrawalConnection } from './article-connection.js';
import { badInput } from './bad-input.js';
import type { DeliveryContext } from './delivery-context.js';
import { type PictureAnswer, pictureAnswer } from './picture-answer.js';
import { partsNotSelected } from './selected-parts.js';

@Resolver()
export class DeliveryQueryResolver {
  constructor(
    private readonly readers: ReadModel,
    private readonly filtered: FilteredReader,
    private readonly withdrawalReader: WithdrawalReader,
  ) {}

  @Query('sites')
  async sites(@Context() { access, witness }: DeliveryContext): Promise<PublicSite[]> {
    return (await this.readers.sites(witness)).filter(({ slug }) => access.mayRead(slug));
  }

  @Query('site')
  site(@Args('slug') slug: string, @Context() { witness }: DeliveryContext): Promise<PublicSite | null> {
    return this.readers.site(slug, witness);
  }

  @Query('article')
  article(
    @Args() { site, locale, slug, fallback }: { site: string; locale: string; slug: string; fallback: boolean },
    @Info() info: GraphQLResolveInfo,
    @Context() { witness }: DeliveryContext,
  ): Promise<PublishedArticle | ArticleWithdrawn | ArticleNotFound> {
    return this.readers.articleBySlug(site, locale, slug, partsNotSelected(info), witness, fallback);
  }

  @Query('articles')
  async articles(
    @Args() query: ArticleQuery,
    @Info() info: GraphQLResolveInfo,
    @Context() { witness }: DeliveryContext,
  ): Promise<ArticleConnection | null> {
    const without = partsNotSelected(info);
    const page = isFiltered(query)
      ? await this.filtered.page(query, without, witness)
      : await this.readers.articles(query, without, witness);
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

@Resolver('Site')
export class SiteDetailsResolver {
  @ResolveField('chosenLocales')
  chosenLocales(@Parent() { locale, otherLocales }: SiteDetails): string[] {
    return [locale, ...otherLocales];
  }

  @ResolveField('callToAction')
  callToAction(@Parent() { callToAction, callToActionUrl }: SiteDetails) {
    return callToAction && callToActionUrl ? { label: callToAction, url: callToActionUrl } : null;
  }
}

@Resolver('ArticleConnection')
export class ArticleConnectionResolver {
  constructor(
    private readonly readers: ReadModel,
    private readonly filtered: FilteredReader,
  ) {}

  @ResolveField('totalCount')
  totalCount(@Parent() { query }: ArticleConnection): Promise<number> {
    return isFiltered(query) ? this.filtered.count(query) : this.readers.countArticles(query);
  }
}

@Resolver('Article')
export class ArticleResolver {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>) {}

  @ResolveField('handoutUrl')
  handoutUrl(@Parent() { siteSlug, locale, slug }: PublishedArticle): string {
    const path = [siteSlug, locale, slug].map(encodeURIComponent).join('/');
    return `${this.settings.publicUrl}/handout/${path}.pdf`;
  }

  @ResolveField('pictures')
  pictures(@Parent() { pictures = [] }: PublishedArticle): PictureAnswer[] {
    return pictures.map(pictureAnswer);
  }
}
