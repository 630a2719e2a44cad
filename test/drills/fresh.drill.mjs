// Fifty reads a millisecond apart around each withdrawal and each publication, on two API processes over one database: does
// anybody get what is not so any more, and for how long?

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import pg from 'pg';
import { Agent, request } from 'undici';
import { migrateDatabase, projectPath, startEmbeddedPostgres } from '#platform';
import { startServer, withCleanUp } from '../bench/support/processes.mjs';
import { Management } from './support/management.mjs';

const GOAL_ROUNDS = 50;
const READS = 50;
/** Another process may show what it kept for so long after a commit. */
const OTHER_MS = 250;
const GIVE_UP_MS = 10_000;

const QUERY = `query ($slug: String!) { article(site: "harbor", locale: "en", slug: $slug) { __typename
  ... on Article { html } } }`;
const WITHDRAW = `mutation ($input: WithdrawPublicationInput!) { answer: withdrawPublication(input: $input) { __typename
  ... on Refusal { code message } } }`;

const dispatcher = new Agent({ connections: 64, pipelining: 1 });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function read(url, slug) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: QUERY, variables: { slug } });
  const sent = performance.now();
  const answer = await request(`${url}/delivery/graphql`, { method: 'POST', headers, body, dispatcher });
  const { data } = await answer.body.json();
  return { sent, shows: data.article.__typename === 'Article' };
}

/**
 * Changes what is live on the first process and reads on both, a read each millisecond, from before the change until both
 * show it.
 *
 * @param wanted whether the article is shown afterwards
 */
async function watch({ first, other, slug, change, wanted }) {
  const reads = { first: [], other: [] };
  const seen = { first: false, other: false };
  let answered = Number.POSITIVE_INFINITY;
  const work = change().then((answer) => {
    answered = performance.now();
    return answer;
  });
  const open = [];
  const started = performance.now();
  for (let n = 0; n < READS || !seen.first || !seen.other; n += 1) {
    for (const [place, url] of [
      ['first', first],
      ['other', other],
    ]) {
      const one = read(url, slug).then((it) => {
        reads[place].push(it);
        if (it.shows === wanted && answered < it.sent) seen[place] = true;
      });
      open.push(one);
    }
    await pause(1);
    if (performance.now() - started > GIVE_UP_MS) break;
  }
  const answer = await work;
  await Promise.all(open);
  const old = (place) => reads[place].filter(({ sent, shows }) => shows !== wanted && sent > answered);
  const lag = Math.max(0, ...old('other').map(({ sent }) => sent - answered));
  return {
    answer,
    staleHere: old('first').length,
    lag,
    staleThere: old('other').filter(({ sent }) => sent - answered > OTHER_MS).length,
    reads: open.length,
  };
}

/** @returns reads that showed what was not so any more, after the process that changed it had answered */
export function run({ size = GOAL_ROUNDS, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-fresh-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    atEnd(() => postgres.stop('immediate'));
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    await db.connect();
    atEnd(() => db.end());
    const shared = {
      DATABASE_URL: postgres.url,
      CAREPRESS_SECRET: 'x'.repeat(32),
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
    };
    const main = projectPath('dist', 'apps', 'api', 'src', 'main.js');
    const here = await startServer(main, { ...shared, CAREPRESS_DEMO: '1' }, { core: null });
    atEnd(() => here.stop());
    const there = await startServer(main, shared, { core: null });
    atEnd(() => there.stop());
    const [jo] = (await (await fetch(`${here.url}/demo/sign-ins`)).json()).filter(({ email }) =>
      email.startsWith('jo'),
    );
    const publisher = await Management.signIn(here.url, jo);
    const { rows } = await db.query(`SELECT p.id, p.slug, p.revision_id FROM publication p
      JOIN site s ON s.id = p.site_id WHERE s.slug = 'harbor' AND p.state = 'live' AND p.locale = 'en' ORDER BY p.slug LIMIT 1`);
    const [{ slug, revision_id: revisionId }] = rows;
    let publicationId = rows[0].id;
    const figures = { staleHere: 0, staleThere: 0, reads: 0, lags: [] };
    for (let round = 0; round < size; round += 1) {
      progress.to(round / size, `round ${round + 1} of ${size}`);
      const withdraw = () => publisher.ask(WITHDRAW, { input: { publicationId, reason: 'The drill takes it off.' } });
      const publish = () => publisher.publish('harbor', { id: revisionId });
      for (const [change, wanted] of [
        [withdraw, false],
        [publish, true],
      ]) {
        const it = await watch({ first: here.url, other: there.url, slug, change, wanted });
        if (it.answer.__typename !== 'Publication') throw new Error(JSON.stringify(it.answer));
        figures.staleHere += it.staleHere;
        figures.staleThere += it.staleThere;
        figures.reads += it.reads;
        figures.lags.push(it.lag);
        if (wanted) publicationId = it.answer.id;
      }
    }
    const sorted = figures.lags.sort((a, b) => a - b);
    const round = (ms) => Math.round(ms * 10) / 10;
    return {
      ...{ staleOnTheSameProcess: figures.staleHere, staleElsewhereAfter250Ms: figures.staleThere },
      ...{ otherLagMedianMs: round(sorted[Math.floor(sorted.length / 2)]), otherLagMaxMs: round(sorted.at(-1)) },
      sizes: { rounds: size, changes: sorted.length, reads: figures.reads },
      goals: { staleOnTheSameProcess: 0, staleElsewhereAfter250Ms: 0 },
    };
  });
}
