import { setMaxListeners } from 'node:events';
import type { OutboxRelay } from '#outbox';
import type { ParkedJobs } from '#parked';
import {
  type Heartbeat,
  type JobWorker,
  type Logger,
  QUEUE_NAMES,
  type QueueDriver,
  type QueueName,
  within,
} from '#platform';
import { checkRegistry, type Registry } from './check-registry.js';
import { JobRunner } from './jobs/job-runner.js';
import { Parking } from './jobs/parking.js';
import { pause } from './pause.js';
import { Precedence } from './precedence.js';
import { Bell } from './relay/bell.js';
import { listenToOutbox } from './relay/outbox-listener.js';
import { RelayLoop } from './relay/relay-loop.js';
import type { Routes } from './routes.js';
import { QueueReleased } from './sweeps/queue-released.js';
import { sweepLoop } from './sweeps/sweep-loop.js';

const BEAT_MS = 2_000;

/**
 * Jobs of a queue that run at the same time in one process. Those of channels mostly wait for others to answer: there are
 * many, so that destinations which hang leave room.
 */
const CONCURRENCY: Readonly<Record<QueueName, number>> = { channels: 32, newsletter: 2, mail: 4, editing: 2 };

export interface WorkerParts {
  readonly databaseUrl: string;
  readonly queue: QueueDriver;
  readonly outbox: OutboxRelay;
  readonly heartbeat: Heartbeat;
  readonly parked: ParkedJobs;
  readonly registry: Registry;
  readonly routes: Routes;
  readonly logger: Logger;
}

/** Relay, queues, sweeps and heartbeat of one process. */
export class Worker {
  private readonly stopping = new AbortController();
  private readonly precedence = new Precedence();
  private loops: Promise<unknown> = Promise.resolve();
  private workers: JobWorker[] = [];

  private readonly parking: Parking;

  constructor(private readonly parts: WorkerParts) {
    this.parking = new Parking(parts.parked);
  }

  /**
   * Starts all of it.
   *
   * @throws Error when work would be lost, or the queue is not ready: the process should then end
   */
  async start(): Promise<void> {
    const { registry, routes, queue, logger, heartbeat, parked } = this.parts;
    checkRegistry(registry, routes);
    await queue.prepare();
    await heartbeat.beat();
    const { signal } = this.stopping;
    // One for each sweep and loop, which is more than Node takes for a leak.
    setMaxListeners(0, signal);
    await this.parking.refresh();
    const runner = new JobRunner(registry.handlers, this.parking, logger, signal);
    const sweeps = [...registry.sweeps, new QueueReleased(parked, registry.jobs)];
    this.workers = await Promise.all(
      QUEUE_NAMES.map((name) => queue.work(name, (job) => runner.run(job), { concurrency: CONCURRENCY[name] })),
    );
    this.loops = Promise.all([
      this.relay(signal),
      this.beat(signal),
      ...sweeps.map((sweep) => sweepLoop(sweep, queue, logger, signal, this.precedence)),
    ]);
  }

  /** Rejects when a part stopped by itself: the process should then end and be started again. */
  async failed(): Promise<void> {
    await Promise.race(this.workers.map((worker) => worker.ended));
  }

  /** Takes nothing new and lets what runs come to its end. False when some job outlasted `graceMs`. */
  async stop(graceMs: number): Promise<boolean> {
    this.stopping.abort();
    const inTime = await Promise.all(this.workers.map((worker) => worker.close(graceMs)));
    await within(graceMs, 'Ending the loops', this.loops).catch(() => undefined);
    await this.parts.heartbeat.end().catch(() => undefined);
    await this.parts.queue.close();
    return inTime.every(Boolean);
  }

  private async relay(signal: AbortSignal): Promise<void> {
    const { databaseUrl, outbox, queue, routes, logger } = this.parts;
    const bell = new Bell();
    const loop = new RelayLoop(outbox, queue, routes, logger, this.precedence);
    await Promise.all([loop.run(bell, signal), listenToOutbox(databaseUrl, () => bell.ring(), logger, signal)]);
  }

  private async beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.parts.heartbeat.beat().catch(() => undefined);
      await this.parts.queue.mend().catch(() => undefined);
      await this.parking.refresh().catch(() => undefined);
      await pause(BEAT_MS, signal);
    }
  }
}
