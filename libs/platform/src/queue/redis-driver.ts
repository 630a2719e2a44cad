import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
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
  private connected: Promise<Redis> | undefined;

  constructor(
    private readonly redisUrl: string,
    private readonly reportError: ReportError,
  ) {
    super(reportError);
  }

  async prepare(): Promise<void> {
    await untilWorking(
      30_000,
      () => this.ping(),
      () => this.closed,
    );
  }

  /** Nothing to do: Redis ends locks by its own clock. */
  async mend(): Promise<void> {}

  async ping(): Promise<void> {
    await within(
      5_000,
      'Asking the queue',
      this.client().then((client) => client.ping()),
    );
  }

  protected async newQueue(name: QueueName): Promise<BullQueue> {
    const { Queue } = await import('bullmq');
    const connection = { url: this.redisUrl, maxRetriesPerRequest: 1, retryStrategy: backOff };
    return new Queue(name, { connection, prefix: PREFIX }) as BullQueue;
  }

  protected async newWorker(
    name: QueueName,
    process: (job: Job<Envelope>) => Promise<void>,
    concurrency: number,
  ): Promise<BullWorker> {
    const { Worker } = await import('bullmq');
    const connection = { url: this.redisUrl, maxRetriesPerRequest: null, retryStrategy: backOff };
    return new Worker(name, process, { ...WORKER_OPTIONS, connection, prefix: PREFIX, concurrency });
  }

  protected async closeStore(): Promise<void> {
    const client = await this.connected?.catch(() => undefined);
    client?.disconnect();
  }

  private client(): Promise<Redis> {
    this.connected ??= this.connect();
    return this.connected;
  }

  /** For asking, not for waiting: a question fails at once when Redis is away, while the client connects again. */
  private async connect(): Promise<Redis> {
    const { Redis } = await import('ioredis');
    const client = new Redis(this.redisUrl, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      retryStrategy: backOff,
    });
    client.on('error', this.reportError);
    await client.connect().catch(() => undefined);
    return client;
  }
}

/** Milliseconds until the next try to connect: for ever, because a process that gave up would be alive but dead. */
function backOff(times: number): number {
  return Math.min(100 * 2 ** times, 5_000);
}
