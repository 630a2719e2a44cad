import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { Deliveries } from '../persistence/deliveries.js';
import { deliverJob } from './jobs.js';

/**
 * Finds sites as files that are old: never written, behind the site's generation, or with a page whose review date passed
 * since. Nothing announces the last one, and a page that says "reviewed until" for ever would mislead.
 */
@Injectable()
export class FindStaleSites implements Sweep {
  readonly name = 'channels.find-stale-sites';
  readonly everyMs = 5_000;

  constructor(private readonly deliveries: Deliveries) {}

  async run(): Promise<JobRequest[]> {
    const ids = await this.deliveries.planRefreshes();
    return ids.map((deliveryId) => ({ job: deliverJob, data: { deliveryId }, id: `deliver-${deliveryId}` }));
  }
}
