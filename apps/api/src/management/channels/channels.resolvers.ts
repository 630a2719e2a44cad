import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  AddDestination,
  ChangeDestination,
  type ChannelOperation,
  Channels,
  DeliveryLog,
  type DeliveryRow,
  type DeliveryState,
  type DestinationRow,
  Destinations,
  type ReplayInput,
  Resend,
  SteerDestination,
} from '#channels';
import { Policy, Sites } from '#identity';
import { InvalidInput, isId } from '#kernel';
import { Heartbeat } from '#platform';
import { PublicationReader } from '#publishing';
import { type Connection, connectionOf, decodeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';

/** A worker beats every two seconds; one that was silent for this long is taken for dead. */
const SILENCE_MS = 30_000;

interface DeliveriesArgs {
  readonly destinationId?: string | null;
  readonly site?: string | null;
  readonly articleId?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
  readonly state?: DeliveryState | null;
  readonly operation?: ChannelOperation | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

interface AddDestinationArgument {
  readonly site: string;
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly settings?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly secret?: string | null;
}

@Resolver()
export class ChannelQueries {
  constructor(
    private readonly rows: Destinations,
    private readonly log: DeliveryLog,
    private readonly publications: PublicationReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('destinations')
  async destinations(@Args('site') slug: string, @Context() context: ManagementContext): Promise<DestinationRow[]> {
    const site = await this.sites.bySlug(slug);
    return site && this.may(context, site.id) ? this.rows.ofSite(site.id) : [];
  }

  @Query('destination')
  async destination(@Args('id') id: string, @Context() context: ManagementContext): Promise<DestinationRow | null> {
    const row = isId(id) ? await this.rows.byId(id) : null;
    return row && this.may(context, row.siteId) ? row : null;
  }

  @Query('deliveries')
  async deliveries(
    @Args() args: DeliveriesArgs,
    @Context() context: ManagementContext,
  ): Promise<Connection<DeliveryRow>> {
    const size = pageSize(args.first);
    const [before] = decodeCursor(args.after) ?? [];
    const { state, operation, from, until } = args;
    const [places, publicationIds] = await Promise.all([this.places(args, context), this.about(args.articleId)]);
    const filter = { state, operation, from, until, publicationIds, before: isId(before) ? before : null };
    const rows = places.length > 0 ? await this.log.newest(places, size + 1, filter) : [];
    return connectionOf(rows, size, ({ id }) => encodeCursor(id), args.after);
  }

  /** The destination that was named, or all of the site that was; none that the person may not manage. */
  private async places({ destinationId, site }: DeliveriesArgs, context: ManagementContext): Promise<string[]> {
    const named = destinationId ? await this.destination(destinationId, context) : null;
    if (destinationId) return named ? [named.id] : [];
    return site ? (await this.destinations(site, context)).map(({ id }) => id) : [];
  }

  private async about(articleId: string | null | undefined): Promise<string[] | null> {
    if (!articleId) return null;
    return isId(articleId) ? (await this.publications.ofArticles([articleId])).map(({ id }) => id) : [];
  }

  private may({ actor }: ManagementContext, siteId: string): boolean {
    return actor !== null && this.policy.mayAt(actor, 'channel.manage', siteId) === null;
  }
}

@Resolver()
export class ChannelFacts {
  constructor(
    private readonly channels: Channels,
    private readonly heartbeat: Heartbeat,
  ) {}

  @Query('destinationKinds')
  destinationKinds(): { kind: string; makesSecret: boolean }[] {
    return this.channels.all().map(({ kind, makesSecret }) => ({ kind, makesSecret }));
  }

  @Query('workersAlive')
  async workersAlive(): Promise<number> {
    return (await this.heartbeat.liveWorkers(SILENCE_MS)).length;
  }
}

@Resolver()
export class ChannelMutations {
  constructor(
    private readonly add: AddDestination,
    private readonly change: ChangeDestination,
    private readonly steer: SteerDestination,
    private readonly resend: Resend,
    private readonly sites: Sites,
  ) {}

  @Mutation('addDestination')
  addDestination(@Args('input') input: AddDestinationArgument, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(input.site);
      if (!site) return siteNotFound();
      const settings = Object.fromEntries((input.settings ?? []).map(({ name, value }) => [name, value]));
      if (Object.keys(settings).length > 20) return new InvalidInput('settings', 'Give 20 settings at most.');
      return typed('DestinationWithSecret', await this.add.run(actor, { ...input, siteId: site.id, settings }));
    });
  }

  @Mutation('renameDestination')
  renameDestination(@Args() { id, name }: { id: string; name: string }, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Destination', await this.change.rename(actor, id, name)));
  }

  @Mutation('pauseDestination')
  pauseDestination(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Destination', await this.steer.pause(actor, id)));
  }

  @Mutation('resumeDestination')
  resumeDestination(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Destination', await this.steer.resume(actor, id)));
  }

  @Mutation('disableDestination')
  disableDestination(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Destination', await this.steer.disable(actor, id)));
  }

  @Mutation('rotateDestinationSecret')
  rotateDestinationSecret(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('DestinationWithSecret', await this.change.rotateSecret(actor, id)));
  }

  @Mutation('testDestination')
  testDestination(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('TestStarted', await this.resend.test(actor, id)));
  }

  @Mutation('replayDeliveries')
  replayDeliveries(
    @Args('input') input: Omit<ReplayInput, 'state'> & { readonly state?: DeliveryState | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const { state } = input;
      if (state === 'pending') return new InvalidInput('state', 'What is pending goes by itself. Choose what ended.');
      return typed('DeliveriesReplayed', await this.resend.replay(actor, { ...input, state }));
    });
  }
}
