import type { Job } from 'bullmq';
import pg from 'pg';
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
import { QueuePool } from './queue-pool.js';

/** The queue in the product's own Postgres, in a schema `bullmq` that BullMQ migrates itself. */
export class PostgresQueueDriver extends BullDriver {
  private readonly pool: QueuePool;

  constructor(
    private readonly databaseUrl: string,
    report: ReportError,
    applicationName = 'carepress queue',
  ) {
    super(report);
    this.pool = new QueuePool(databaseUrl, applicationName);
  }

  async prepare(): Promise<void> {
    await untilWorking(
      30_000,
      () => this.migrate(),
      () => this.closed,
    );
  }

  async ping(): Promise<void> {
    await within(5_000, 'Asking the queue', this.pool.query('SELECT version FROM migration LIMIT 1'));
  }

  protected async newQueue(name: QueueName): Promise<BullQueue> {
    const { createPostgresBackend, Queue } = await import('bullmq');
    return new Queue(name, { connection: this.pool }, createPostgresBackend) as BullQueue;
  }

  protected async newWorker(
    name: QueueName,
    process: (job: Job<Envelope>) => Promise<void>,
    concurrency: number,
  ): Promise<BullWorker> {
    const { createPostgresBackend, Worker } = await import('bullmq');
    return new Worker(name, process, { ...WORKER_OPTIONS, connection: this.pool, concurrency }, createPostgresBackend);
  }

  protected async closeStore(): Promise<void> {
    // A job that outlasted its grace still holds connections, and the process is about to end.
    await within(2_000, 'Closing the queue', this.pool.end()).catch(() => undefined);
  }

  private async migrate(): Promise<void> {
    const { runMigrations } = await import('bullmq');
    const client = new pg.Client({ connectionString: this.databaseUrl, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await runMigrations(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
