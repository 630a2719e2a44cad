// Canaries in everything that is not public: does anybody who asks in public ever see one? Made-up queries by the thousand,
// every page, feed and format of the site, what electronic records ask, and the words of errors.

import 'reflect-metadata';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { buildSchema } from 'graphql';
import pg from 'pg';
import { People } from '#identity';
import { Clock, FixedClock, newId } from '#kernel';
import { createLogger, migrateDatabase, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { createApp } from '../../dist/apps/api/src/create-app.js';
import { buildSite } from '../../dist/apps/site/src/server.js';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { insertSite, publishArticles } from '../bench/support/publish-rows.mjs';
import { loadTypescript } from './support/load-typescript.mjs';
import { CANARY, plantCanaries } from './support/plant-canaries.mjs';
import { randomQueries } from './support/random-query.mjs';

const GOAL_SIZE = 100_000;
const LIVE = 120;
const AT_ONCE = 12;
const STAFF = { sam: 'author', kim: 'author', maya: 'reviewer', rosa: 'reviewer', jo: 'publisher' };

/** Everything that people do with articles, once, at a site of its own: no table of articles is left empty. */
async function writeHistory(get, db, folder) {
  const helpers = await loadTypescript(folder, ['approvable', 'checklists', 'sample-files', 'full-history']);
  const site = await insertSite(db, 'eastside');
  const people = {};
  for (const [name, role] of Object.entries(STAFF)) {
    const id = newId();
    await db.query('INSERT INTO staff_user (id, name, email) VALUES ($1, $2, $3)', [id, name, `${id}@clinic.example`]);
    await db.query('INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, $3)', [id, site.id, role]);
    if (role === 'reviewer') {
      await db.query(
        `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
         VALUES ($1, $2, 'DPT', '1', 'US-OR', now() - interval '9 years', now() + interval '9 years')`,
        [newId(), id],
      );
    }
    people[name] = await get(People).actor(id);
  }
  await helpers.at(-1).writeFullHistory({ get, people, siteId: site.id, clock: get(Clock) });
}

/** What a curious caller knows or guesses: addresses and ids of things that are not public among them. */
async function guesses(db) {
  const column = async (sql) => (await db.query(sql)).rows.map((row) => String(Object.values(row)[0]));
  const slugs = await column('SELECT slug FROM delivery_article ORDER BY slug LIMIT 40');
  const hidden = await column('SELECT slug FROM article_slug ORDER BY slug DESC LIMIT 60');
  const ids = await column('SELECT id FROM article UNION ALL SELECT id FROM revision LIMIT 200');
  const cursors = ids.slice(0, 20).map((id) => Buffer.from(`4102444800000.${id}`).toString('base64url'));
  return {
    any: [CANARY, 'x', ...ids.slice(0, 10)],
    site: ['main', 'main', 'eastside', 'eastside', 'nowhere', CANARY],
    locale: ['en-US', 'en-US', 'en', 'es', 'es-US'],
    slug: [...slugs, ...hidden, CANARY, `${hidden[0]} ${CANARY}`],
    text: ['back pain', 'walk', 'knee rest', CANARY, `${CANARY} OR walk`, 'quoxcanary', '-x', 'moving', 'waalk'],
    topic: ['back', 'knee', 'Moving', CANARY],
    after: [...cursors, 'x'],
    token: await previewTokens(db),
    ids,
    hidden,
    slugs,
  };
}

/** Tokens of the right shape for revisions that there are, with signatures that are made up. */
async function previewTokens(db) {
  const { rows } =
    await db.query(`SELECT r.id, a.site_id AS "siteId" FROM revision r JOIN article a ON a.id = r.article_id
    ORDER BY r.id LIMIT 40`);
  const bytes = (id) => Buffer.from(id.replaceAll('-', ''), 'hex');
  const end = Buffer.from('ffffff00', 'hex');
  const signatures = [Buffer.alloc(24), Buffer.alloc(24, 0xff), Buffer.from(CANARY.padEnd(24, 'x'))];
  const tokens = rows.map(({ id, siteId }, at) =>
    Buffer.concat([bytes(id), bytes(siteId), end, signatures[at % signatures.length]]).toString('base64url'),
  );
  return [...tokens, ...rows.slice(0, 5).map(({ id }) => id), '', 'x'];
}

/** The words of a PDF, by a reader that is not ours: as bytes they are packed. */
async function wordsOfPdf(bytes) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const words = [JSON.stringify(await pdf.getMetadata())];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    words.push(items.map(({ str }) => str).join(' '));
  }
  await pdf.destroy();
  return words.join('\n');
}

class Watch {
  seen = [];
  asked = 0;
  bytes = 0;
  pdfs = 0;

  /** Asks, and looks through every byte that comes back. */
  async ask(url, init = {}) {
    const response = await fetch(url, { redirect: 'manual', ...init });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPdf = (response.headers.get('content-type') ?? '').includes('pdf');
    const text = isPdf ? await wordsOfPdf(bytes) : bytes.toString('utf8');
    if (isPdf) this.pdfs += 1;
    const everything = `${[...response.headers].join('\n')}\n${text}`;
    this.asked += 1;
    this.bytes += text.length;
    // A question that names the canary may be repeated in the answer: what counts is what was not asked for.
    const told = `${url} ${init.body ?? ''}`.toLowerCase().includes(CANARY.slice(0, 8)) ? null : everything;
    if (told?.toLowerCase().includes(CANARY)) this.seen.push(`${init.body ?? url}`.slice(0, 300));
    return text;
  }
}

const asJson = (query) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});

/** A canary where the public reads has to be seen, or everything below would prove nothing. */
async function proveSight(watch, api, db) {
  await db.query('UPDATE site SET phone = phone || $1 WHERE slug = $2', [CANARY, 'main']);
  await watch.ask(`${api}/delivery/graphql`, asJson('{ site(slug: "main") { name phone } }'));
  await db.query('UPDATE site SET phone = replace(phone, $1, $2) WHERE slug = $3', [CANARY, '', 'main']);
  if (watch.seen.splice(0).length !== 1) throw new Error('The drill does not see a canary that is public.');
}

async function askQueries(watch, api, next, count, progress) {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      if (left % 500 === 0) progress.to(0.2 + 0.7 * (1 - left / count), 'asking made-up queries');
      await watch.ask(`${api}/delivery/graphql`, asJson(next()));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Every format that is not GraphQL, for things that are public and for things that are not. */
async function askFormats(watch, api, site, known) {
  const { slugs, hidden, ids } = known;
  const roots = ['main', 'eastside'].flatMap((name) =>
    ['en-US', 'en', 'es'].map((locale) => `${site}/${name}/${locale}`),
  );
  const feeds = ['atom', 'rss', 'json'].map((ending) => `feed.${ending}`);
  const ofRoot = [
    '',
    ...feeds,
    'sitemap.xml',
    'search?q=walk',
    ...['back', 'knee', 'Moving'].flatMap((topic) => [`topics/${topic}`, `topics/${topic}/feed.atom`]),
  ];
  const pages = [...slugs.slice(0, 12), ...hidden];
  const oids = ['2.16.840.1.113883.6.90', '2.16.840.1.113883.6.96', '2.16.840.1.113883.6.177'];
  const codes = ['M54.5', 'M54.50', '279039007', 'D017116', 'M17.11'];
  const criteria = oids.flatMap((oid) =>
    codes.map((code) => `mainSearchCriteria.v.cs=${oid}&mainSearchCriteria.v.c=${code}`),
  );
  const resources = ids
    .slice(0, 60)
    .flatMap((id) =>
      ['en-US', 'en'].flatMap((locale) => ['Library', 'DocumentReference'].map((type) => `${type}/${id}.${locale}`)),
    );
  const urls = [
    ...roots.flatMap((root) => [...ofRoot, ...pages].map((path) => `${root}/${path}`)),
    ...['/', '/robots.txt', '/main/sitemap.xml', '/eastside/', '/main/how-we-review', '/nothing/at/all'].map(
      (path) => site + path,
    ),
    ...['main', 'eastside'].flatMap((name) => criteria.map((it) => `${api}/connect/${name}/service?${it}`)),
    ...['main', 'eastside'].flatMap((name) => resources.map((it) => `${api}/fhir/${name}/${it}`)),
    ...['main', 'eastside'].flatMap((name) =>
      [...slugs.slice(-8), ...hidden.slice(0, 30)].map((slug) => `${api}/handout/${name}/en-US/${slug}.pdf`),
    ),
    ...known.token.slice(0, 10).map((token) => `${api}/media/preview/${token}/x.jpg`),
    ...ids
      .slice(0, 20)
      .flatMap((id) => ['web', 'email', 'text', 'handout'].map((form) => `${api}/preview/${id}/${form}`)),
    ...['/newsletter/confirm/x', '/newsletter/sign-up', '/delivery/schema.graphql', '/api/auth/get-session'].map(
      (path) => api + path,
    ),
    ...['/', '/graphql', '/health/live', '/health/ready', '/media/x', '/u/x', '/delivery/graphql?query={'].map(
      (path) => api + path,
    ),
  ];
  for (const url of urls) await watch.ask(url);
  const refused = [
    '{ articles(site: "main") { edges { node { title } } } }',
    '{ me { name } }',
    'mutation { x }',
    '{',
    '{ preview(token: "") { __typename ... on ArticlePreview { html } } }',
    'mutation { signUp(input: { site: "main", email: "nobody", wording: "x" }) { __typename ... on Refusal { message } } }',
    `{ a${'{a'.repeat(50)}`,
  ];
  for (const query of refused)
    for (const path of ['/graphql', '/delivery/graphql']) await watch.ask(api + path, asJson(query));
}

/** @returns the figures, with the sizes they hold for */
export function run({ seed, size = GOAL_SIZE, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-leak-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`);
    atEnd(() => postgres.stop());
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    await db.connect();
    atEnd(() => db.end());
    const settings = readSettings({
      DATABASE_URL: postgres.url,
      CAREPRESS_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
      NODE_ENV: 'production',
    });
    const clock = new FixedClock(new Date());
    const app = await createApp({ settings, databaseUrl: postgres.url, name: 'leak drill', clock });
    atEnd(() => app.close());
    await app.listen(0, '127.0.0.1');
    const api = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    progress.to(0.05, 'writing a history');
    await writeHistory((service) => app.get(service, { strict: false }), db, folder);
    await publishArticles(db, { slug: 'main', count: LIVE, seed });
    const known = await guesses(db);
    progress.to(0.15, 'planting canaries');
    const planted = await plantCanaries(db);
    const server = await buildSite({ apiUrl: api, mediaOrigin: api, logger: createLogger('drill-site', 'silent') });
    atEnd(() => server.close());
    const site = await server.listen({ host: '127.0.0.1', port: 0 });
    const schema = buildSchema(await readFile(projectPath('apps/api/src/delivery/delivery.graphql'), 'utf8'));
    const watch = new Watch();
    await proveSight(watch, api, db);
    await askQueries(watch, api, randomQueries(schema, randomNumbers(seed), known), size, progress);
    progress.to(0.92, 'every other format');
    await askFormats(watch, api, site, known);
    return {
      canariesSeen: watch.seen.length,
      ...(watch.seen.length > 0 && { seen: watch.seen.slice(0, 10) }),
      planted,
      asked: watch.asked,
      handouts: watch.pdfs,
      answeredBytes: watch.bytes,
      sizes: { queries: size, live: LIVE },
    };
  });
}
