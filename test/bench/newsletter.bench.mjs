// How fast an issue is handed over beside bare SMTP conversations, how long the freezing of a million people takes, and
// whether memory grows with the audience.

import 'reflect-metadata';
import { fork } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AdmitSubscribers } from '#audience';
import { DeliveryProjection } from '#delivery';
import { People } from '#identity';
import { expectOk, newId } from '#kernel';
import { ComposeIssue, NewsletterModule } from '#newsletter';
import { freePort, migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { PublishingModule } from '#publishing';
import { withFewArenas } from '../../dist/apps/cli/src/launcher/few-arenas.js';
import { approvedIssue } from '../drills/support/approved-issue.mjs';
import { median, rounded } from './support/load.mjs';
import { pin, withCleanUp } from './support/processes.mjs';
import { publishArticles } from './support/publish-rows.mjs';

const SUBSCRIBERS = 1_000_000;
const MOST_MESSAGES = 10_000;
/** The most that the product opens, and that Postfix allows one client by default: with few, both sides wait for the network. */
const LINES = 50;
const ROUNDS = 3;
const BATCH = 5_000;
const SECRET = 'x'.repeat(32);

class BenchModule {}

async function startRooms(url, atEnd) {
  const settings = readSettings({ DATABASE_URL: url, CAREPRESS_SECRET: SECRET, LOG_LEVEL: 'silent' });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'newsletter bench' });
  const app = await NestFactory.createApplicationContext(
    { module: BenchModule, imports: [platform, PublishingModule.with(DeliveryProjection), NewsletterModule] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  return (service) => app.get(service, { strict: false });
}

/** A site with three live articles and this many confirmed people. */
async function newsroom(db, slug, people, seed, admit) {
  await publishArticles(db, { slug, count: 3, seed });
  const { rows } = await db.query(
    `SELECT p.id, p.site_id AS "siteId", p.published_by_id AS "userId" FROM publication p JOIN site s ON s.id = p.site_id
      WHERE s.slug = $1`,
    [slug],
  );
  const [{ siteId, userId }] = rows;
  await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [userId, siteId]);
  await admit(siteId, (n) => `${slug}-${n}@example.org`, people);
  await db.query('ANALYZE subscriber');
  return { slug, userId, articles: rows.map(({ id }) => ({ publicationId: id, mode: 'teaser' })) };
}

/** People as the product takes them in, with their addresses sealed. */
async function admitted(get, siteId, addressOf, people) {
  for (let from = 0; from < people; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, people - from) }, (_, n) => ({ email: addressOf(from + n) }));
    await get(AdmitSubscribers).run({ id: siteId, locale: 'en-US' }, some, { wording: 'Yes, send it.', formUrl: null });
  }
}

async function compose(db, get, room) {
  const actor = await get(People).actor(room.userId);
  const text = { subject: `A bench ${newId()}`, preheader: 'Three articles', intro: 'Three articles for this month.' };
  const issue = expectOk(await get(ComposeIssue).run(actor, { site: room.slug, ...text, articles: room.articles }));
  return approvedIssue(db, get, issue);
}

async function startChild(name, env, core, atEnd) {
  const child = fork(projectPath('test', 'bench', 'support', name), [], {
    env: withFewArenas({ ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
  };
  atEnd(end);
  const answer = () => new Promise((resolve) => child.once('message', resolve));
  await answer();
  pin(child.pid, core);
  return {
    end,
    tell: (message) => child.send(message),
    async ask(message) {
      child.send(message);
      return answer();
    },
  };
}

const startSender = ({ env, atEnd }) => startChild('newsletter-sender.mjs', env, 0, atEnd);

/** Freezes an issue and hands over at most `messages` of it. */
async function measure({ db, get, sink }, sender, room, messages) {
  const issue = await compose(db, get, room);
  const frozen = await sender.ask({ kind: 'freeze', issueId: issue.id, userId: room.userId });
  const before = await sink.ask({});
  const sending = sender.ask({ kind: 'send', issueId: issue.id });
  let over = false;
  const watch = (async () => {
    while (!over) {
      await sleep(100);
      if ((await sink.ask({})).taken - before.taken >= messages) sender.tell({ kind: 'stop' });
    }
  })();
  const sent = await sending;
  over = true;
  await watch;
  const after = await sink.ask({});
  return { frozen, sent, taken: after.taken - before.taken, bytes: after.bytes - before.bytes };
}

/** In a process that has done nothing before: for what it needs of memory. */
async function measureAlone(bench, room, messages) {
  const sender = await startSender(bench);
  const result = await measure(bench, sender, room, messages);
  await sender.end();
  return result;
}

/**
 * Both sides by turns, each in a process that lives through all rounds and has sent as many messages before the first:
 * a worker sends for weeks, and what the first seconds of a process cost is not the price of a message.
 *
 * @param bytes of each bare message
 */
async function race(bench, room, { messages, bytes, progress }) {
  const env = { PORT: String(bench.port), LINES: String(LINES), MESSAGES: String(messages), BYTES: String(bytes) };
  const bare = await startChild('raw-smtp.mjs', env, 0, bench.atEnd);
  const sender = await startSender(bench);
  await bare.ask({});
  await measure(bench, sender, room, messages);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    progress.to(0.2 + round * 0.15, `round ${round + 1} of ${ROUNDS}`);
    const raw = await bare.ask({});
    const { sent, taken } = await measure(bench, sender, room, messages);
    const cpu = { raw: (1e6 * raw.cpuSeconds) / messages, ours: (1e6 * sent.cpuSeconds) / taken };
    rounds.push({ raw: messages / raw.seconds, ours: taken / sent.seconds, cpu });
  }
  await Promise.all([bare.end(), sender.end()]);
  return rounds;
}

/** @param size subscribers of the large site; the small one has a tenth, and at most 10,000 */
export function run({ seed, size = SUBSCRIBERS, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `bench-newsletter-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'max_wal_size=4GB'] });
    atEnd(() => postgres.stop('immediate'));
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    db.on('error', () => undefined);
    await db.connect();
    atEnd(() => db.end().catch(() => undefined));
    const few = Math.max(LINES, Math.min(MOST_MESSAGES, Math.ceil(size / 10)));
    const messages = few;
    progress.to(0, `${few} and ${size} subscribers`);
    const get = await startRooms(postgres.url, atEnd);
    const small = await newsroom(db, 'harbor', few, seed, (...given) => admitted(get, ...given));
    // A million at once, and written by the database: only a few of them are written to.
    const large = await newsroom(db, 'inland', size, seed + 1, (siteId, addressOf, people) =>
      db.query(
        `INSERT INTO subscriber (id, site_id, email, email_norm, email_hash, locale, state, confirmed_at)
         SELECT gen_random_uuid(), $1, e, e, md5(e), 'en-US', 'confirmed', now()
           FROM (SELECT replace($2, '0', n::text) AS e FROM generate_series(1, $3::int) n) given`,
        [siteId, addressOf(0), people],
      ),
    );
    const port = await freePort();
    const sink = await startChild('mail-sink.mjs', { PORT: String(port) }, 1, atEnd);
    const env = {
      DATABASE_URL: postgres.url,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      SENDER_DOMAIN_CHECK: 'off',
      CAREPRESS_SECRET: SECRET,
      SMTP_CONNECTIONS: String(LINES),
      DATA_DIR: folder,
    };
    const bench = { db, get, env, sink, port, atEnd };
    const alone = await measureAlone(bench, small, messages);
    const messageBytes = Math.round(alone.bytes / alone.taken);
    const rounds = await race(bench, small, { messages, bytes: messageBytes, progress });
    progress.to(0.7, `freezing ${size}`);
    const million = await measureAlone(bench, large, messages);
    const version = await db.query('SHOW server_version');
    const rss = { few: alone.sent.peakRssMiB, many: million.sent.peakRssMiB };
    return {
      handedOverPerSecond: Math.round(median(rounds.map(({ ours }) => ours))),
      rawPerSecond: Math.round(median(rounds.map(({ raw }) => raw))),
      vsRawSmtp: rounded(median(rounds.map(({ ours, raw }) => ours / raw))),
      // Processor time of the sending process alone, for each message.
      cpuMicroseconds: {
        ours: Math.round(median(rounds.map(({ cpu }) => cpu.ours))),
        raw: Math.round(median(rounds.map(({ cpu }) => cpu.raw))),
      },
      freezeSeconds: rounded(million.frozen.seconds),
      peakRssMiB: { few: Math.round(rss.few), many: Math.round(rss.many) },
      rssGrowth: rounded(rss.many / rss.few),
      sizes: { few, many: size, messagesARound: messages, messageBytes, connections: LINES, rounds: ROUNDS },
      versions: { postgres: version.rows[0].server_version },
    };
  });
}
