import type { z } from 'zod';

/** The queues of the product. A stuck queue does not hold up another. */
export type QueueName = 'channels' | 'newsletter' | 'mail' | 'editing';

/**
 * A kind of work, named verb last ("channels.deliver"). It carries ids only: the handler reads everything else from
 * Postgres, because a job may run late, twice, or not at all.
 */
export interface JobDefinition<D = unknown> {
  readonly name: string;
  readonly queue: QueueName;
  readonly version: number;
  readonly data: z.ZodType<D>;
  /** How often the queue tries before it parks the job; default 5. */
  readonly attempts?: number;
}

/** How often the queue tries a job that says nothing else. */
export const DEFAULT_ATTEMPTS = 5;

/** Declares a job. Its handler is a class of the same room; the worker refuses to start with none or two. */
export function defineJob<D>(definition: JobDefinition<D>): JobDefinition<D> {
  return definition;
}

/** What a handler is told beside its data. */
export interface JobContext {
  /** Aborted when the process shuts down: finish the step at hand, then return. */
  readonly signal: AbortSignal;
}

/** Does one kind of work. Safe to run twice and late: its truth is a row in Postgres. */
export interface JobHandler<D = unknown> {
  readonly job: JobDefinition<D>;
  run(data: D, context: JobContext): Promise<void>;
  /**
   * Asked when several workers ended while they did this: true when the work went on all the same, so that something else
   * ended them. Without it, or when it says no, the job is parked.
   */
  wentOn?(data: D): Promise<boolean>;
}

/** Work to put into a queue. */
export interface JobRequest<D = unknown> {
  readonly job: JobDefinition<D>;
  readonly data: D;
  /** Suppresses a second one while the first is in the queue. No colon. */
  readonly id: string;
}

/** Looks for due or lost work in Postgres and does it or queues it again. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** True when nobody should be told of anything while it has work: what it does is due at an instant. */
  readonly goesFirst?: boolean;
  /** Jobs to queue; work that needs no queue is done at once. */
  run(context: JobContext): Promise<JobRequest[]>;
}
