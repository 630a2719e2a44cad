import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow, RevisionRow } from '#editing';
import { type PersonRow, Policy, type SiteRow, Sites } from '#identity';
import { isId, isRefusal } from '#kernel';
import {
  PlanRelease,
  type PublicationRow,
  type ReleaseItemRow,
  type ReleaseObstacle,
  ReleaseReader,
  type ReleaseRow,
  type ReleaseState,
  SteerRelease,
} from '#publishing';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';
import { type TimeArgument, timeOf } from './time-argument.js';

interface ReleaseArgument {
  readonly site: string;
  readonly name: string;
  readonly revisionIds: readonly string[];
  readonly publishAt?: TimeArgument | null;
  readonly key?: string | null;
}

@Resolver()
export class ReleaseOperations {
  constructor(
    private readonly reader: ReleaseReader,
    private readonly plan: PlanRelease,
    private readonly steer: SteerRelease,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('releases')
  async releases(@Args() args: { site: string; state?: ReleaseState }, @Context() { actor }: ManagementContext) {
    const site = await this.sites.bySlug(args.site);
    const readable = site && actor && !this.policy.mayAt(actor, 'article.read', site.id);
    return readable ? this.reader.ofSite(site.id, args.state) : [];
  }

  @Query('release')
  async release(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<ReleaseRow | null> {
    const release = isId(id) ? await this.reader.byId(id) : null;
    return release && actor && !this.policy.mayAt(actor, 'article.read', release.siteId) ? release : null;
  }

  @Mutation('planRelease')
  planRelease(@Args('input') input: ReleaseArgument, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const order = await this.orderOf(input);
      return isRefusal(order) ? order : typed('Release', await this.plan.run(actor, order));
    });
  }

  @Mutation('rehearseRelease')
  rehearseRelease(@Args('input') input: Omit<ReleaseArgument, 'name'>, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const order = await this.orderOf({ ...input, name: '' });
      return isRefusal(order) ? order : typed('ReleaseRehearsal', await this.plan.dryRun(actor, order));
    });
  }

  @Mutation('cancelRelease')
  cancelRelease(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Release', await this.steer.cancel(actor, id)));
  }

  @Mutation('retryRelease')
  retryRelease(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Release', await this.steer.retry(actor, id)));
  }

  private async orderOf({ site: slug, publishAt: given, ...rest }: ReleaseArgument) {
    const site = await this.sites.bySlug(slug);
    if (!site) return siteNotFound();
    const publishAt = timeOf(given, 'publishAt');
    return isRefusal(publishAt) ? publishAt : { ...rest, siteId: site.id, publishAt };
  }
}

@Resolver('Release')
export class ReleaseFields {
  @ResolveField('site')
  site(@Parent() release: ReleaseRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(release.siteId);
  }

  @ResolveField('createdBy')
  createdBy(@Parent() release: ReleaseRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(release.createdById);
  }

  @ResolveField('items')
  items(@Parent() release: ReleaseRow, @Context() context: ManagementContext): Promise<ReleaseItemRow[]> {
    return context.loaders.releaseItems.load(release.id);
  }

  @ResolveField('obstacles')
  obstacles(@Parent() release: ReleaseRow): readonly ReleaseObstacle[] {
    return release.obstacles ?? [];
  }
}

@Resolver('ReleaseItem')
export class ReleaseItemFields {
  @ResolveField('article')
  article(@Parent() item: ReleaseItemRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(item.articleId);
  }

  @ResolveField('revision')
  revision(@Parent() item: ReleaseItemRow, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return context.loaders.revision.load(item.revisionId);
  }

  @ResolveField('publication')
  publication(@Parent() item: ReleaseItemRow, @Context() context: ManagementContext): Promise<PublicationRow | null> {
    return item.publicationId ? context.loaders.publication.load(item.publicationId) : Promise.resolve(null);
  }
}

@Resolver('ReleaseObstacle')
export class ReleaseObstacleFields {
  @ResolveField('revision')
  revision(@Parent() obstacle: ReleaseObstacle, @Context() context: ManagementContext): Promise<RevisionRow | null> {
    return obstacle.revisionId ? context.loaders.revision.load(obstacle.revisionId) : Promise.resolve(null);
  }
}
