// What an editor waits for: a save (compare-and-set, revision, audit, announcement) on real Postgres, the comparison of two
// long revisions, and all checks over an article of 2,000 words.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { spellerFor } from '#dictionaries';
import { build as b, diffContents } from '#document';
import { CreateArticle, EditingModule, newestRevision, SaveRevision } from '#editing';
import { People } from '#identity';
import { newId } from '#kernel';
import { Database, migrateDatabase, PlatformModule, readSettings, startEmbeddedPostgres } from '#platform';
import { libraryEntry, runChecks } from '#quality';
import { median, rounded } from './support/load.mjs';
import { withCleanUp } from './support/processes.mjs';

const GOAL_SAVES = 500;
/** Connections and code are warm after these. */
const WARM_UP = 20;
/** About 6 KB with its structure. */
const ARTICLE_WORDS = 850;
const WORDS = (
  'walk gently your back every day and keep moving while the muscles grow stronger because most pain eases within some ' +
  'weeks when you stay active rest only briefly and return to running slowly with short steps on even ground'
).split(' ');

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function sentence(next) {
  const words = Array.from({ length: 8 + Math.floor(next() * 10) }, () => WORDS[Math.floor(next() * WORDS.length)]);
  return `${words[0][0].toUpperCase()}${words.join(' ').slice(1)}.`;
}

/** An article of about this many words, in paragraphs with headings and lists. */
function article(words, next) {
  const blocks = [];
  for (let count = 0; count < words; ) {
    if (blocks.length % 6 === 0) blocks.push(b.h(2, `Part ${blocks.length / 6 + 1}`));
    const sentences = Array.from({ length: 5 }, () => sentence(next));
    count += sentences.join(' ').split(' ').length;
    blocks.push(blocks.length % 4 === 3 ? b.ul(...sentences) : b.p(sentences.join(' ')));
  }
  return b.content(b.doc(...blocks), { title: 'Back pain after running', summary: 'What helps.', locale: 'en' });
}

async function addAuthor(database, get) {
  const [siteId, userId] = [newId(), newId()];
  const { client } = database;
  await client.$executeRaw`
    INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name, sender_email)
    VALUES (${siteId}::uuid, 'bench', 'Bench', 'en', 'UTC', 'https://bench.example', '1', 'Street 1', '911', 'Bench', 'a@bench.example')`;
  await client.$executeRaw`INSERT INTO staff_user (id, name, email) VALUES (${userId}::uuid, 'Ann', 'ann@bench.example')`;
  await client.$executeRaw`INSERT INTO membership (user_id, site_id, role) VALUES (${userId}::uuid, ${siteId}::uuid, 'author')`;
  return { siteId, author: await get(People).actor(userId) };
}

/** Times of saves of one 6 KB article, one after another, each changing a sentence, in milliseconds. */
async function saveTimes(saves, next, defer) {
  const folder = await mkdtemp(join(tmpdir(), 'carepress-bench-editing-'));
  defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  defer(() => postgres.stop());
  await migrateDatabase(postgres.url);
  const settings = readSettings({ DATABASE_URL: postgres.url, CAREPRESS_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' });
  class BenchModule {}
  const platform = PlatformModule.forRoot({ settings, databaseUrl: postgres.url, name: 'bench editing' });
  const module = { module: BenchModule, imports: [platform, EditingModule] };
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  defer(() => app.close());
  return timeSaves((type) => app.get(type, { strict: false }), saves, next);
}

async function timeSaves(get, saves, next) {
  const database = get(Database);
  const { siteId, author } = await addAuthor(database, get);
  const content = article(ARTICLE_WORDS, next);
  const made = await get(CreateArticle).run(author, {
    siteId,
    topic: 'Back',
    riskClass: 'standard',
    slug: 'bench',
    ...content,
  });
  let base = await newestRevision(database.client, made.id, 'en');
  const times = [];
  for (let at = 0; at < saves + WARM_UP; at += 1) {
    const document = { ...content.document, content: [...content.document.content, b.p(sentence(next))] };
    const began = performance.now();
    const input = {
      articleId: made.id,
      baseRevisionId: base.id,
      baseContentHash: base.contentHash,
      ...content,
      document,
    };
    base = await get(SaveRevision).run(author, input);
    if (at >= WARM_UP) times.push(performance.now() - began);
    if (base.code) throw new Error(base.message);
  }
  return { times, bytes: Buffer.byteLength(JSON.stringify(content)) };
}

function timesOf(rounds, work) {
  work();
  return Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** @param options `size`: how many saves are timed */
export function run({ seed, size = GOAL_SAVES, progress }) {
  return withCleanUp(async (defer) => {
    const next = random(seed);
    progress.to(0, 'saves');
    const { times, bytes } = await saveTimes(size, next, defer);
    progress.to(0.6, 'comparison');
    const before = article(5_000, next);
    const changed = before.document.content.map((node, at) =>
      at % 9 === 4 ? b.p(`${sentence(next)} ${sentence(next)}`) : node,
    );
    const after = { ...before, document: { ...before.document, content: changed } };
    const diff = timesOf(9, () => diffContents(before, after));
    progress.to(0.8, 'checks');
    const text = article(2_000, next);
    const library = Array.from({ length: 20 }, (_, at) => libraryEntry(`other-${at}`, article(500, next)));
    const context = {
      speller: await spellerFor('en'),
      library,
      year: 2026,
      origin: { rightsUnknown: true, bylineMissing: true },
    };
    let findings = [];
    const check = timesOf(15, () => {
      ({ findings } = runChecks(text, context));
    });
    return {
      saveP50Ms: rounded(percentile(times, 0.5)),
      saveP99Ms: rounded(percentile(times, 0.99)),
      diffMs: rounded(median(diff)),
      checkMs: rounded(median(check)),
      saves: size,
      articleBytes: bytes,
      checkedFindings: findings.length,
      goals: { saveP99Ms: '<= 50', diffMs: '<= 100', checkMs: '<= 150' },
    };
  });
}
