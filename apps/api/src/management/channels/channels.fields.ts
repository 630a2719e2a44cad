import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { AttemptRow, DeliveryRow, DeliveryState, DestinationRow } from '#channels';
import type { SiteRow } from '#identity';
import type { PublicationRow } from '#publishing';
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

  @ResolveField('sequence')
  sequence(@Parent() { sequence }: DeliveryRow): number {
    return Number(sequence);
  }

  @ResolveField('attempts')
  attempts(@Parent() delivery: DeliveryRow, @Context() context: ManagementContext): Promise<AttemptRow[]> {
    return this.batches.of(context).attempts.load(delivery.id);
  }
}
