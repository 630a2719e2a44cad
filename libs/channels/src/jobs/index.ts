import { Deliver } from './deliver.js';
import { FindDueDeliveries } from './find-due-deliveries.js';
import { deliverJob, planDeliveriesJob } from './jobs.js';
import { PlanDeliveries } from './plan-deliveries.js';

/** Every job of this room. */
export const channelJobs = [planDeliveriesJob, deliverJob];

/** Their handlers, one a job. */
export const channelHandlers = [PlanDeliveries, Deliver];

export const channelSweeps = [FindDueDeliveries];
