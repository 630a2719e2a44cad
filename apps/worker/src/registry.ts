import type { ModuleMetadata, Type } from '@nestjs/common';
import { audienceHandlers, audienceJobs } from '#audience';
import { ChannelsModule, channelHandlers, channelJobs, channelSweeps } from '#channels';
import { DeliveryProjection } from '#delivery';
import { NewsletterModule, newsletterHandlers, newsletterJobs, newsletterSweeps } from '#newsletter';
import type { JobDefinition, JobHandler, Sweep } from '#platform';
import { FireSchedules, PublishingModule } from '#publishing';
import { Housekeeping } from './sweeps/housekeeping.js';

/** The rooms this process wires together. */
export const rooms: ModuleMetadata['imports'] = [
  PublishingModule.with(DeliveryProjection),
  ChannelsModule,
  NewsletterModule,
];

/** Every job that may come out of a queue, gathered from the rooms. */
export const jobs: readonly JobDefinition[] = [...audienceJobs, ...channelJobs, ...newsletterJobs];

/** One class a job. A room that does not provide its handler itself is given it here. */
export const handlers: readonly Type<JobHandler>[] = [...audienceHandlers, ...channelHandlers, ...newsletterHandlers];

export const sweeps: readonly Type<Sweep>[] = [FireSchedules, ...channelSweeps, ...newsletterSweeps, Housekeeping];

/** Handlers, sweeps and ports that no room provides by itself. */
export const providers: ModuleMetadata['providers'] = [Housekeeping];
