import { newErrorId } from '#kernel';
import {
  DEFAULT_ATTEMPTS,
  isPassing,
  type JobHandler,
  type Logger,
  type ReceivedJob,
  sqlState,
  UnusableJob,
} from '#platform';
import type { Parking } from './parking.js';

/**
 * One end of a worker may be a deploy or a full machine. Whatever ends three of them is taken for their end itself, unless its
 * work went on meanwhile: a long job meets every restart of its workers.
 */
const DEATHS_BEFORE_BLOCKED = 3;

/** Checks a job from the queue and gives it to its handler; parks what no worker can do. */
export class JobRunner {
  private readonly byName: ReadonlyMap<string, JobHandler>;

  constructor(
    handlers: readonly JobHandler[],
    private readonly parking: Parking,
    private readonly logger: Logger,
    private readonly signal: AbortSignal,
  ) {
    this.byName = new Map(handlers.map((handler) => [handler.job.name, handler]));
  }

  /**
   * Runs one job. What it throws holds an error id and no more: the queue keeps the text of an error, and an answer
   * from outside may hold an address.
   */
  async run(received: ReceivedJob): Promise<void> {
    if (this.parking.isBlocked(received.name, received.data)) return;
    try {
      if (await this.endsWorkers(received)) return await this.block(received);
      const handler = this.handlerOf(received);
      await handler.run(dataFor(handler, received), { signal: this.signal });
    } catch (error) {
      const errorId = newErrorId();
      const { id, name, attempt } = received;
      this.logger.error({ err: error, errorId, job: name, jobId: id, attempt }, 'a job failed');
      await this.parkLast(received, error, errorId);
      const text = `Job failed, error ${errorId}.`;
      throw error instanceof UnusableJob ? new UnusableJob(text) : new Error(text);
    }
    // Its work is done: a table that cannot be written now must not have it done again.
    await this.parking
      .done(received.name, received.data)
      .catch((err) => this.logger.warn({ err }, 'a parked job was done, and is still shown'));
  }

  private async endsWorkers(received: ReceivedJob): Promise<boolean> {
    if (received.deaths < DEATHS_BEFORE_BLOCKED) return false;
    const handler = this.byName.get(received.name);
    return !(await handler?.wentOn?.(dataFor(handler, received)));
  }

  private async block(received: ReceivedJob): Promise<void> {
    const { name, version, data, deaths } = received;
    const reason = `Its worker ended ${deaths} times while it ran: it may take too much memory, or never come to an end. No worker runs it before somebody lets it go.`;
    this.logger.error({ job: name, jobId: received.id, deaths }, 'a job ended its workers, and is parked');
    await this.parking.park({ name, queue: this.queueOf(name), version, data, reason, errorId: null, blocks: true });
  }

  /** Parks what was tried for the last time. What failed because the database was away is found again by its sweep. */
  private async parkLast(
    { name, version, data, attempt }: ReceivedJob,
    error: unknown,
    errorId: string,
  ): Promise<void> {
    const last = this.byName.get(name)?.job.attempts ?? DEFAULT_ATTEMPTS;
    if (!(error instanceof UnusableJob) && (attempt < last || isPassing(error))) return;
    const queue = this.queueOf(name);
    const job = { name, queue, version, data, reason: reasonOf(error, attempt), errorId, blocks: false };
    await this.parking.park(job).catch((err) => this.logger.error({ err, errorId }, 'a job could not be parked'));
  }

  private queueOf(name: string): string | null {
    return this.byName.get(name)?.job.queue ?? null;
  }

  /** While a release rolls out, an older worker may meet a newer job: it fails here and is tried again elsewhere. */
  private handlerOf({ name, version }: ReceivedJob): JobHandler {
    const handler = this.byName.get(name);
    if (!handler) throw new Error(`No handler for ${name} in this release.`);
    if (version > handler.job.version) throw new Error(`Version ${version} of ${name} is newer than this release.`);
    return handler;
  }
}

function dataFor(handler: JobHandler, received: ReceivedJob): unknown {
  const data = handler.job.data.safeParse(received.data);
  if (!data.success) throw new UnusableJob('Its data is not what its definition says.');
  return data.data;
}

/** A sentence of ours: the text of an error may hold what somebody answered. */
function reasonOf(error: unknown, attempt: number): string {
  if (error instanceof UnusableJob) return 'What it is about is not there any more, or is not what this job expects.';
  const state = sqlState(error);
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return `It failed ${attempt} times, the last time with ${kind}${state ? ` ${state}` : ''}. The log says more.`;
}
