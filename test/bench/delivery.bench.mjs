// How fast the public is answered, beside two bare servers on the same work, in the same minutes.

import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { migrateDatabase, projectPath, startEmbeddedPostgres } from '#platform';
import { load, median, rounded } from './support/load.mjs';
import { pin, pinned, startServer, withCleanUp } from './support/processes.mjs';
import { publishArticles } from './support/publish-rows.mjs';

const GOAL_SIZE = 100_000;
const SMALL = 100;
const MAIN = 500;

const ARTICLE = `query Article($site: String!, $slug: String!) {
  article(site: $site, locale: "en-US", slug: $slug) { __typename ... on Article {
    id slug title summary topic html publishedAt contentHash readingMinutes references { title pmid year }
    provenance { approvedAt nextReviewAt reviewedBy { name credential } } } } }`;

const LIST = `query List($site: String!, $first: Int!) {
  articles(site: $site, locale: "en-US", first: $first) { pageInfo { hasNextPage } edges { node {
    id slug title summary topic publishedAt readingMinutes
    provenance { approvedAt nextReviewAt reviewedBy { name credential } } } } } }`;

const bySlug = (site, slugs) => slugs.map((slug) => JSON.stringify({ query: ARTICLE, variables: { site, slug } }));
const list = (site, first = 20) => [JSON.stringify({ query: LIST, variables: { site, first } })];

/** What keeps a question from being answered from memory: the whole way is measured, down to the tables. */
const COLD = { 'cache-control': 'no-cache' };

async function ask(url, body, more = COLD) {
  const headers = { 'content-type': 'application/json', ...more };
  const answer = await (await fetch(`${url}/delivery/graphql`, { method: 'POST', headers, body })).text();
  if (answer.startsWith('{"errors"')) throw new Error(answer.slice(0, 500));
  return answer;
}

/** Ready answers of the product for the bare server: the very bytes that it will have to send. */
async function recordAnswers(url, slugs) {
  const answers = { 'list main': await ask(url, list('main')[0]) };
  for (const slug of slugs) answers[`slug ${slug}`] = await ask(url, bySlug('main', [slug])[0]);
  return answers;
}

/** A yardstick must do the same work: equal data, or the run ends. */
async function assertSameData(ours, other, bodies) {
  for (const body of bodies) {
    const [a, b] = [JSON.parse(await ask(ours, body)), JSON.parse(await ask(other, body))];
    if (JSON.stringify(a.data) !== JSON.stringify(b.data)) throw new Error('A baseline answers other data than we do.');
  }
}

/** Statements a request, counted by Postgres itself. */
async function statementsPerRequest(db, url, body, requests = 50) {
  const calls = async () => {
    const { rows } = await db.query(`SELECT coalesce(sum(calls), 0)::int AS n FROM pg_stat_statements
      WHERE query LIKE '%FROM delivery.%' AND query NOT LIKE '%pg_stat_statements%'`);
    return rows[0].n;
  };
  const before = await calls();
  for (let n = 0; n < requests; n += 1) await ask(url, body);
  return rounded(((await calls()) - before) / requests);
}

/** Runs pairs of loads in turn and compares within each round, so that a slow minute slows both sides. */
async function compare(rounds, seconds, ours, other) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const theirs = await load(other.server, other.bodies, seconds, other.headers);
    const mine = await load(ours.server, ours.bodies, seconds, ours.headers);
    results.push({ mine, theirs, ratio: mine.perSecond / theirs.perSecond });
  }
  return {
    ratio: rounded(median(results.map(({ ratio }) => ratio))),
    perSecond: Math.round(median(results.map(({ mine }) => mine.perSecond))),
    // The same comparison by processor time, which says more where others work on the machine too.
    byProcessor: rounded(median(results.map(({ mine, theirs }) => (theirs.micros ?? Number.NaN) / mine.micros))),
    micros: rounded(median(results.map(({ mine }) => mine.micros))),
    baselineMicros: rounded(median(results.map(({ theirs }) => theirs.micros))),
    baselinePerSecond: Math.round(median(results.map(({ theirs }) => theirs.perSecond))),
    p99Ms: Math.max(...results.map(({ mine }) => mine.p99Ms)),
  };
}

async function prepare(folder, size, seed, progress, atEnd) {
  const flags = ['-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'shared_buffers=256MB'];
  const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: flags });
  atEnd(() => postgres.stop());
  await migrateDatabase(postgres.url);
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  atEnd(() => db.end());
  await db.query('CREATE EXTENSION pg_stat_statements');
  const main = await publishArticles(db, { slug: 'main', count: Math.min(MAIN, size), seed });
  await publishArticles(db, { slug: 'small', count: SMALL, seed });
  const onBatch = (share) => progress.to(share * 0.3, `publishing ${size} articles`);
  await publishArticles(db, { slug: 'large', count: size, seed, onBatch });
  await db.query('ANALYZE');
  return { postgres, db, main };
}

async function startServers(folder, postgresUrl, main, atEnd) {
  const env = { DATABASE_URL: postgresUrl, CAREPRESS_SECRET: randomBytes(32).toString('hex'), DATA_DIR: folder };
  const start = async (file, more) => {
    const server = await startServer(file, more);
    atEnd(() => server.stop());
    return server;
  };
  const ours = await start(projectPath('dist/apps/api/src/main.js'), env);
  const articles = `${folder}/articles.json`;
  const answers = `${folder}/answers.json`;
  const slugs = main.map(({ slug }) => slug);
  await writeFile(articles, JSON.stringify(main));
  await writeFile(answers, JSON.stringify(await recordAnswers(ours.url, slugs)));
  const support = (name) => projectPath('test/bench/support', name);
  const fastify = await start(support('bare-fastify.mjs'), { ANSWERS: answers });
  const apollo = await start(support('bare-apollo.mjs'), { ARTICLES: articles });
  return { ours, fastify, apollo, slugs };
}

async function measure({ ours, fastify, apollo, slugs }, db, size, progress) {
  // In a second a server has not even compiled what it runs: that is enough to see the bench work, and for no figure.
  // Many short rounds: the machine's speed wanders within seconds, and the median of three is still a lucky or unlucky one.
  const [rounds, seconds] = size >= MAIN ? [9, 2] : [1, 1];
  const slugBodies = bySlug('main', slugs);
  const listBodies = list('main');
  for (const other of [fastify, apollo]) await assertSameData(ours.url, other.url, [slugBodies[0], listBodies[0]]);
  // Before any load: what a load leaves behind in the queue would be counted too.
  const sqlPerRequest = {
    bySlug: await statementsPerRequest(db, ours.url, slugBodies[0]),
    list20: await statementsPerRequest(db, ours.url, listBodies[0]),
    list100: await statementsPerRequest(db, ours.url, list('main', 100)[0]),
  };
  const against = async (other, bodies, share, label, headers = {}) => {
    progress.to(share, label);
    return compare(rounds, seconds, { server: ours, bodies, headers }, { server: other, bodies, headers });
  };
  // Warm means: asked before.
  for (const body of [...slugBodies, ...listBodies]) await ask(ours.url, body, {});
  const warmSlug = await against(fastify, slugBodies, 0.35, 'by slug, beside bare Fastify');
  const warmList = await against(fastify, listBodies, 0.5, 'list of 20, beside bare Fastify');
  const coldSlug = await against(apollo, slugBodies, 0.65, 'by slug, beside bare Apollo', COLD);
  const coldList = await against(apollo, listBodies, 0.8, 'list of 20, beside bare Apollo', COLD);
  progress.to(0.9, 'growth');
  const small = { server: ours, bodies: list('small'), headers: COLD };
  const large = { server: ours, bodies: list('large'), headers: COLD };
  const growth = await compare(rounds, seconds, small, large);
  return {
    warm: { bySlug: named(warmSlug, 'vsFastify'), list: named(warmList, 'vsFastify') },
    cold: { bySlug: named(coldSlug, 'vsApollo'), list: named(coldList, 'vsApollo') },
    p99Ms: { warm: Math.max(warmSlug.p99Ms, warmList.p99Ms), cold: Math.max(coldSlug.p99Ms, coldList.p99Ms) },
    rssMiB: ours.rssMiB(),
    sqlPerRequest,
    growth: growth.ratio,
  };
}

function named({ ratio, ...rest }, name) {
  return { [name]: ratio, ...rest };
}

/** @returns the figures, with the sizes they hold for */
export function run({ seed, size = GOAL_SIZE, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `bench-delivery-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    pin(process.pid, 1);
    const { postgres, db, main } = await prepare(folder, size, seed, progress, atEnd);
    const servers = await startServers(folder, postgres.url, main, atEnd);
    const figures = await measure(servers, db, size, progress);
    const { rows } = await db.query('SHOW server_version');
    return {
      ...figures,
      sizes: { articles: main.length, small: SMALL, large: size, connections: 32 },
      responseCache: 'on for warm; cold and growth ask with cache-control: no-cache, the whole way every time',
      pinned,
      versions: { postgres: rows[0].server_version },
    };
  });
}
