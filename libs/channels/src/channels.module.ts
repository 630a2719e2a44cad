import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import type { Channel } from './channels/channel.js';
import { CHANNELS, Channels } from './channels/registry.js';
import { SecretBox } from './domain/secret-box.js';
import { GuardedHttp } from './http/guarded-http.js';
import { NameResolver } from './http/guarded-lookup.js';
import { channelHandlers, channelSweeps } from './jobs/index.js';
import { Deliveries } from './persistence/deliveries.js';
import { DeliveryLog } from './persistence/delivery-log.js';
import { Destinations } from './persistence/destinations.js';
import { AddDestination } from './use-cases/add-destination.js';
import { SteerDestination } from './use-cases/steer-destination.js';

const PUBLIC = [AddDestination, SteerDestination, Destinations, DeliveryLog, ...channelHandlers, ...channelSweeps];

/** Whom a site tells when something goes live or is withdrawn, and how that went. */
@Module({
  imports: [IdentityModule],
  providers: [
    ...CHANNELS,
    { provide: Channels, inject: [...CHANNELS], useFactory: (...channels: Channel[]) => new Channels(channels) },
    GuardedHttp,
    NameResolver,
    SecretBox,
    Deliveries,
    ...PUBLIC,
  ],
  exports: PUBLIC,
})
export class ChannelsModule {}
