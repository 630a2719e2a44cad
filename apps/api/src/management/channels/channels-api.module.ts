import { Module } from '@nestjs/common';
import { ChannelsModule } from '#channels';
import { IdentityModule } from '#identity';
import { Heartbeat } from '#platform';
import { ChannelLoaders } from './channel-loaders.js';
import {
  DeliveriesOfPublication,
  DeliveryFields,
  DestinationCopyFields,
  DestinationFields,
} from './channels.fields.js';
import { ChannelFacts, ChannelMutations, ChannelQueries } from './channels.resolvers.js';

/** The channels' part of the management schema. */
@Module({
  imports: [ChannelsModule, IdentityModule],
  providers: [
    ChannelFacts,
    ChannelLoaders,
    ChannelMutations,
    ChannelQueries,
    DeliveriesOfPublication,
    DeliveryFields,
    DestinationCopyFields,
    DestinationFields,
    Heartbeat,
  ],
})
export class ChannelsApiModule {}
