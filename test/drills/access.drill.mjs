// Every operation of both schemas, asked by every role at the thing's own site, by every role at another site, by
// somebody without any site, and by nobody. What is allowed stands in a table apart from the product's own.

import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { buildASTSchema, parse } from 'graphql';
import pg from 'pg';
import { DEMO_SIGN_INS, StaffAuth } from '#identity';
import { freePort, migrateDatabase, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { withCleanUp } from '../bench/support/processes.mjs';
import { loadTypescript } from './support/load-typescript.mjs';

const ROLES = ['author', 'reviewer', 'publisher', 'admin'];

async function startApi(folder, atEnd) {
  const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
  atEnd(() => postgres.stop('immediate'));
  await migrateDatabase(postgres.url);
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  atEnd(() => pool.end());
  const port = await freePort();
  const settings = readSettings({
    ...{ NODE_ENV: 'test', DATABASE_URL: postgres.url, CAREPRESS_SECRET: 'x'.repeat(32), CAREPRESS_DEMO: '1' },
    ...{ LOG_LEVEL: 'silent', PORT: String(port), DATA_DIR: folder },
  });
  const apps = projectPath('dist', 'apps', 'api', 'src');
  const [{ createApp }, { DemoSeed }] = [
    await import(`${apps}/create-app.js`),
    await import(`${apps}/demo/demo-seed.js`),
  ];
  const app = await createApp({ settings, databaseUrl: postgres.url, name: 'access drill' });
  atEnd(() => app.close());
  await app.get(DemoSeed, { strict: false }).run();
  await app.listen(port, '127.0.0.1');
  const database = { query: async (sql, values) => (await pool.query(sql, values)).rows };
  return { app, database, url: `http://127.0.0.1:${port}` };
}

function caller(url, cookie) {
  const headers = { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) };
  const post = async (path, query, variables) =>
    (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json();
  return {
    cookie,
    deliver: (query, variables) => post('/delivery/graphql', query, variables),
    async ask(query, variables) {
      const { data, errors } = await post('/graphql', query, variables);
      if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
      return data;
    },
  };
}

async function signIn(url, email, password) {
  const headers = { 'content-type': 'application/json', origin: url };
  const body = JSON.stringify({ email, password });
  const response = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`${email} cannot sign in: ${response.status}`);
  return caller(
    url,
    response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
  );
}

async function hire(api, name, site, roles) {
  const email = `${name}@staff.example`;
  const password = 'a-long-enough-password';
  const userId = await api.app.get(StaffAuth, { strict: false }).createStaff({ name, email, password });
  for (const role of roles) {
    await api.database.query(
      'INSERT INTO membership (user_id, site_id, role) SELECT $1, id, $3 FROM site WHERE slug = $2',
      [userId, site, role],
    );
  }
  return signIn(api.url, email, password);
}

/** Who asks: one person a role at the own site, one a role at another, one without any site, and nobody. */
async function everybody(api) {
  await api.database.query(
    `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name, sender_email)
     SELECT gen_random_uuid(), 'westend', 'Westend', locale, time_zone, url, phone, postal_address, emergency_number,
       sender_name, sender_email FROM site WHERE slug = 'harbor'`,
  );
  const people = [];
  for (const role of ROLES) {
    people.push({ role, place: 'own', person: await hire(api, `own-${role}`, 'harbor', [role]) });
    people.push({ role, place: 'other', person: await hire(api, `other-${role}`, 'westend', [role]) });
  }
  people.push({ role: null, place: 'none', person: await hire(api, 'no-site', 'harbor', []) });
  return [...people, { role: null, place: 'nobody', person: caller(api.url, '') }];
}

/** Mutations: who may not is refused as not allowed or not found; who may is never told that they may not. */
async function mutations({ schema, cases, table, things, people, found }) {
  for (const field of Object.values(schema.getMutationType().getFields())) {
    if (field.name === 'ping') continue;
    const given = cases.MUTATIONS[field.name];
    const roles = table.MAY[field.name];
    if (!given || !roles) {
      found.notCovered.push(field.name);
      continue;
    }
    // The things of the cases were made by the demo's publisher.
    const owned = table.OWNERS_ONLY.includes(field.name);
    const ownedOrAdmin = table.OWNERS_OR_ADMINS.includes(field.name);
    const anywhere = table.OF_NO_SITE.includes(field.name);
    const may = ({ role, place }) => {
      if (owned || ownedOrAdmin) return place === 'owner' || (ownedOrAdmin && place === 'own' && role === 'admin');
      return (anywhere || place !== 'other') && roles.includes(role);
    };
    const nothingToFind = table.OF_ONESELF.includes(field.name);
    let first = true;
    // First those who may not: what the others do cannot be undone.
    for (const one of [...people].sort((a, b) => Number(may(a)) - Number(may(b)))) {
      found.asked += 1;
      const answer = (await one.person.ask(cases.operationOf('mutation', field), given(things)))[field.name];
      const name = answer?.__typename;
      const told = `${field.name} as ${one.role ?? one.place} (${one.place}): ${name}`;
      const hidden = name === 'NotAllowed' || name === 'NotFound';
      if (!may(one) && !hidden) found.allowed.push(told);
      if (may(one) && (name === 'NotAllowed' || (first && name === 'NotFound' && !nothingToFind)))
        found.refused.push(told);
      if (may(one)) first = false;
    }
  }
}

const isShown = (value) => {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  return Array.isArray(value.edges) ? value.edges.length > 0 : true;
};

/** Queries: strangers see nothing; of the site's own people all see what one of them sees, or those of the table. */
async function queries({ schema, cases, table, things, people, found }) {
  for (const field of Object.values(schema.getQueryType().getFields())) {
    const given = field.args.length === 0 ? () => ({}) : cases.QUERIES[field.name];
    if (!given) {
      found.notCovered.push(field.name);
      continue;
    }
    // What a person asks about themselves, and words that are the same for everybody who is signed in.
    const personal = field.args.length === 0;
    const roles = table.MAY_SEE[field.name] ?? ROLES;
    const seen = [];
    for (const one of people) {
      found.asked += 1;
      const shown = isShown((await one.person.ask(cases.operationOf('query', field), given(things)))[field.name]);
      const may = (one.place === 'own' || one.place === 'owner') && roles.includes(one.role);
      const told = `${field.name} as ${one.role ?? one.place} (${one.place})`;
      if (shown && !may && !personal) found.allowed.push(told);
      const open = table.OPEN_TO_ALL.includes(field.name);
      if (shown && personal && !open && one.place === 'nobody') found.allowed.push(told);
      if (may && !table.OWN_LISTS.includes(field.name)) seen.push({ shown, told });
    }
    // A list that is empty for everybody says nothing about anyone.
    if (seen.some(({ shown }) => shown))
      found.refused.push(...seen.filter(({ shown }) => !shown).map(({ told }) => told));
  }
}

const DELIVERY = {
  sites: '{ answer: sites { slug } }',
  site: '{ answer: site(slug: "harbor") { slug } }',
  article: '{ answer: article(site: "harbor", locale: "en", slug: "ice-or-heat") { __typename } }',
  articles: '{ answer: articles(site: "harbor", locale: "en") { edges { node { slug contentHash } } } }',
  exercises: '{ answer: exercises(site: "harbor", locale: "en") { totalCount edges { cursor } } }',
  faq: '{ answer: faq(site: "harbor", locale: "en") { totalCount edges { node { question } } } }',
  handouts: '{ answer: handouts(site: "harbor", locale: "en") { totalCount edges { node { url } } } }',
  search: '{ answer: search(site: "harbor", locale: "en", text: "pain") { edges { cursor } } }',
  withdrawals: '{ answer: withdrawals(site: "harbor", locale: "en") { edges { cursor } } }',
  redirect: '{ answer: redirect(site: "harbor", path: "ice-or-heat") { slug } }',
  terms: '{ answer: terms(site: "harbor", locale: "en") { key articleCount } }',
  preview: '{ answer: preview(token: "x") { __typename } }',
  newsletters: '{ answer: newsletters(site: "harbor") { edges { cursor } } }',
  newsletter: '{ answer: newsletter(site: "harbor", id: "x") { subject } }',
};

/** Delivery: the public schema answers everybody alike, and nobody sees more by being signed in. */
async function delivery({ people, found }) {
  const sdl = readFileSync(projectPath('apps', 'api', 'src', 'delivery', 'delivery.graphql'), 'utf8');
  const fields = Object.values(buildASTSchema(parse(sdl), { assumeValidSDL: true }).getQueryType().getFields());
  for (const { name } of fields) {
    if (!DELIVERY[name]) {
      found.notCovered.push(`delivery ${name}`);
      continue;
    }
    const answers = await Promise.all(people.map(({ person }) => person.deliver(DELIVERY[name], {})));
    found.asked += answers.length;
    const nobody = JSON.stringify(answers.at(-1).data);
    if (!answers.at(-1).data)
      found.refused.push(`delivery ${name} as nobody: ${JSON.stringify(answers.at(-1).errors)}`);
    for (const [index, answer] of answers.entries()) {
      if (JSON.stringify(answer.data) !== nobody) found.allowed.push(`delivery ${name} as ${people[index].place}`);
    }
  }
}

/** @returns how many answers were not as the table says, and which operations no case asks */
export function run({ progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-access-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const helpers = ['access-table', 'management-queries', 'management-cases'];
    const loaded = await loadTypescript(`${folder}/support`, helpers);
    const [table, cases] = [loaded[0], { ...loaded.at(-2), ...loaded.at(-1) }];
    const api = await startApi(folder, atEnd);
    const [sam, maya, jo, lee] = await Promise.all(DEMO_SIGN_INS.map((it) => signIn(api.url, it.email, it.password)));
    const owner = { role: 'publisher', place: 'owner', person: jo };
    const people = [owner, ...(await everybody(api))];
    const things = await cases.findThings({ ...api, sam, maya, jo, lee });
    const found = { allowed: [], refused: [], notCovered: [], asked: 0 };
    const schema = cases.managementSchema();
    progress.to(0.2, 'queries');
    await queries({ schema, cases, table, things, people, found });
    await delivery({ people, found });
    progress.to(0.5, 'mutations');
    await mutations({ schema, cases, table, things, people, found });
    return {
      unexpectedlyAllowed: found.allowed.length,
      unexpectedlyRefused: found.refused.length,
      operationsNotCovered: found.notCovered.length,
      asked: found.asked,
      allowed: found.allowed.join('; '),
      refused: found.refused.join('; '),
      notCovered: found.notCovered.join('; '),
    };
  });
}
