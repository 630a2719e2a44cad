// Everything that somebody could send to break it, to run their own program in a reader's browser, or to see what is not
// theirs: malformed and huge questions, files that unpack without end, addresses that lead home, and words that are
// programs, through every format that the product has.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import pg from 'pg';
import { articleMail } from '#newsletter';
import { createLogger, migrateDatabase, projectPath, startEmbeddedPostgres } from '#platform';
import { buildSite } from '../../dist/apps/site/src/server.js';
import { randomNumbers } from '../bench/support/content.mjs';
import { startServer, withCleanUp } from '../bench/support/processes.mjs';
import { executableIn, executableInPdf, MARK } from './support/executable.mjs';
import { askHeavy, HEAVY, publishLong } from './support/heavy-questions.mjs';
import { hostileFiles, readHostile } from './support/hostile-files.mjs';
import { ATTACKS, attack } from './support/hostile-queries.mjs';
import { reachPrivate } from './support/hostile-targets.mjs';
import { hostileContent, PAYLOADS } from './support/hostile-texts.mjs';
import { loadTypescript } from './support/load-typescript.mjs';
import { Management } from './support/management.mjs';

const GOAL_SIZE = 6_000;
/** Below so many questions, every third text: to prove that the drill works. */
const ALL_TEXTS_FROM = 1_000;
const AT_ONCE = 8;
const MOST_SECONDS = 20;
const MOST_BYTES = 64 * 1_048_576;
const MOST_RSS_MIB = 900;
/** What one public request may make the API grow by, with several of its kind beside it. */
const MOST_MIB_A_REQUEST = 64;
const HEAVY_AT_ONCE = 3;
const HEAVY_CODES = new Set([undefined, 'ANSWER_TOO_LARGE', 'TIMEOUT']);
const INTERNALS =
  /node_modules|\bat [\w.<>]+ \(|\.(js|ts|mjs):\d+|\/(libs|apps|dist)\/|\bSELECT\b|prisma|syntax error at|pg_|ECONN/i;

/** What went wrong, by the figure that it counts for. */
class Findings {
  crashes = [];
  executed = [];
  unbounded = [];
  told = [];

  add(kind, what) {
    this[kind].push(String(what).slice(0, 300));
  }
}

function judge({ status, text, seconds, type }, what, found) {
  if (status >= 500) found.add('crashes', `${what}: ${status} ${text.slice(0, 120)}`);
  if (seconds > MOST_SECONDS || text.length > MOST_BYTES) found.add('unbounded', `${what}: ${seconds} s`);
  if (INTERNALS.test(text)) found.add('told', `${what}: ${INTERNALS.exec(text)[0]}`);
  if (!type.includes('json')) return;
  const { errors = [], data } = JSON.parse(text);
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (codes.some((code) => typeof code !== 'string' || !/^[A-Z_]+$/.test(code))) found.add('told', `${what}: no code`);
  if (codes.includes('INTERNAL')) found.add('crashes', `${what}: ${text.slice(0, 200)}`);
  // Apollo's own protocol of persisted questions answers 200 to a hash that it has not seen.
  const unknownHash = codes.every((code) => /^PERSISTED_QUERY/.test(code));
  if (status === 200 && data === undefined && errors.length > 0 && !unknownHash)
    found.add('told', `${what}: refused with status 200`);
}

async function send(url, init) {
  const started = performance.now();
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const seconds = (performance.now() - started) / 1_000;
  return {
    status: response.status,
    text,
    seconds,
    type: response.headers.get('content-type') ?? '',
    headers: response.headers,
  };
}

async function attackEndpoints({ api, size, random, found, progress }) {
  const cut = [];
  let next = 0;
  const worker = async () => {
    while (next < size) {
      const number = next;
      next += 1;
      if (number % 200 === 0) progress.to(0.1 + (0.5 * number) / size, 'asking what should be refused');
      const { name, path, init } = attack(random, number);
      try {
        judge(await send(api.url + path, init), `${name} ${path.slice(0, 20)}`, found);
      } catch (error) {
        // A body that is far too large may be cut off while it is sent; whether the server still lives is asked at the end.
        cut.push(`${name}: ${error.cause?.code ?? error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const line of cut) if (!/^(hugeBody|badType|gzip)/.test(line)) found.add('crashes', line);
}

/** What a reader of feeds takes for HTML: what says that it is, and where RSS has no way to say. */
function* htmlIn(value, name = '') {
  if (Array.isArray(value)) for (const it of value) yield* htmlIn(it, name);
  else if (typeof value === 'string') {
    if (['description', 'content:encoded'].includes(name)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    const { '#text': text, '@_type': type } = value;
    if (/html/.test(type ?? '') && typeof text === 'string') yield text;
    for (const [key, it] of Object.entries(value)) yield* htmlIn(it, key);
  }
}

const RUNS_FROM_LINK = /^\s*(javascript|vbscript|data):/i;

/** A feed as a reader takes it: what it shows as HTML must run nothing, and no link either. */
function judgeXml(xml, what, found) {
  if (XMLValidator.validate(xml) !== true) found.add('executed', `${what}: not well-formed`);
  const parsed = new XMLParser({ ignoreAttributes: false, htmlEntities: true }).parse(xml);
  for (const html of htmlIn(parsed)) for (const fault of executableIn(html)) found.add('executed', `${what}: ${fault}`);
  for (const [, value] of xml.matchAll(/(?:href|src|url|uri)="([^"]*)"/gi)) {
    if (RUNS_FROM_LINK.test(value)) found.add('executed', `${what}: ${value}`);
  }
  for (const [, value] of xml.matchAll(/<(?:link|uri|guid|id)>([^<]*)</gi)) {
    if (RUNS_FROM_LINK.test(value)) found.add('executed', `${what}: ${value}`);
  }
}

function judgeFormat({ status, text, type, headers }, bytes, what, found) {
  if (status >= 500) found.add('crashes', `${what}: ${status}`);
  if (headers.get('quox')) found.add('executed', `${what}: a header of the attacker's`);
  if (type.includes('html')) for (const fault of executableIn(text)) found.add('executed', `${what}: ${fault}`);
  else if (type.includes('xml')) judgeXml(text, what, found);
  else if (type.includes('pdf')) for (const fault of executableInPdf(bytes)) found.add('executed', `${what}: ${fault}`);
  else if (type.includes('json')) {
    for (const { content_html: html } of JSON.parse(text).items ?? []) {
      for (const fault of executableIn(html ?? '')) found.add('executed', `${what}: ${fault}`);
    }
  }
}

const FRAGMENTS = `query ($slug: String!) {
  article(site: "hostile", locale: "en-US", slug: $slug) { ... on Article { html } }
  search(site: "hostile", locale: "en-US", text: "${MARK}", first: 20) { edges { titleHtml passageHtml } } }`;

async function publishHostile(db, folder, payloads) {
  const [fixture] = await loadTypescript(`${folder}/support`, ['published-fixture']);
  const site = await fixture.insertSite(db, { slug: 'hostile', name: PAYLOADS[0], approverName: PAYLOADS[1] });
  await db.query(
    'UPDATE site SET phone = $2, postal_address = $3, call_to_action = $4, call_to_action_url = $5 WHERE id = $1',
    [...[site.id, PAYLOADS[1], PAYLOADS[5], PAYLOADS[3].slice(0, 80), `javascript:${MARK}()`]],
  );
  const { rows: terms } = await db.query("SELECT term_id FROM taxonomy_code WHERE code = 'M54.50' LIMIT 1");
  const live = [];
  for (const [number, payload] of payloads.entries()) {
    const content = hostileContent(payload, number);
    live.push(
      await fixture.insertPublishedArticle(db, site, {
        slug: `payload-${number}`,
        topic: payload.slice(0, 40),
        content,
      }),
    );
    if (terms[0])
      await db.query('INSERT INTO article_term (article_id, term_id) VALUES ($1, $2)', [
        live.at(-1).articleId,
        terms[0].term_id,
      ]);
  }
  return live;
}

/** Every format of every hostile text. */
async function readFormats({ db, api, folder, payloads, found, progress, atEnd }) {
  const live = await publishHostile(db, folder, payloads);
  const server = await buildSite({
    apiUrl: api.url,
    mediaOrigin: api.url,
    logger: createLogger('drill-site', 'silent'),
  });
  atEnd(() => server.close());
  const site = await server.listen({ host: '127.0.0.1', port: 0 });
  const root = `${site}/hostile/en-US`;
  const criteria = 'mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=M54.50';
  const injected = encodeURIComponent('x\r\nquox: 1');
  const urls = [
    ...['', '/feed.atom', '/feed.rss', '/feed.json', '/sitemap.xml', `/search?q=${MARK}`].map((path) => root + path),
    ...payloads.map((payload) => `${root}/search?q=${encodeURIComponent(payload)}`),
    ...payloads.map((payload) => `${root}/topics/${encodeURIComponent(payload.slice(0, 40))}`),
    ...payloads.map((payload) => `${root}/${encodeURIComponent(payload)}`),
    ...['', '&knowledgeResponseType=application/json'].map(
      (more) => `${api.url}/connect/hostile/service?${criteria}${more}`,
    ),
    ...payloads.map(
      (payload) =>
        `${api.url}/connect/hostile/service?mainSearchCriteria.v.cs=x&mainSearchCriteria.v.c=${encodeURIComponent(payload)}&mainSearchCriteria.v.dn=${encodeURIComponent(payload)}`,
    ),
    ...live.flatMap(({ articleId, slug }) => [
      `${root}/${slug}`,
      `${api.url}/handout/hostile/en-US/${slug}.pdf`,
      `${api.url}/fhir/hostile/DocumentReference/${articleId}.en-US`,
    ]),
    ...[
      `${site}/${injected}`,
      `${root}/${injected}`,
      `${api.url}/${injected}`,
      `${api.url}/u/${injected}`,
      `${api.url}/newsletter/confirm/${injected}`,
    ],
  ];
  let formats = 0;
  for (const [at, url] of urls.entries()) {
    if (at % 10 === 0) progress.to(0.65 + (0.2 * at) / urls.length, 'reading every format');
    const response = await fetch(url, { redirect: 'manual' });
    const bytes = Buffer.from(await response.arrayBuffer());
    const read = {
      status: response.status,
      text: bytes.toString('utf8'),
      type: response.headers.get('content-type') ?? '',
      headers: response.headers,
    };
    judgeFormat(read, bytes, url.replace(api.url, 'api').replace(site, 'site').slice(0, 90), found);
    formats += 1;
  }
  for (const { slug, content } of live) {
    const body = JSON.stringify({ query: FRAGMENTS, variables: { slug } });
    const { text } = await send(`${api.url}/delivery/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { article, search } = JSON.parse(text).data;
    const shown = [article.html, ...search.edges.flatMap(({ titleHtml, passageHtml }) => [titleHtml, passageHtml])];
    const of = {
      id: 'x',
      slug: 'hostile',
      name: PAYLOADS[0],
      locale: 'en-US',
      url: 'https://clinic.example',
      phone: PAYLOADS[1],
      postalAddress: PAYLOADS[2],
      emergencyNumber: '911',
      senderName: PAYLOADS[0],
      senderEmail: 'a@clinic.example',
      timeZone: 'UTC',
    };
    const mail = await articleMail({
      site: of,
      content,
      pieces: {},
      media: new Map(),
      url: 'https://clinic.example/x',
      reviewed: PAYLOADS[0],
    });
    for (const html of [...shown, mail.html])
      for (const fault of executableIn(html)) found.add('executed', `${slug}: ${fault}`);
    formats += shown.length + 1;
  }
  return formats;
}

/** Questions within every limit that ask for as much as they can. @returns MiB that the heaviest takes, null where not told */
async function askForMuch({ db, api, folder, size, found, progress }) {
  progress.to(0.85, 'asking for as much as the limits allow');
  const [fixture] = await loadTypescript(`${folder}/support`, ['published-fixture']);
  await publishLong(db, fixture);
  let most = null;
  // Twice: the second time without the engine, which leaves known operations to a plan.
  const times = size >= ALL_TEXTS_FROM ? 2 : 1;
  for (let time = 0; time < times; time += 1) {
    for (const [name, { status, bytes, code, mibEach }] of Object.entries(await askHeavy(api, HEAVY_AT_ONCE))) {
      const slow = status === 503 && code === 'TIMEOUT';
      if (!HEAVY_CODES.has(code) || (status !== 200 && !slow)) found.add('crashes', `${name}: ${status} ${code}`);
      if (bytes > MOST_BYTES / 4 || mibEach > MOST_MIB_A_REQUEST) found.add('unbounded', `${name}: ${mibEach} MiB`);
      if (mibEach !== null) most = Math.max(most ?? 0, Math.round(mibEach));
    }
  }
  return most;
}

async function readFiles(found) {
  const files = Object.entries(await hostileFiles());
  for (const [name, content] of files) {
    const { seconds, grownMiB, crashed } = await readHostile(name, content);
    if (crashed) found.add('crashes', `${name}: ${crashed}`);
    if (seconds > MOST_SECONDS * 3 || grownMiB > MOST_RSS_MIB)
      found.add('unbounded', `${name}: ${seconds} s, ${grownMiB} MiB`);
  }
  return files.length;
}

const ADD = `mutation ($input: AddDestinationInput!) { answer: addDestination(input: $input) { __typename } }`;

/** @returns what broke, what ran, what was reached and what had no bound: all of it should be nothing */
export function run({ seed, size = GOAL_SIZE, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-hostile-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    atEnd(() => postgres.stop('immediate'));
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    await db.connect();
    atEnd(() => db.end());
    const env = {
      DATABASE_URL: postgres.url,
      CAREPRESS_SECRET: 'x'.repeat(32),
      CAREPRESS_DEMO: '1',
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
    };
    const api = await startServer(projectPath('dist', 'apps', 'api', 'src', 'main.js'), env, { core: null });
    atEnd(() => api.stop());
    const found = new Findings();
    const payloads = PAYLOADS.filter((_, at) => size >= ALL_TEXTS_FROM || at % 3 === 0);
    await attackEndpoints({ api, size, random: randomNumbers(seed), found, progress });
    progress.to(0.62, 'addresses that lead home');
    const [jo] = (await (await fetch(`${api.url}/demo/sign-ins`)).json()).filter(({ email }) => email.startsWith('jo'));
    const publisher = await Management.signIn(api.url, jo);
    const add = (url) => publisher.ask(ADD, { input: { site: 'harbor', kind: 'webhook', name: 'Hook', url } });
    const targets = await reachPrivate({ add, atEnd });
    const formats = await readFormats({ db, api, folder, payloads, found, progress, atEnd });
    const mostMibARequest = await askForMuch({ db, api, folder, size, found, progress });
    progress.to(0.88, 'files that unpack without end');
    const files = await readFiles(found);
    const rssMiB = api.rssMiB();
    if (rssMiB > MOST_RSS_MIB) found.add('unbounded', `the API takes ${rssMiB} MiB`);
    // On a line of its own: those from before may have been closed while files were read here.
    const alone = { headers: { connection: 'close' } };
    const alive = await fetch(`${api.url}/health/live`, alone).then(
      (it) => it.status === 200,
      () => false,
    );
    if (!alive) found.add('crashes', 'the API does not answer any more');
    const first = [...found.crashes, ...found.executed, ...found.unbounded, ...found.told, ...targets.accepted].slice(
      0,
      12,
    );
    return {
      ...{ crashes: found.crashes.length, executed: found.executed.length, privateAddressesReached: targets.reached },
      ...{
        unbounded: found.unbounded.length,
        internalsTold: found.told.length,
        privateAddressesAccepted: targets.accepted.length,
      },
      ...(first.length > 0 && { first }),
      sizes: {
        questions: size,
        kinds: ATTACKS.length,
        texts: payloads.length,
        formats,
        files,
        addresses: targets.tried,
        heavy: Object.keys(HEAVY).length,
      },
      rssMiB,
      mostMibARequest,
      goals: {
        crashes: 0,
        executed: 0,
        privateAddressesReached: 0,
        unbounded: 0,
        internalsTold: 0,
        privateAddressesAccepted: 0,
      },
    };
  });
}
