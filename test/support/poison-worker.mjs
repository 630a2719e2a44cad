// A worker of the product whose jobs misbehave: the same Worker, queue, tables and watchdog, and a registry of its own.

import 'reflect-metadata';
import { z } from 'zod';
import { OutboxRelay } from '#outbox';
import { ParkedJobs } from '#parked';
import { createLogger, createQueueDriver, Database, defineJob, Heartbeat, projectPath } from '#platform';

const { startWatchdog } = await import(projectPath('dist', 'apps', 'worker', 'src', 'watchdog.js'));
const { Worker } = await import(projectPath('dist', 'apps', 'worker', 'src', 'worker.js'));

const url = process.env.DATABASE_URL;
const database = new Database({ url, applicationName: 'poison worker' });
const data = z.object({ cupId: z.string() });
const job = (name, queue = 'channels') => defineJob({ name, queue, version: 1, data, attempts: 2 });

const DOES = {
  throws: () => Promise.reject(new Error('The cup\0 of anna@example.org is broken.')),
  rejects: () => {
    Promise.reject(new Error('Nobody waits for this.'));
    return new Promise(() => undefined);
  },
  grows: () => {
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill(kept.length));
  },
  loops: () => {
    for (;;);
  },
};
const handlers = Object.entries(DOES).map(([name, run]) => ({
  job: job(`poison.${name}`),
  async run() {
    if (process.env.HARMLESS) return;
    await run();
  },
}));
handlers.push({
  job: job('cup.wash', 'mail'),
  async run({ cupId }) {
    await database.pool.query('INSERT INTO washed (cup) VALUES ($1)', [cupId]);
  },
});

process.on('uncaughtException', () => process.exit(1));
process.on('disconnect', () => process.exit(0));
startWatchdog(4);
const worker = new Worker({
  databaseUrl: url,
  queue: createQueueDriver({}, url),
  outbox: new OutboxRelay(database),
  heartbeat: new Heartbeat(database),
  parked: new ParkedJobs(database),
  registry: { jobs: handlers.map((it) => it.job), handlers, sweeps: [] },
  routes: {},
  logger: createLogger('poison worker', 'silent'),
});
await worker.start();
process.send({ ready: true });
