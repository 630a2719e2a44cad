import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database, Heartbeat, LOGGER, type Logger, pendingMigrations, within } from '#platform';
import { QUEUE, type QueueDriver } from './queue.provider.js';

/** A worker beats every two seconds; after this long it is taken for dead. */
const WORKER_SILENCE_MS = 10_000;

type Check = 'database' | 'migrations' | 'queue' | 'worker';

/** What a load balancer and an operator ask. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly heartbeat: Heartbeat,
    @Inject(QUEUE) private readonly queue: QueueDriver,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** This process answers. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** All that a request needs is there; otherwise 503, with what is missing. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks: Record<Check, boolean> = {
      database: await this.holds('database', () => this.database.pool.query('SELECT 1')),
      migrations: await this.holds('migrations', () => this.migrated()),
      queue: await this.holds('queue', () => this.queue.ping()),
      worker: await this.holds('worker', () => this.workerBeats()),
    };
    const ready = Object.values(checks).every(Boolean);
    await reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
  }

  /** Whether a worker is at work, for the screens of staff: a "no" is an answer here, not a fault. */
  @Get('worker')
  async worker(): Promise<{ alive: boolean }> {
    return { alive: await this.holds('worker', () => this.workerBeats()) };
  }

  private async migrated(): Promise<void> {
    const pending = await pendingMigrations(async (sql) => (await this.database.pool.query(sql)).rows);
    if (pending.length > 0) throw new Error(`Migrations are waiting: ${pending.join(', ')}.`);
  }

  private async workerBeats(): Promise<void> {
    const alive = await this.heartbeat.liveWorkers(WORKER_SILENCE_MS);
    if (alive.length === 0) throw new Error('No worker is alive.');
  }

  private async holds(name: Check, ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await within(2_000, `The check of the ${name}`, ask());
      return true;
    } catch (error) {
      this.logger.warn({ check: name, err: error }, 'A readiness check failed.');
      return false;
    }
  }
}
