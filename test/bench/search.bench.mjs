// How fast words find articles among many, over HTTP with the answer cache off, and whether the quick order is the right
// one: the first ten beside those of an order that weighs every text.

import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import pg from 'pg';
import { SEARCH_EXHAUSTIVELY } from '#delivery';
import { migrateDatabase, projectPath, startEmbeddedPostgres } from '#platform';
import { randomNumbers } from './support/content.mjs';
import { rounded } from './support/load.mjs';
import { startServer, withCleanUp } from './support/processes.mjs';
import { publishArticles } from './support/publish-rows.mjs';
import { questions, searchableContent } from './support/search-corpus.mjs';

const GOAL_SIZE = 100_000;
const MOST_QUESTIONS = 800;

const SEARCH = `query Search($text: String!) {
  search(site: "main", locale: "en-US", text: $text, first: 10) { match correctedText
    edges { titleHtml passageHtml node { id slug title summary provenance { lastReviewedAt reviewedBy { name credential } } } } } }`;

async function ask(url, text) {
  const started = performance.now();
  const response = await fetch(`${url}/delivery/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    body: JSON.stringify({ query: SEARCH, variables: { text } }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
  return { ms: performance.now() - started, ...data.search };
}

/** The share of the first ten of the exhaustive order that the answer holds too. Null for a question without answers. */
async function recall(db, text, answer) {
  const values = ['main', 'en-US', answer.correctedText ?? text, null, new Date(), answer.match === 'ANY_WORD', 10];
  const { rows } = await db.query(SEARCH_EXHAUSTIVELY, values);
  if (rows.length === 0) return null;
  const got = new Set(answer.edges.map(({ node }) => node.id));
  return rows.filter(({ articleId }) => got.has(articleId)).length / rows.length;
}

function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const mean = (numbers) => numbers.reduce((sum, it) => sum + it, 0) / Math.max(1, numbers.length);

async function measure(url, db, asked, progress) {
  for (const text of asked.slice(0, 40)) await ask(url, text);
  const times = [];
  const shares = [];
  const matches = { ALL_WORDS: 0, CORRECTED: 0, ANY_WORD: 0 };
  for (const [n, text] of asked.entries()) {
    const answer = await ask(url, text);
    times.push(answer.ms);
    matches[answer.match] += 1;
    // Weighing every text takes long: a third of the questions is enough to know the share.
    const share = n % 3 === 0 ? await recall(db, text, answer) : null;
    if (share !== null) shares.push(share);
    progress.to(0.6 + (0.4 * n) / asked.length, 'searching');
  }
  return {
    p50Ms: rounded(percentile(times, 0.5)),
    p95Ms: rounded(percentile(times, 0.95)),
    maxMs: rounded(Math.max(...times)),
    recallAt10: rounded(mean(shares)),
    matches,
    compared: shares.length,
  };
}

/** @returns the figures, with the sizes they hold for */
export function run({ seed, size = GOAL_SIZE, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `bench-search-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, {
      postgresFlags: ['-c', 'shared_buffers=512MB'],
    });
    atEnd(() => postgres.stop());
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    await db.connect();
    atEnd(() => db.end());
    const onBatch = (share) => progress.to(share * 0.55, `publishing ${size} articles`);
    await publishArticles(db, { slug: 'main', count: size, seed, onBatch, contentOf: searchableContent });
    await db.query('VACUUM ANALYZE delivery_search');
    await db.query('VACUUM ANALYZE delivery_title');
    await db.query('VACUUM ANALYZE delivery_word');
    await db.query('ANALYZE');
    const env = { DATABASE_URL: postgres.url, CAREPRESS_SECRET: randomBytes(32).toString('hex'), DATA_DIR: folder };
    const server = await startServer(projectPath('dist/apps/api/src/main.js'), env);
    atEnd(() => server.stop());
    const asked = questions(randomNumbers(seed + 1), Math.max(40, Math.min(MOST_QUESTIONS, size)));
    const figures = await measure(server.url, db, asked, progress);
    const { rows } = await db.query('SHOW server_version');
    return {
      ...figures,
      sizes: { articles: size, questions: asked.length },
      responseCache: 'off: every question asks with cache-control: no-cache, one at a time',
      versions: { postgres: rows[0].server_version },
    };
  });
}
