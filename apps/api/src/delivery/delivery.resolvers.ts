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
  publicLogo,
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
import { handoutUrl } from './handout-url.js';
import { type PictureAnswer, pictureAnswer } from './picture-answer.js';
import { namesBelow, partsNotSelected } from './selected-parts.js';

/** What takes a statement of its own beside an article. Then the article itself has to come in one. */
const BESIDE = ['kind', 'terms', 'translations', 'related'];

@Resolver()
export class DeliveryQueryResolver {
  constructor(
    private readonly readers: ReadModel,
    private readonly filtered: FilteredReader,
    private readonly withdrawalReader: WithdrawalReader,
  ) {}

  @Query('sites')
  async sites(@Context() context: DeliveryContext): Promise<PublicSite[]> {
    return (await this.readers.sites(context.witness)).filter(({ slug }) => context.mayRead(slug));
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
    const names = namesBelow(info);
    const atOnce = BESIDE.some((name) => names.has(name));
    return this.readers.articleBySlug({ site, locale, slug, fallback, atOnce }, partsNotSelected(info), witness);
  }

  @Query('articles')
  async articles(
    @Args() query: ArticleQuery,
    @Info() info: GraphQLResolveInfo,
    @Context() { witness }: DeliveryContext,
  ): Promise<ArticleConnection | null> {
    const without = partsNotSelected(info);
    const page = isFiltered(query)
      ? await this.filtered.page(query, { without, counted: namesBelow(info).has('totalCount') }, witness)
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
  @ResolveField('locales')
  locales(@Parent() { id }: PublicSite, @Context() context: DeliveryContext): Promise<string[]> {
    return context.locales(id);
  }
}

@Resolver('Site')
export class SiteDetailsResolver {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>) {}

  @ResolveField('logo')
  logo(@Parent() site: SiteDetails, @Args('locale') locale: string | null = null): PictureAnswer | null {
    const logo = publicLogo(site.logo, this.settings.publicUrl, locale);
    return logo && pictureAnswer(logo);
  }

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
  private readonly counting = new WeakMap<ArticleConnection, Promise<number>>();

  constructor(private readonly readers: ReadModel) {}

  /** Counted once, under however many names it was asked for. */
  @ResolveField('totalCount')
  totalCount(@Parent() connection: ArticleConnection): Promise<number> | number {
    if (typeof connection.total === 'number') return connection.total;
    const known = this.counting.get(connection) ?? this.readers.countArticles(connection.query);
    this.counting.set(connection, known);
    return known;
  }
}

@Resolver('Article')
export class ArticleResolver {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>) {}

  @ResolveField('handoutUrl')
  handoutUrl(@Parent() article: PublishedArticle): string {
    return handoutUrl(this.settings, article);
  }

  @ResolveField('pictures')
  pictures(@Parent() { pictures = [] }: PublishedArticle): PictureAnswer[] {
    return pictures.map(pictureAnswer);
  }
}
