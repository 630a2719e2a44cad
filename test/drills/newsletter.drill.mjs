// Hands one issue over while workers are killed, stopped and restarted, the database crashes, the mail server misbehaves and
// people pause, resume and unsubscribe. Then the mail server's own log is held against the ledger, row by row.

import 'reflect-metadata';
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import pg from 'pg';
import { AdmitSubscribers, AudienceTokens, Unsubscribe } from '#audience';
import { DeliveryProjection } from '#delivery';
import { People } from '#identity';
import { expectOk } from '#kernel';
import { ComposeIssue, FreezeIssue, NewsletterModule, SteerIssue } from '#newsletter';
import { freePort, migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { PublishingModule } from '#publishing';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { publishArticles } from '../bench/support/publish-rows.mjs';
import { supervise, WorkerProcess } from '../support/worker-process.mjs';
import { approvedIssue } from './support/approved-issue.mjs';
import { judgeIssue } from './support/judge-issue.mjs';
import { faultsFor } from './support/newsletter-faults.mjs';
import { startRedis } from './support/publishing-stage.mjs';

const RECIPIENTS = 5_000;
const LINES = 4;
const WORKERS = 2;
const LEASE_SECONDS = 6;
const SECRET = 'x'.repeat(32);
const ADMITTED_AT_ONCE = 500;
/** Long enough for all faults to meet a running issue: what the mail server takes for each message, in milliseconds. */
const SENDING_MS = 90_000;
const MOST_DELAY_MS = 500;
/** Whoever was refused twice waits five minutes for the third try: everything must have come to an end by then. */
const PATIENCE_MS = 700_000;
const BACKUP_PATIENCE_MS = 60_000;
/** Two rounds of the sweep would have found work by then. */
const BACKUP_QUIET_MS = 3_000;

class DrillModule {}

async function startRooms(url, smtpUrl, atEnd) {
  const settings = readSettings({
    DATABASE_URL: url,
    SMTP_URL: smtpUrl,
    SENDER_DOMAIN_CHECK: 'off',
    CAREPRESS_SECRET: SECRET,
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://press.example',
  });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'newsletter drill' });
  const app = await NestFactory.createApplicationContext(
    { module: DrillModule, imports: [platform, PublishingModule.with(DeliveryProjection), NewsletterModule] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  return (service) => app.get(service, { strict: false });
}

/** A frozen issue of two live articles. One subscriber in fifty has a mailbox that does not exist. */
async function frozenIssue(db, get, size, seed) {
  await publishArticles(db, { slug: 'harbor', count: 2, seed });
  const { rows } = await db.query('SELECT id, site_id AS "siteId", published_by_id AS "userId" FROM publication');
  const [{ siteId, userId }] = rows;
  await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [userId, siteId]);
  const actor = await get(People).actor(userId);
  const people = Array.from({ length: size }, (_, n) => ({
    email: `${n % 50 === 7 ? 'no' : 'reader'}-${n}@example.org`,
  }));
  for (let from = 0; from < people.length; from += ADMITTED_AT_ONCE) {
    const some = people.slice(from, from + ADMITTED_AT_ONCE);
    await get(AdmitSubscribers).run({ id: siteId, locale: 'en-US' }, some, { wording: 'Yes, send it.', formUrl: null });
  }
  const input = {
    site: 'harbor',
    subject: 'A drill',
    preheader: 'Two articles',
    intro: 'Two articles for this month.',
  };
  const articles = rows.map(({ id }) => ({ publicationId: id, mode: 'teaser' }));
  const issue = expectOk(await get(ComposeIssue).run(actor, { ...input, articles }));
  await approvedIssue(db, get, issue);
  return { actor, issue: expectOk(await get(FreezeIssue).run(actor, issue.id)) };
}

async function startSink(log, seed, delayMs, atEnd) {
  const port = await freePort();
  const child = fork(projectPath('test', 'drills', 'support', 'mail-sink-process.mjs'), [], {
    env: { ...process.env, LOG: log, PORT: String(port), SEED: String(seed), DELAY_MS: String(delayMs) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  atEnd(() => child.kill('SIGKILL'));
  const sink = { url: `smtp://127.0.0.1:${port}`, cutAfterTaking: 0, behave: (fault) => child.send({ fault }) };
  let toldHeld = () => undefined;
  sink.untilHeld = () =>
    new Promise((resolve) => {
      toldHeld = resolve;
    });
  child.on('message', (message) => {
    if (message.cutAfterTaking) sink.cutAfterTaking += 1;
    if (message.held) toldHeld();
  });
  await new Promise((resolve) => child.once('message', resolve));
  return sink;
}

/** A connection that is opened anew for each question: the database is down at times. */
function asker(url) {
  return async (text, values) => {
    const db = new pg.Client({ connectionString: url, connectionTimeoutMillis: 20_000 });
    db.on('error', () => undefined);
    try {
      await db.connect();
      return (await db.query(text, values)).rows;
    } finally {
      await db.end().catch(() => undefined);
    }
  };
}

/** The queue loses everything that waits in it. */
async function emptyQueue(ask, redisUrl) {
  if (!redisUrl) {
    await ask(`DELETE FROM bullmq.job WHERE queue = 'newsletter' AND state <> 'active'`);
    return;
  }
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
}

/** The database as it is now, under another name: what a backup is, once it is restored. Nobody is in it meanwhile. */
async function copyDatabase(url) {
  const other = new URL(url);
  other.pathname = '/postgres';
  const ask = asker(String(other));
  await ask('ALTER DATABASE carepress ALLOW_CONNECTIONS false');
  try {
    await ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'carepress'");
    await ask('DROP DATABASE IF EXISTS old_backup');
    await ask('CREATE DATABASE old_backup TEMPLATE carepress');
  } finally {
    await ask('ALTER DATABASE carepress ALLOW_CONNECTIONS true');
  }
}

/**
 * A worker wakes up in the old backup, long after everybody was written to.
 *
 * @returns whether the issue waits there for a person, and how many messages left nevertheless
 */
async function wakeBackup({ url, env, issueId, taken }) {
  const old = new URL(url);
  old.pathname = '/old_backup';
  const ask = asker(String(old));
  // It was running when the backup was made, and would go on where it was then.
  await ask("UPDATE issue SET state = 'handingOver' WHERE id = $1", [issueId]);
  const [{ open }] = await ask(
    "SELECT count(*)::int AS open FROM issue_recipient WHERE issue_id = $1 AND status IN ('queued', 'leased', 'deferred')",
    [issueId],
  );
  const before = taken();
  const worker = new WorkerProcess({ ...env, DATABASE_URL: String(old) });
  let state = 'handingOver';
  try {
    await worker.start();
    for (const end = Date.now() + BACKUP_PATIENCE_MS; Date.now() < end && state === 'handingOver'; await sleep(200)) {
      [{ state }] = await ask('SELECT state FROM issue WHERE id = $1', [issueId]);
    }
    await sleep(BACKUP_QUIET_MS);
  } finally {
    await worker.end('SIGKILL');
  }
  return { backupWaits: state === 'paused', backupOpen: open, sentFromBackup: taken() - before };
}

/** How many of some deliveries the mail server took. */
function sentTo(log, deliveries) {
  const lines = readFileSync(log, 'utf8').split('\n');
  return deliveries.filter((id) => lines.some((line) => line.includes(`"deliveryId":"${id}"`))).length;
}

async function untilFinished(ask, issueId, progress) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const [row] = await ask(
      `SELECT i.state, count(*) FILTER (WHERE r.status IN ('queued', 'leased', 'in_flight', 'deferred'))::int AS open
         FROM issue i JOIN issue_recipient r ON r.issue_id = i.id WHERE i.id = $1 GROUP BY i.state`,
      [issueId],
    );
    if (row.state === 'finished') return true;
    progress.to(0.9, `${row.open} open`);
    await sleep(500);
  }
  return false;
}

/** @returns how the ledger and the mail server's log agree after all faults */
export function run({ seed, size = RECIPIENTS, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-newsletter-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const start = () => startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    const server = { now: await start() };
    atEnd(() => server.now.stop('immediate'));
    const { url } = server.now;
    await migrateDatabase(url);
    const log = `${folder}/taken.jsonl`;
    writeFileSync(log, '');
    const delayMs = Math.min(MOST_DELAY_MS, Math.round((SENDING_MS * LINES * WORKERS) / size));
    const sink = await startSink(log, seed, delayMs, atEnd);
    const get = await startRooms(url, sink.url, atEnd);
    const db = new pg.Client({ connectionString: url });
    db.on('error', () => undefined);
    await db.connect();
    const { actor, issue } = await frozenIssue(db, get, size, seed);
    await db.end();

    const redisUrl = process.env.REDIS_URL ?? (seed % 2 === 1 ? await startRedis(atEnd) : null);
    const env = {
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
      DATABASE_URL: url,
      SMTP_URL: sink.url,
      SENDER_DOMAIN_CHECK: 'off',
      CAREPRESS_SECRET: SECRET,
      DATA_DIR: folder,
      PUBLIC_URL: 'https://press.example',
      SMTP_CONNECTIONS: String(LINES),
      NEWSLETTER_LEASE_SECONDS: String(LEASE_SECONDS),
      ...(redisUrl && { REDIS_URL: redisUrl }),
    };
    const workers = Array.from({ length: WORKERS }, () => new WorkerProcess(env));
    await Promise.all(workers.map((worker) => worker.start()));
    const ask = asker(url);
    // Without the notes to staff: they are told when an issue waits.
    const taken = () => readFileSync(log, 'utf8').match(/"deliveryId":"[^"]/g)?.length ?? 0;
    const met = {};
    const tally = { sentWithFullDisk: 0, kills: 0, pausesHeld: 0, pauses: 0, lines: LINES, left: [] };
    const faults = faultsFor({
      random: randomNumbers(seed),
      workers,
      sink,
      ask,
      tally,
      leaseMs: LEASE_SECONDS * 1_000,
      delayMs,
      stopDatabase: () => server.now.stop('immediate'),
      startDatabase: async () => {
        server.now = await start();
      },
      emptyQueue: () => emptyQueue(ask, redisUrl),
      backUp: () => copyDatabase(url),
      steer: (verb) => get(SteerIssue)[verb](actor, issue.id),
      taken,
      leave: async (person) =>
        expectOk(
          await get(Unsubscribe).run(get(AudienceTokens).unsubscribe({ subscriberId: person, issueId: issue.id })),
        ),
    });
    const endSupervision = supervise(workers);
    atEnd(async () => {
      await endSupervision();
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    });
    const plan = faults.plan(size);
    for (const [number, fault] of plan.entries()) {
      progress.to((0.9 * number) / plan.length, `${fault.name}, ${number + 1} of ${plan.length}`);
      await fault.run();
      for (const at of fault.numbers) met[at] = (met[at] ?? 0) + 1;
    }
    await faults.heal();
    const finished = await untilFinished(ask, issue.id, progress);
    const figures = await judgeIssue({ ask, issueId: issue.id, log, secret: SECRET });
    await endSupervision();
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
    // A queue of its own: the backup's work is found again by its sweep.
    const backup = await wakeBackup({ url, env: { ...env, REDIS_URL: undefined }, issueId: issue.id, taken });
    const version = await ask('SHOW server_version');
    return {
      ...figures,
      finished,
      ...backup,
      unknownBound: LINES * tally.kills + sink.cutAfterTaking,
      cutAfterTaking: sink.cutAfterTaking,
      kills: tally.kills,
      pauses: tally.pauses,
      sentAfterPause: tally.pauses - tally.pausesHeld,
      leftInTheMiddle: tally.left.length,
      sentAfterLeaving: sentTo(log, tally.left),
      sentWithFullDisk: tally.sentWithFullDisk,
      faults: plan.length,
      // How often each was met, by its number in docs/newsletter.md.
      faultsMet: met,
      queue: redisUrl ? 'redis' : 'postgres',
      recipients: size,
      connections: LINES,
      workers: WORKERS,
      versions: { postgres: version[0].server_version },
    };
  });
}
