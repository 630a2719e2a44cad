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

const LATEST_MS = 2 * WORKER_OPTIONS.lockDuration;
/** No job of ours waits longer than this for its next try. */
const LONGEST_DELAY_MS = 5 * 60_000;

const MEND = `
  WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms),
  checks AS (
    UPDATE meta SET value = clock.ms::text FROM clock
     WHERE field = 'stalled-check' AND value::bigint > clock.ms + ${WORKER_OPTIONS.lockDuration})
  UPDATE job SET locked_until_ms = CASE WHEN state = 'active' THEN clock.ms + ${WORKER_OPTIONS.lockDuration} ELSE locked_until_ms END,
                 process_at_ms = CASE WHEN state = 'delayed' THEN clock.ms ELSE process_at_ms END
    FROM clock
   WHERE (state = 'active' AND locked_until_ms > clock.ms + ${LATEST_MS})
      OR (state = 'delayed' AND process_at_ms > clock.ms + ${LONGEST_DELAY_MS})`;

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

  /**
   * BullMQ writes the end of a lock, the time of a next try, and when dead workers were last looked for, by the clock of
   * the worker. One that is ten minutes ahead and is killed would hold its jobs for ten minutes, and nobody would look
   * for any dead worker's jobs meanwhile. No honest lock ends later than the database's own time and `lockDuration`;
   * twice that leaves room for small differences.
   */
  async mend(): Promise<void> {
    await within(5_000, 'Mending the queue', this.pool.query(MEND));
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
