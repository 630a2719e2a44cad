import { type Job, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import {
  BullDriver,
  type BullQueue,
  type BullWorker,
  type Envelope,
  type ReportError,
  WORKER_OPTIONS,
} from './bull-driver.js';
import { untilWorking, within } from './deadline.js';
import type { QueueName } from './job.js';

const PREFIX = 'carepress';

/** The queue in Redis or Valkey. Everything in it may be lost: the sweeps queue it again from Postgres. */
export class RedisQueueDriver extends BullDriver {
  private readonly client: Redis;

  constructor(
    private readonly redisUrl: string,
    report: ReportError,
  ) {
    super(report);
    // For commands, not for waiting: they fail at once when Redis is away, and the caller keeps the work.
    this.client = new Redis(redisUrl, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      retryStrategy: backOff,
    });
    this.client.on('error', report);
  }

  async prepare(): Promise<void> {
    await untilWorking(
      30_000,
      () => this.ping(),
      () => this.closed,
    );
  }

  async ping(): Promise<void> {
    if (this.client.status === 'wait') await this.client.connect();
    await within(5_000, 'Asking the queue', this.client.ping());
  }

  protected newQueue(name: QueueName): BullQueue {
    const connection = { url: this.redisUrl, maxRetriesPerRequest: 1, retryStrategy: backOff };
    return new Queue(name, { connection, prefix: PREFIX }) as BullQueue;
  }

  protected newWorker(
    name: QueueName,
    process: (job: Job<Envelope>) => Promise<void>,
    concurrency: number,
  ): BullWorker {
    const connection = { url: this.redisUrl, maxRetriesPerRequest: null, retryStrategy: backOff };
    return new Worker(name, process, { ...WORKER_OPTIONS, connection, prefix: PREFIX, concurrency });
  }

  protected async closeStore(): Promise<void> {
    this.client.disconnect();
  }
}

/** Milliseconds until the next try to connect: for ever, because a process that gave up would be alive but dead. */
function backOff(times: number): number {
  return Math.min(100 * 2 ** times, 5_000);
}
