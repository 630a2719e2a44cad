import { Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { DeliveryProjection } from '#delivery';
import type { JobDefinition, JobHandler, Sweep } from '#platform';
import { FireSchedules, PublishingModule } from '#publishing';
import { Housekeeping } from './sweeps/housekeeping.js';

@Module({ providers: [DeliveryProjection], exports: [DeliveryProjection] })
class ProjectionModule {}

/** The rooms this process wires together. */
export const rooms: ModuleMetadata['imports'] = [PublishingModule.with(DeliveryProjection, [ProjectionModule])];

/** Every job that may come out of a queue, gathered from the rooms. */
export const jobs: readonly JobDefinition[] = [];

/** One class a job. A room that does not provide its handler itself is given it here. */
export const handlers: readonly Type<JobHandler>[] = [];

export const sweeps: readonly Type<Sweep>[] = [FireSchedules, Housekeeping];

/** Handlers, sweeps and ports that no room provides by itself. */
export const providers: ModuleMetadata['providers'] = [Housekeeping];
