import { newErrorId } from '#kernel';
import { type JobHandler, type Logger, type ReceivedJob, UnusableJob } from '#platform';

/** Checks a job from the queue and gives it to its handler. */
export class JobRunner {
  private readonly byName: ReadonlyMap<string, JobHandler>;

  constructor(
    handlers: readonly JobHandler[],
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
    try {
      const handler = this.handlerOf(received);
      const data = handler.job.data.safeParse(received.data);
      if (!data.success) throw new UnusableJob('Its data is not what its definition says.');
      await handler.run(data.data, { signal: this.signal });
    } catch (error) {
      const errorId = newErrorId();
      const { id, name, attempt } = received;
      this.logger.error({ err: error, errorId, job: name, jobId: id, attempt }, 'a job failed');
      const text = `Job failed, error ${errorId}.`;
      throw error instanceof UnusableJob ? new UnusableJob(text) : new Error(text);
    }
  }

  /** While a release rolls out, an older worker may meet a newer job: it fails here and is tried again elsewhere. */
  private handlerOf({ name, version }: ReceivedJob): JobHandler {
    const handler = this.byName.get(name);
    if (!handler) throw new Error(`No handler for ${name} in this release.`);
    if (version > handler.job.version) throw new Error(`Version ${version} of ${name} is newer than this release.`);
    return handler;
  }
}
