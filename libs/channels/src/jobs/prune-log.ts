import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { Deliveries } from '../persistence/deliveries.js';

const KEPT_DAYS = 30;

/** Removes attempts, with what was answered, after thirty days. The deliveries stay: they say what was told to whom. */
@Injectable()
export class PruneLog implements Sweep {
  readonly name = 'channels.prune-log';
  readonly everyMs = 3_600_000;

  constructor(private readonly deliveries: Deliveries) {}

  async run(): Promise<JobRequest[]> {
    await this.deliveries.prune(KEPT_DAYS);
    return [];
  }
}
