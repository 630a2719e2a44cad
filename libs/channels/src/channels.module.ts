import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { NotifyModule } from '#notify';
import { OutboxModule } from '#outbox';
import { AttemptBook } from './attempt-book.js';
import type { Channel } from './channels/channel.js';
import { CHANNELS, Channels } from './channels/registry.js';
import { SecretBox } from './domain/secret-box.js';
import { GuardedHttp } from './http/guarded-http.js';
import { NameResolver } from './http/guarded-lookup.js';
import { channelHandlers, channelSweeps } from './jobs/index.js';
import { Copies } from './persistence/copies.js';
import { Deliveries } from './persistence/deliveries.js';
import { DeliveryLog } from './persistence/delivery-log.js';
import { Destinations } from './persistence/destinations.js';
import { Exports } from './persistence/exports.js';
import { StaticWriter } from './static/static-writer.js';
import { SwitchOff } from './switch-off.js';
import { Teller } from './teller.js';
import { AddDestination } from './use-cases/add-destination.js';
import { ChangeDestination } from './use-cases/change-destination.js';
import { DestinationDoor } from './use-cases/destination-door.js';
import { Resend } from './use-cases/resend.js';
import { SteerDestination } from './use-cases/steer-destination.js';

const PUBLIC = [
  AddDestination,
  ChangeDestination,
  Channels,
  Copies,
  Resend,
  SteerDestination,
  Destinations,
  DeliveryLog,
  Exports,
  ...channelHandlers,
  ...channelSweeps,
];

/** Whom a site tells when something goes live or is withdrawn, and how that went. */
@Module({
  imports: [IdentityModule, NotifyModule, OutboxModule],
  providers: [
    ...CHANNELS,
    { provide: Channels, inject: [...CHANNELS], useFactory: (...channels: Channel[]) => new Channels(channels) },
    GuardedHttp,
    NameResolver,
    SecretBox,
    StaticWriter,
    AttemptBook,
    SwitchOff,
    Teller,
    Deliveries,
    DestinationDoor,
    ...PUBLIC.filter((it) => it !== Channels),
  ],
  exports: PUBLIC,
})
export class ChannelsModule {}
