import { Inject, Injectable } from '@nestjs/common';
import { OutboxRelay } from '#outbox';
import { ParkedJobs } from '#parked';
import { Heartbeat, type JobRequest, type Sweep } from '#platform';

const HOUR_MS = 3_600_000;

/** Removes what nobody will ask for again: events passed on a week ago, workers that were killed, and
 * jobs whose parking is long over. */
@Injectable()
export class Housekeeping implements Sweep {
  readonly name = 'worker.housekeeping';
  readonly everyMs = HOUR_MS;

  constructor(
    @Inject(OutboxRelay) private readonly outbox: OutboxRelay,
    @Inject(Heartbeat) private readonly heartbeat: Heartbeat,
    @Inject(ParkedJobs) private readonly parked: ParkedJobs,
  ) {}

  async run(): Promise<JobRequest[]> {
    await this.outbox.prune(7 * 24 * HOUR_MS);
    await this.heartbeat.prune(HOUR_MS);
    await this.parked.prune(30);
    return [];
  }
}
