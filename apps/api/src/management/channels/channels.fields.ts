import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { AttemptRow, CopyRow, DeliveryRow, DeliveryState, DestinationRow, DriftKind } from '#channels';
import { Policy, type SiteRow } from '#identity';
import type { PublicationRow } from '#publishing';
import { pageSize } from '../connection.js';
import type { ManagementContext } from '../context.js';
import { ChannelLoaders } from './channel-loaders.js';

@Resolver('Destination')
export class DestinationFields {
  constructor(private readonly batches: ChannelLoaders) {}

  @ResolveField('site')
  site(@Parent() destination: DestinationRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(destination.siteId);
  }

  @ResolveField('previousSecretUntil')
  previousSecretUntil(@Parent() { previousUntil }: DestinationRow): Date | null {
    return previousUntil && previousUntil > new Date() ? previousUntil : null;
  }

  @ResolveField('counts')
  counts(
    @Parent() destination: DestinationRow,
    @Context() context: ManagementContext,
  ): Promise<Record<DeliveryState, number>> {
    return this.batches.of(context).counts.load(destination.id);
  }

  @ResolveField('driftedCopies')
  driftedCopies(@Parent() { id }: DestinationRow, @Context() context: ManagementContext): Promise<number> {
    return this.batches.of(context).drifted.load(id);
  }

  @ResolveField('copies')
  copies(
    @Parent() { id: destinationId }: DestinationRow,
    @Args() { first, onlyDrifted }: { first?: number | null; onlyDrifted?: boolean | null },
    @Context() context: ManagementContext,
  ): Promise<CopyRow[]> {
    const asked = { destinationId, first: pageSize(first), onlyDrifted: onlyDrifted ?? false };
    return this.batches.of(context).copies.load(asked);
  }
}

@Resolver('DestinationCopy')
export class DestinationCopyFields {
  @ResolveField('publication')
  publication(
    @Parent() { publicationId }: CopyRow,
    @Context() context: ManagementContext,
  ): Promise<PublicationRow | null> {
    return context.loaders.publication.load(publicationId);
  }

  @ResolveField('sequence')
  sequence(@Parent() { sequence }: CopyRow): number {
    return Number(sequence);
  }

  @ResolveField('url')
  url(@Parent() { remoteUrl }: CopyRow): string | null {
    return remoteUrl;
  }

  @ResolveField('drift')
  drift(@Parent() { drift: kind, driftDetail: detail, driftSince: since }: CopyRow): {
    kind: DriftKind;
    detail: string;
    since: Date;
  } | null {
    return kind && { kind, detail: detail!, since: since! };
  }
}

@Resolver('Delivery')
export class DeliveryFields {
  constructor(private readonly batches: ChannelLoaders) {}

  @ResolveField('publication')
  publication(
    @Parent() { publicationId }: DeliveryRow,
    @Context() context: ManagementContext,
  ): Promise<PublicationRow | null> | null {
    return publicationId ? context.loaders.publication.load(publicationId) : null;
  }

  @ResolveField('destination')
  destination(@Parent() delivery: DeliveryRow, @Context() context: ManagementContext): Promise<DestinationRow | null> {
    return this.batches.of(context).destination.load(delivery.destinationId);
  }

  @ResolveField('sequence')
  sequence(@Parent() { sequence }: DeliveryRow): number {
    return Number(sequence);
  }

  @ResolveField('attempts')
  attempts(@Parent() delivery: DeliveryRow, @Context() context: ManagementContext): Promise<AttemptRow[]> {
    return this.batches.of(context).attempts.load(delivery.id);
  }
}

@Resolver('Publication')
export class DeliveriesOfPublication {
  constructor(
    private readonly batches: ChannelLoaders,
    private readonly policy: Policy,
  ) {}

  @ResolveField('deliveries')
  async deliveries(@Parent() { id, siteId }: PublicationRow, @Context() context: ManagementContext) {
    const { actor } = context;
    if (!actor || this.policy.mayAt(actor, 'channel.manage', siteId)) return [];
    return this.batches.of(context).deliveriesOfPublication.load(id);
  }
}
