// Canaries in everything that is not public: does anybody who asks in public ever see one? Made-up queries by the thousand,
// every page, feed and format of the site, what electronic records ask, the words of errors and of the log, and whatever
// leaves by itself: webhooks, a site as files, newsletters and other mail. A site that answers only its own programs has
// canaries in what it publishes too.

import 'reflect-metadata';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { buildSchema } from 'graphql';
import pg from 'pg';
import { ManageSiteKeys, People, SetPublicRead } from '#identity';
import { Clock, expectOk, FixedClock, newId } from '#kernel';
import { createLogger, migrateDatabase, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { createApp } from '../../dist/apps/api/src/create-app.js';
import { buildSite } from '../../dist/apps/site/src/server.js';
import { articleContent, randomNumbers } from '../bench/support/content.mjs';
import { startServer, withCleanUp } from '../bench/support/processes.mjs';
import { insertSite, publishArticles } from '../bench/support/publish-rows.mjs';
import { asJson, askFormats } from './support/leak-formats.mjs';
import { lookOutward, speakOutward, startHookReceiver, startMailbox } from './support/leak-outward.mjs';
import { Watch } from './support/leak-watch.mjs';
import { loadTypescript } from './support/load-typescript.mjs';
import { CANARY, plantCanaries } from './support/plant-canaries.mjs';
import { randomQueries } from './support/random-query.mjs';

const GOAL_SIZE = 100_000;
const LIVE = 120;
const LIVE_AND_CLOSED = 10;
/** Below so many questions, fewer addresses: to prove that the drill works. */
const ALL_FROM = 1_000;
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

/** A site that answers only its own programs. All that it says has a canary; another site's key is no help. */
async function publishClosed({ get, db, seed }) {
  const contentOf = (random, number) => articleContent(random, `${CANARY} ${number} walk back pain`, 1_000);
  await publishArticles(db, { slug: 'closed', count: LIVE_AND_CLOSED, seed, contentOf });
  const { rows } = await db.query("SELECT id, slug FROM site WHERE slug IN ('closed', 'eastside')");
  const keys = {};
  for (const { id: siteId, slug } of rows) {
    const { rows: people } = await db.query('SELECT id FROM staff_user ORDER BY id LIMIT 1');
    const memberships = [{ siteId, role: 'admin' }];
    const actor = { kind: 'staff', userId: people[0].id, name: 'Drill', memberships };
    if (slug === 'closed') expectOk(await get(SetPublicRead).run(actor, siteId, false));
    const scopes = ['read', 'signUp'];
    keys[slug] = expectOk(await get(ManageSiteKeys).create(actor, { siteId, name: 'A program', scopes })).secret;
  }
  return keys;
}

/** What a curious caller knows or guesses: addresses and ids of things that are not public among them. */
async function guesses(db, { otherSecret, most }) {
  const column = async (sql) => (await db.query(sql)).rows.map((row) => String(Object.values(row)[0]));
  const at = (operator) => `delivery_article d JOIN site s ON s.id = d.site_id WHERE s.slug ${operator} 'closed'`;
  const slugs = await column(`SELECT d.slug FROM ${at('<>')} ORDER BY d.slug LIMIT 40`);
  const closed = await column(`SELECT d.slug FROM ${at('=')} ORDER BY d.slug`);
  const { rows: places } = await db.query(`SELECT s.slug AS site, d.locale, d.slug, d.topic FROM ${at('<>')}`);
  const terms = await column('SELECT key FROM taxonomy_term ORDER BY key LIMIT 60');
  const hidden = await column(`SELECT slug FROM article_slug ORDER BY slug DESC LIMIT ${most}`);
  const ids = await column('SELECT id FROM article UNION ALL SELECT id FROM revision LIMIT 200');
  const cursors = ids.slice(0, 20).map((id) => Buffer.from(`4102444800000.${id}`).toString('base64url'));
  return {
    any: [CANARY, 'x', ...ids.slice(0, 10)],
    places,
    site: ['main', 'main', 'eastside', 'eastside', 'closed', 'closed', 'nowhere', CANARY],
    locale: ['en-US', 'en-US', 'en', 'es', 'es-US'],
    slug: [...slugs, ...hidden, ...closed, CANARY, `${hidden[0]} ${CANARY}`],
    text: ['back pain', 'walk', 'knee rest', CANARY, `${CANARY} OR walk`, 'quoxcanary', '-x', 'moving', 'waalk'],
    topic: ['back', 'knee', 'Moving', CANARY],
    after: [...cursors, 'x'],
    ...{ region: terms, condition: terms, audience: terms, kind: ['article', 'exerciseProgramme', CANARY] },
    token: await previewTokens(db),
    ids,
    hidden,
    most,
    slugs,
    closed,
    otherSecret,
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

/** A canary where the public reads, or may read with the right key, has to be seen, or everything else proves nothing. */
async function proveSight({ watch, api, db, keys }) {
  await db.query('UPDATE site SET phone = phone || $1 WHERE slug = $2', [CANARY, 'main']);
  await watch.ask(`${api}/delivery/graphql`, asJson('{ site(slug: "main") { name phone } }'));
  await db.query('UPDATE site SET phone = replace(phone, $1, $2) WHERE slug = $3', [CANARY, '', 'main']);
  const question = '{ articles(site: "closed", locale: "en-US", first: 5) { edges { node { title } } } }';
  await watch.ask(`${api}/delivery/graphql`, asJson(question, { authorization: `Bearer ${keys.closed}` }));
  if (watch.seen.splice(0).length !== 2) throw new Error('The drill does not see a canary that is public.');
}

/** Every fifth question shows the key of another site: good, and no help. */
async function askQueries({ watch, api, keys, next, count, progress }) {
  let left = count;
  const other = { authorization: `Bearer ${keys.eastside}` };
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      if (left % 500 === 0) progress.to(0.2 + 0.7 * (1 - left / count), 'asking made-up queries');
      await watch.ask(`${api}/delivery/graphql`, asJson(next(), left % 5 === 0 ? other : {}), 'queries');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** An empty database with a history in it, and the services of the API over it. */
async function setStage({ folder, env, seed, atEnd }) {
  await migrateDatabase(env.DATABASE_URL);
  const db = new pg.Client({ connectionString: env.DATABASE_URL });
  await db.connect();
  atEnd(() => db.end());
  const settings = readSettings({ ...env, NODE_ENV: 'production' });
  const clock = new FixedClock(new Date());
  const app = await createApp({ settings, databaseUrl: env.DATABASE_URL, name: 'leak drill', clock });
  atEnd(() => app.close());
  const get = (service) => app.get(service, { strict: false });
  await writeHistory(get, db, `${folder}/support`);
  clock.set(new Date());
  await publishArticles(db, { slug: 'main', count: LIVE, seed });
  await db.query(
    'INSERT INTO article_slug (article_id, locale, slug) SELECT article_id, locale, slug FROM publication ON CONFLICT DO NOTHING',
  );
  return { db, get, keys: await publishClosed({ get, db, seed }) };
}

/** @returns the figures, with the sizes they hold for */
export function run({ seed, size = GOAL_SIZE, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-leak-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    atEnd(() => postgres.stop());
    const [hooks, mailbox] = [await startHookReceiver(atEnd), await startMailbox(atEnd)];
    const env = {
      ...{ DATABASE_URL: postgres.url, CAREPRESS_SECRET: 'x'.repeat(32), DATA_DIR: folder, LOG_LEVEL: 'silent' },
      ...{ SMTP_URL: mailbox.url, CAREPRESS_ALLOW_HOSTS: hooks.host, STATIC_DIR: `${folder}/static` },
    };
    progress.to(0.02, 'writing a history');
    const { db, get, keys } = await setStage({ folder, env, seed, atEnd });
    const known = await guesses(db, { otherSecret: keys.eastside, most: size < ALL_FROM ? 12 : 60 });
    progress.to(0.15, 'planting canaries');
    const planted = await plantCanaries(db);
    const log = await open(`${folder}/log`, 'a');
    atEnd(() => log.close());
    const start = async (name) => {
      const file = projectPath('dist', 'apps', name, 'src', 'main.js');
      const server = await startServer(file, { ...env, LOG_LEVEL: 'debug' }, { core: null, log: log.fd });
      atEnd(() => server.stop());
      return server;
    };
    const { url: api } = await start('api');
    const server = await buildSite({ apiUrl: api, mediaOrigin: api, logger: createLogger('drill-site', 'silent') });
    atEnd(() => server.close());
    const site = await server.listen({ host: '127.0.0.1', port: 0 });
    const watch = new Watch();
    await proveSight({ watch, api, db, keys });
    await start('worker');
    await speakOutward({ get, db, api, hookUrl: `http://${hooks.host}/hook` });
    progress.to(0.17, 'what leaves by itself');
    const exported = `${folder}/static/main/current`;
    const isExported = () => stat(exported).then(Boolean, () => false);
    await lookOutward({ watch, hooks, mailbox, isExported });
    await watch.lookBelow('exportedFiles', `${exported}/`);
    const schema = buildSchema(await readFile(projectPath('apps/api/src/delivery/delivery.graphql'), 'utf8'));
    const next = randomQueries(schema, randomNumbers(seed), known);
    await askQueries({ watch, api, keys, next, count: size, progress });
    progress.to(0.92, 'every other format');
    await askFormats(watch, api, site, known);
    watch.look('log', await readFile(`${folder}/log`, 'utf8'), 'log');
    return {
      canariesSeen: watch.seen.length,
      ...(watch.seen.length > 0 && { seen: watch.seen.slice(0, 10) }),
      planted,
      asked: watch.asked,
      looked: watch.looked,
      answeredBytes: watch.bytes,
      sizes: { queries: size, live: LIVE },
    };
  });
}
