import { Inject, Injectable } from '@nestjs/common';
import { OutboxRelay } from '#outbox';
import { Heartbeat, type JobRequest, type Sweep } from '#platform';

const HOUR_MS = 3_600_000;

/** Removes what nobody will ask for again: events passed on a week ago, and workers that were killed. */
@Injectable()
export class Housekeeping implements Sweep {
  readonly name = 'worker.housekeeping';
  readonly everyMs = HOUR_MS;

  constructor(
    @Inject(OutboxRelay) private readonly outbox: OutboxRelay,
    @Inject(Heartbeat) private readonly heartbeat: Heartbeat,
  ) {}

  async run(): Promise<JobRequest[]> {
    await this.outbox.prune(7 * 24 * HOUR_MS);
    await this.heartbeat.prune(HOUR_MS);
    return [];
  }
}
