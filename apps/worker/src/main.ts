import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { OutboxRelay } from '#outbox';
import { ParkedJobs } from '#parked';
import { createLogger, createQueueDriver, Heartbeat, readSettings, type Settings, type Sweep } from '#platform';
import { checkJobPolicy } from './check-registry.js';
import { handlers, jobs, sweeps } from './registry.js';
import { routes } from './routes.js';
import { startWatchdog } from './watchdog.js';
import { Worker } from './worker.js';
import { WorkerModule } from './worker.module.js';

/** A launcher waits 25 s: jobs get most of it, the rest is for closing connections. */
const JOBS_GRACE_MS = 20_000;
const EXIT_AFTER_MS = 24_000;
/** Above the longest a good job keeps the processor at a stretch, also where many share it. */
const WATCHDOG_SECONDS = 60;

function settingsWithDatabase(): Settings & { databaseUrl: string } {
  const settings = readSettings();
  if (!settings.databaseUrl) {
    throw new Error('The worker needs DATABASE_URL. "npm start" runs it with the embedded database.');
  }
  return { ...settings, databaseUrl: settings.databaseUrl };
}

async function main(): Promise<void> {
  const settings = settingsWithDatabase();
  const logger = createLogger('worker', settings.logLevel);
  startWatchdog(WATCHDOG_SECONDS);
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'the worker met an error that nothing caught, and ends');
    process.exit(1);
  });
  const queue = createQueueDriver(settings, settings.databaseUrl, (error) =>
    logger.warn({ reason: String(error) }, 'the queue is not reachable now, and is tried again'),
  );
  const app = await NestFactory.createApplicationContext(
    WorkerModule.forRoot({ settings, databaseUrl: settings.databaseUrl, name: 'carepress worker' }),
    { logger: ['error', 'warn'] },
  );
  const allSweeps: Sweep[] = sweeps.map((sweep) => app.get(sweep, { strict: false }));
  checkJobPolicy([...jobs, ...allSweeps].map(({ name }) => name));
  const worker = new Worker({
    databaseUrl: settings.databaseUrl,
    queue,
    outbox: app.get(OutboxRelay),
    heartbeat: app.get(Heartbeat),
    parked: app.get(ParkedJobs, { strict: false }),
    registry: {
      jobs,
      handlers: handlers.map((handler) => app.get(handler, { strict: false })),
      sweeps: allSweeps,
    },
    routes,
    logger,
  });

  let stopping = false;
  const stop = async (reason: string) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), EXIT_AFTER_MS).unref();
    logger.info({ reason }, 'the worker stops');
    const inTime = await worker.stop(JOBS_GRACE_MS);
    if (!inTime) logger.warn('some jobs outlasted the grace; another worker repeats them');
    await app.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // The launcher is gone, perhaps killed: a worker that nobody can stop must not stay.
  process.on('disconnect', () => stop('the launcher is gone'));

  await worker.start();
  worker.failed().catch((error) => {
    logger.fatal({ err: error }, 'a queue stopped by itself, and the worker ends');
    process.exit(1);
  });
  logger.info('the worker is ready');
  process.send?.({ ready: true });
  if (process.send && !process.connected) await stop('the launcher is gone');
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
