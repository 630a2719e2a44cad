import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, SystemClock } from '#kernel';
import { Database } from './database.js';
import { DatabaseClock, GivenClock, LedgerClock } from './ledger-clock.js';
import { createLogger, type Logger } from './logger.js';
import type { Settings } from './settings/settings.js';

/** Injection token of the process' settings. */
export const SETTINGS = Symbol('settings');

/** Injection token of the process' log. */
export const LOGGER = Symbol('logger');

export interface PlatformOptions {
  readonly settings: Settings;
  /** Postgres connection string: the embedded server's, or `settings.databaseUrl`. */
  readonly databaseUrl: string;
  /** Name of this process in logs and in pg_stat_activity. */
  readonly name: string;
  readonly clock?: Clock;
  readonly poolSize?: number;
}

/** What every room may ask for: database, clock, settings, log. Global, and built once a process. */
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static forRoot(options: PlatformOptions): DynamicModule {
    const logger: Logger = createLogger(options.name, options.settings.logLevel);
    const database = new Database({
      url: options.databaseUrl,
      applicationName: options.name,
      poolSize: options.poolSize,
    });
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: SETTINGS, useValue: options.settings },
        { provide: LOGGER, useValue: logger },
        { provide: Clock, useValue: options.clock ?? new SystemClock() },
        { provide: Database, useValue: database },
        { provide: LedgerClock, useValue: options.clock ? new GivenClock(options.clock) : new DatabaseClock(database) },
      ],
      exports: [SETTINGS, LOGGER, Clock, LedgerClock, Database],
    };
  }

  /** Last of all: other rooms may still write while they shut down. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
