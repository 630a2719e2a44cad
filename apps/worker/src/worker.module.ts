import { type DynamicModule, Module } from '@nestjs/common';
import { OutboxModule } from '#outbox';
import { Heartbeat, PlatformModule, type PlatformOptions } from '#platform';
import { providers, rooms } from './registry.js';

/** The worker as a composition root: rooms to the left of it, and nothing that listens on a port. */
@Module({})
export class WorkerModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.forRoot(options), OutboxModule, ...(rooms ?? [])],
      providers: [Heartbeat, ...(providers ?? [])],
    };
  }
}
