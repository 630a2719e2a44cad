import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Policy, type SiteRow, Sites } from '#identity';
import { isId, isRefusal } from '#kernel';
import {
  PublicationReader,
  type PublicationRow,
  PublishRevision,
  type ScheduleState,
  WithdrawPublication,
} from '#publishing';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';
import { type TimeArgument, timeOf } from './time-argument.js';

interface PublishInput {
  readonly site: string;
  readonly revisionId: string;
  readonly until?: TimeArgument | null;
}

@Resolver()
export class PublishingQueries {
  constructor(
    private readonly publicationReader: PublicationReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('publication')
  async publication(@Args('id') id: string, @Context() context: ManagementContext): Promise<PublicationRow | null> {
    const [publication] = isId(id) ? await this.publicationReader.byIds([id]) : [];
    return publication && this.mayRead(context, publication.siteId) ? publication : null;
  }

  @Query('publications')
  async publications(
    @Args() args: { site: string; first?: number | null; after?: string | null },
    @Context() context: ManagementContext,
  ) {
    const site = await this.readableSite(args.site, context);
    const size = pageSize(args.first);
    const key = decodeTimeCursor(args.after);
    const before = key && { liveFrom: key.at, id: key.id };
    const rows = site ? await this.publicationReader.ofSite(site.id, size + 1, before) : [];
    const page = connectionOf(rows, size, (row) => encodeCursor(row.liveFrom.toISOString(), row.id), args.after);
    return { ...page, totalCount: () => (site ? this.publicationReader.countOfSite(site.id) : 0) };
  }

  @Query('articleAsOf')
  async articleAsOf(
    @Args() args: { site: string; locale: string; slug: string; at: Date },
    @Context() context: ManagementContext,
  ): Promise<PublicationRow | null> {
    const site = await this.readableSite(args.site, context);
    const { locale, slug, at } = args;
    return site ? this.publicationReader.asOf({ siteId: site.id, locale, slug }, at) : null;
  }

  @Query('publicationSchedules')
  async publicationSchedules(
    @Args() args: { site: string; state?: ScheduleState },
    @Context() context: ManagementContext,
  ) {
    const site = await this.readableSite(args.site, context);
    return site ? this.publicationReader.schedules(site.id, args.state) : [];
  }

  private async readableSite(slug: string, context: ManagementContext): Promise<SiteRow | null> {
    const site = await this.sites.bySlug(slug);
    return site && this.mayRead(context, site.id) ? site : null;
  }

  private mayRead({ actor }: ManagementContext, siteId: string): boolean {
    return actor !== null && this.policy.mayAt(actor, 'article.read', siteId) === null;
  }
}

@Resolver()
export class PublishingMutations {
  constructor(
    private readonly publishUseCase: PublishRevision,
    private readonly withdrawUseCase: WithdrawPublication,
    private readonly sites: Sites,
  ) {}

  @Mutation('publish')
  publish(@Args('input') input: PublishInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(input.site);
      if (!site) return siteNotFound();
      const until = timeOf(input.until, 'until');
      if (isRefusal(until)) return until;
      const { revisionId } = input;
      return typed('Publication', await this.publishUseCase.run(actor, { siteId: site.id, revisionId, until }));
    });
  }

  @Mutation('withdrawPublication')
  withdrawPublication(
    @Args('input') input: { publicationId: string; reason: string },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('Publication', await this.withdrawUseCase.run(actor, input)));
  }
}
