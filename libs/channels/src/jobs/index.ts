import type { Type } from '@nestjs/common';
import type { JobHandler } from '#platform';
import { Deliver } from './deliver.js';
import { FindDueDeliveries } from './find-due-deliveries.js';
import { FindStaleSites } from './find-stale-sites.js';
import { FindUnplanned } from './find-unplanned.js';
import { deliverJob, planDeliveriesJob } from './jobs.js';
import { LookAtCopies } from './look-at-copies.js';
import { PlanDeliveries } from './plan-deliveries.js';
import { PruneLog } from './prune-log.js';

/** Every job of this room. */
export const channelJobs = [planDeliveriesJob, deliverJob];

/** Their handlers, one a job. */
export const channelHandlers: readonly Type<JobHandler>[] = [PlanDeliveries, Deliver];

export const channelSweeps = [FindDueDeliveries, FindStaleSites, FindUnplanned, LookAtCopies, PruneLog];
