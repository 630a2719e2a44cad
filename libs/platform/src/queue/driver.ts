import type { JobRequest, QueueName } from './job.js';

/** Every queue there is, for the drivers that must build each of them. */
export const QUEUE_NAMES: readonly QueueName[] = ['channels', 'newsletter', 'mail', 'editing'];

/** A job as it came out of the queue: nothing about it is checked yet. */
export interface ReceivedJob {
  readonly name: string;
  readonly id: string;
  /** Version of the definition it was written under. */
  readonly version: number;
  readonly data: unknown;
  /** 1 for the first try. */
  readonly attempt: number;
  /** How often a worker ended while it ran this, and said nothing. */
  readonly deaths: number;
}

export type Handle = (job: ReceivedJob) => Promise<void>;

/** Takes jobs of one queue and runs them. */
export interface JobWorker {
  readonly queue: QueueName;
  /** Settles when it takes no more jobs: resolves after `close`, rejects when it ended by itself and must not. */
  readonly ended: Promise<void>;
  /** Takes no new job and waits for those it runs. False when some still ran after `graceMs`: they will be repeated. */
  close(graceMs: number): Promise<boolean>;
}

/**
 * The one way to the queue. A queue only wakes: it may lose a job or run it twice, so the truth is in Postgres tables.
 */
export interface QueueDriver {
  /** Waits for the store, up to 30 s, and brings its own tables up to date. Call it before anything else. */
  prepare(): Promise<void>;
  /** Queues work. A request whose id is still in its queue is dropped silently: that is what the id is for. */
  add(requests: readonly JobRequest[]): Promise<void>;
  /** Starts to run the jobs of a queue. Rejects when the store is not ready, and the process should then end. */
  work(queue: QueueName, handle: Handle, options: { concurrency: number }): Promise<JobWorker>;
  /** Frees what a process with a wrong clock holds in the queue. Cheap, safe at any time, and to be called every few seconds. */
  mend(): Promise<void>;
  /** Rejects when the queue cannot be used at this moment. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Thrown by a handler when no further try can help: the data is not what its definition says. */
export class UnusableJob extends Error {
  override readonly name = 'UnusableJob';
}
