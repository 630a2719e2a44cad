import type { ParkedJobs } from '#parked';
import type { JobDefinition, JobRequest, Sweep } from '#platform';

/** Queues what a person let go, until it was done or is parked again. While it is in its queue its id holds it back. */
export class QueueReleased implements Sweep {
  readonly name = 'worker.queue-released';
  readonly everyMs = 2_000;

  constructor(
    private readonly parked: ParkedJobs,
    private readonly jobs: readonly JobDefinition[],
  ) {}

  async run(): Promise<JobRequest[]> {
    const released = await this.parked.released();
    return released.flatMap(({ id, name, data }) => {
      const job = this.jobs.find((it) => it.name === name);
      return job ? [{ job, data, id: `released-${id}` }] : [];
    });
  }
}
