import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createQueueDriver, migrateDatabase, pendingMigrations, type QueueDriver, type Settings } from '#platform';
import { CliError } from '../command.js';
import { Child, type ChildSpec } from './child.js';
import { type NamedPort, requireFreePorts } from './ports.js';
import { PostgresKeeper } from './postgres-keeper.js';
import { dropWarmed } from './prewarm.js';
import type { Program } from './programs.js';
import { type Claim, claimDataDir } from './run-file.js';
import { keptSecret } from './secret.js';

const GRACE_MS = 25_000;
/** A child that falls this often before anything is ready has a fault that no further start repairs. */
const HOPELESS_AFTER = 5;

export interface LaunchOptions {
  readonly settings: Settings;
  /** Environment that every child gets; the launcher adds what only it knows. */
  readonly env: NodeJS.ProcessEnv;
  readonly ports: readonly NamedPort[];
  /** Programs that need no database, and start beside it. */
  readonly early: readonly Program[];
  /** Programs that start once the database is migrated. */
  readonly programs: readonly Program[];
  /** Answers 200 when the whole system is ready. */
  readonly healthUrl?: string;
  say(line: string): void;
}

/** Starts everything and keeps it running. */
export class Launch {
  private readonly logDir: string;
  private readonly children: Child[] = [];
  private postgres: PostgresKeeper | undefined;
  private queue: QueueDriver | undefined;
  private claim: Claim | undefined;
  private databaseUrl: string | undefined;
  private secret: string | undefined;
  private stopping: Promise<void> | undefined;
  private tellStop: () => void = () => undefined;
  private readonly stopAsked = new Promise<void>((resolve) => {
    this.tellStop = resolve;
  });
  private giveUp: (error: Error) => void = () => undefined;
  private readonly hopeless = new Promise<never>((_, reject) => {
    this.giveUp = reject;
  });

  constructor(private readonly options: LaunchOptions) {
    this.logDir = join(options.settings.dataDir, 'logs');
    this.hopeless.catch(() => undefined);
  }

  /**
   * Starts all of it; resolves when all of it is ready, or was told to stop before.
   *
   * @throws CliError for what the person at the terminal can set right; what has started is stopped then
   */
  async start(): Promise<void> {
    try {
      await Promise.race([this.startAll(), this.hopeless, this.stopAsked]);
    } catch (error) {
      // What fails because it is being stopped is no fault.
      if (this.stopping) return this.stopping;
      await this.stop();
      throw error;
    }
  }

  /** Programs first, the database last. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    this.tellStop();
    return this.stopping;
  }

  /** Ends everything at once, for a person who does not want to wait. */
  kill(): void {
    dropWarmed();
    for (const child of this.children) child.kill();
    this.postgres?.kill();
  }

  private async startAll(): Promise<void> {
    const { settings, ports, early, programs } = this.options;
    this.claim = await claimDataDir(settings.dataDir);
    await requireFreePorts(ports);
    this.secret = settings.secret ?? (await keptSecret(settings.dataDir));
    this.run(early);
    this.databaseUrl = settings.databaseUrl ?? (await this.startPostgres());
    if (this.stopping) return;
    await Promise.all([bringUpToDate(this.databaseUrl), this.reachRedis(this.databaseUrl)]);
    if (this.stopping) return;
    this.run(programs);
    await Promise.all(this.children.map((child) => child.ready));
    await this.healthy();
  }

  private async startPostgres(): Promise<string> {
    const { settings, say } = this.options;
    this.postgres = new PostgresKeeper(join(settings.dataDir, 'postgres'), join(this.logDir, 'postgres.log'), {
      say,
      restarted: (url) => this.onDatabase(url),
    });
    return this.postgres.start();
  }

  /**
   * A Redis that does not answer is told at the terminal. A queue in Postgres needs nothing here: the worker prepares it
   * before it takes anything, nothing is ready before that, and loading its library twice would hold up everything else.
   */
  private async reachRedis(databaseUrl: string): Promise<void> {
    if (!this.options.settings.redisUrl) return;
    this.queue = createQueueDriver(this.options.settings, databaseUrl);
    await this.queue.prepare();
    await this.queue.close();
  }

  private onDatabase(url: string): void {
    this.options.say('The database runs again.');
    if (url === this.databaseUrl) return;
    this.databaseUrl = url;
    for (const child of this.children) child.restartWith(this.childEnv());
  }

  private run(programs: readonly Program[]): void {
    for (const program of programs) {
      const spec: ChildSpec = { ...program, env: this.childEnv() };
      const child = new Child(spec, this.logDir, {
        say: this.options.say,
        changed: () => this.note(),
        failedToStart: (times) => {
          if (times < HOPELESS_AFTER) return;
          this.giveUp(new CliError(`${program.name} does not start. Its logs are in ${this.logDir}.`));
        },
      });
      this.children.push(child);
      child.start();
    }
  }

  private childEnv(): NodeJS.ProcessEnv {
    return { ...this.options.env, DATABASE_URL: this.databaseUrl, CAREPRESS_SECRET: this.secret };
  }

  private note(): void {
    const running = this.children.flatMap((child) => child.running ?? []);
    this.claim?.note(running).catch((error) => this.options.say(`run.json cannot be written: ${error.message}`));
  }

  private async healthy(): Promise<void> {
    const { healthUrl } = this.options;
    while (healthUrl && !this.stopping) {
      const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await sleep(100);
    }
  }

  private async stopAll(): Promise<void> {
    dropWarmed();
    await Promise.all(this.children.map((child) => child.stop(GRACE_MS)));
    await this.queue?.close();
    await this.postgres?.stop();
    await this.claim?.release();
  }
}

/** Asks one table first: the migration engine takes half a second to load, and mostly there is nothing to do. */
async function bringUpToDate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const pending = await pendingMigrations(async (sql) => (await client.query(sql)).rows).catch(() => ['all']);
  await client.end();
  if (pending.length > 0) await migrateDatabase(databaseUrl);
}
