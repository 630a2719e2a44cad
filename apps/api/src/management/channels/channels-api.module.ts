import { Module } from '@nestjs/common';
import { ChannelsModule } from '#channels';
import { IdentityModule } from '#identity';
import { Heartbeat } from '#platform';
import { ChannelLoaders } from './channel-loaders.js';
import { DeliveryFields, DestinationCopyFields, DestinationFields } from './channels.fields.js';
import { ChannelMutations, ChannelQueries } from './channels.resolvers.js';

/** The channels' part of the management schema. */
@Module({
  imports: [ChannelsModule, IdentityModule],
  providers: [
    ChannelLoaders,
    ChannelMutations,
    ChannelQueries,
    DeliveryFields,
    DestinationCopyFields,
    DestinationFields,
    Heartbeat,
  ],
})
export class ChannelsApiModule {}
