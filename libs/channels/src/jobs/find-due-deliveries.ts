import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { Deliveries } from '../persistence/deliveries.js';
import { deliverJob } from './jobs.js';

/** Wakes a worker for each delivery that is due. A queue that was emptied is filled again within a second. */
@Injectable()
export class FindDueDeliveries implements Sweep {
  readonly name = 'channels.find-due-deliveries';
  readonly everyMs = 1_000;

  constructor(private readonly deliveries: Deliveries) {}

  async run(): Promise<JobRequest[]> {
    await this.deliveries.endAbandoned();
    const due = await this.deliveries.due();
    return due.map((deliveryId) => ({ job: deliverJob, data: { deliveryId }, id: `deliver-${deliveryId}` }));
  }
}
