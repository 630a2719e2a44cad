import type { Job } from 'bullmq';
import { within } from './deadline.js';
import { type Handle, type JobWorker, type QueueDriver, UnusableJob } from './driver.js';
import { DEFAULT_ATTEMPTS, type JobRequest, type QueueName } from './job.js';

const READY_MS = 15_000;

/** What the drivers need of a BullMQ queue, whatever store is behind it. */
export interface BullQueue {
  waitUntilReady(): Promise<unknown>;
  addBulk(jobs: { name: string; data: Envelope; opts: object }[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<unknown>;
}

/** What the drivers need of a BullMQ worker. */
export interface BullWorker {
  waitUntilReady(): Promise<unknown>;
  run(): Promise<unknown>;
  /** With `true`: takes no new job and does not wait for those at work. */
  pause(doNotWaitActive: boolean): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(force?: boolean): Promise<unknown>;
}

/** Data in the queue, with the version of the definition that wrote it. */
export interface Envelope {
  readonly version: number;
  readonly data: unknown;
}

export type ReportError = (error: Error) => void;

/**
 * A worker that was killed holds its jobs until its locks end. 15 s is far above the longest pause of a healthy event
 * loop, and short enough that a restart goes on soon.
 */
export const WORKER_OPTIONS = {
  autorun: false,
  lockDuration: 15_000,
  stalledInterval: 5_000,
  // Whoever runs jobs parks one that ended its workers much earlier: the queue would drop it without a word.
  maxStalledCount: 100,
  runRetryDelay: 1_000,
} as const;

/**
 * BullMQ behind our interface. The two drivers differ in how they reach their store. BullMQ is loaded with the first
 * queue: most processes only ask whether it is there, and loading takes a tenth of their whole start.
 */
export abstract class BullDriver implements QueueDriver {
  private readonly queues = new Map<QueueName, Promise<BullQueue>>();
  private readonly workers = new Set<JobWorker>();

  /** Closed: whoever still waits for the store gives up. */
  protected closed = false;

  constructor(private readonly report: ReportError) {}

  abstract prepare(): Promise<void>;
  abstract mend(): Promise<void>;
  abstract ping(): Promise<void>;
  protected abstract newQueue(name: QueueName): Promise<BullQueue>;
  protected abstract newWorker(
    name: QueueName,
    process: (job: Job<Envelope>) => Promise<void>,
    concurrency: number,
  ): Promise<BullWorker>;
  /** Closes what queues and workers share; they are closed before. */
  protected abstract closeStore(): Promise<void>;

  async add(requests: readonly JobRequest[]): Promise<void> {
    for (const name of new Set(requests.map((request) => request.job.queue))) {
      const jobs = requests.filter((request) => request.job.queue === name).map(toBull);
      const queue = await this.readyQueue(name);
      await within(READY_MS, `Adding to the queue ${name}`, queue.addBulk(jobs));
    }
  }

  async work(queue: QueueName, handle: Handle, options: { concurrency: number }): Promise<JobWorker> {
    const running = new Running();
    const worker = await this.newWorker(queue, (job) => running.track(runSafely(job, handle)), options.concurrency);
    worker.on('error', this.report);
    try {
      await within(READY_MS, `Reaching the queue ${queue}`, worker.waitUntilReady());
    } catch (error) {
      await worker.close(true);
      throw error;
    }
    const jobWorker = superviseWorker(queue, worker, running);
    this.workers.add(jobWorker);
    return jobWorker;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.workers].map((worker) => worker.close(0)));
    const queues = await Promise.allSettled(this.queues.values());
    await Promise.all(queues.map((queue) => queue.status === 'fulfilled' && queue.value.close()));
    await this.closeStore();
  }

  /**
   * BullMQ remembers a first failed connection for ever: such a queue never works again. So it is thrown away, and the
   * next call builds a new one.
   */
  private readyQueue(name: QueueName): Promise<BullQueue> {
    const known = this.queues.get(name);
    if (known) return known;
    const ready = this.buildQueue(name);
    this.queues.set(name, ready);
    ready.catch(() => this.queues.delete(name));
    return ready;
  }

  private async buildQueue(name: QueueName): Promise<BullQueue> {
    const queue = await this.newQueue(name);
    queue.on('error', this.report);
    try {
      await within(READY_MS, `Reaching the queue ${name}`, queue.waitUntilReady());
      return queue;
    } catch (error) {
      queue.close().catch(() => undefined);
      throw error;
    }
  }
}

function toBull({ job, id, data }: JobRequest) {
  if (id.includes(':')) throw new Error(`The job id ${id} has a colon, which BullMQ forbids.`);
  return {
    name: job.name,
    data: { version: job.version, data },
    opts: {
      jobId: id,
      attempts: job.attempts ?? DEFAULT_ATTEMPTS,
      backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
      // A finished job that stays would swallow a new one with its id: a sweep could not repeat lost work.
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 1,
    },
  };
}

async function runSafely(job: Job<Envelope>, handle: Handle): Promise<void> {
  const { version, data } = job.data;
  // Every start counts, and a try only counts once it ended: what is between them, but for this start, died.
  const deaths = Math.max(0, (job.attemptsStarted ?? 1) - job.attemptsMade - 1);
  try {
    await handle({ name: job.name, id: job.id ?? '', version, data, attempt: job.attemptsMade + 1, deaths });
  } catch (error) {
    const safe = withoutNul(error);
    // BullMQ knows by this name that no further try can help.
    throw error instanceof UnusableJob ? Object.assign(safe, { name: 'UnrecoverableError' }) : safe;
  }
}

/** Postgres refuses text with a NUL character, and a job whose error cannot be stored is never marked as failed. */
function withoutNul(error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const safe = new Error(text.replaceAll('\0', '').slice(0, 2_000), { cause: error });
  safe.stack = (error instanceof Error ? error.stack : undefined)?.replaceAll('\0', '');
  return safe;
}

function superviseWorker(queue: QueueName, worker: BullWorker, running: Running): JobWorker {
  let closing: Promise<boolean> | undefined;
  const ended = worker.run().then(() => {
    if (!closing) throw new Error(`The worker of the queue ${queue} stopped by itself.`);
  });
  // Whoever supervises the process waits for `ended`; a rejection that nobody awaits yet must not end it at once.
  ended.catch(() => undefined);
  const closeWithin = async (graceMs: number) => {
    await worker.pause(true);
    const inTime = await running.idleWithin(graceMs);
    await worker.close(!inTime);
    return inTime;
  };
  return {
    queue,
    ended,
    close(graceMs) {
      closing ??= closeWithin(graceMs);
      return closing;
    },
  };
}

/** Counts the jobs at work, so that a worker can be closed by force when one of them outlasts its grace. */
class Running {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  async track(work: Promise<void>): Promise<void> {
    this.count += 1;
    try {
      await work;
    } finally {
      this.count -= 1;
      if (this.count === 0) for (const idle of this.waiting) idle();
    }
  }

  /** True when no job is at work, at once or within `ms`. */
  async idleWithin(ms: number): Promise<boolean> {
    if (this.count === 0) return true;
    const idle = new Promise<void>((resolve) => this.waiting.add(resolve));
    return within(ms, 'Finishing the running jobs', idle).then(
      () => true,
      () => false,
    );
  }
}
