import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { type CarriedArticle, type IssueQuery, IssueReader, type PublishedArticle, type SentIssue } from '#delivery';
import { InvalidInput } from '#kernel';
import { newsletterConnection } from './article-connection.js';
import { badInput } from './bad-input.js';
import type { DeliveryContext } from './delivery-context.js';
import { partsNotSelected } from './selected-parts.js';

/** The archive of newsletters. */
@Resolver()
export class NewsletterQueryResolver {
  constructor(private readonly issues: IssueReader) {}

  @Query('newsletters')
  async newsletters(@Args() query: IssueQuery, @Context() { witness }: DeliveryContext) {
    const page = await this.issues.page(query, witness);
    if (page instanceof InvalidInput) throw badInput(page);
    return page && newsletterConnection(page, query);
  }

  @Query('newsletter')
  newsletter(
    @Args() { site, id }: { site: string; id: string },
    @Context() { witness }: DeliveryContext,
  ): Promise<SentIssue | null> {
    return this.issues.byId(site, id, witness);
  }
}

@Resolver('CarriedArticle')
export class CarriedArticleResolver {
  @ResolveField('articleId')
  articleId(@Parent() { id }: CarriedArticle): string {
    return id;
  }

  @ResolveField('article')
  article(
    @Parent() carried: CarriedArticle,
    @Info() info: GraphQLResolveInfo,
    @Context() context: DeliveryContext,
  ): Promise<PublishedArticle | null> {
    return context.article(carried, partsNotSelected(info));
  }
}
