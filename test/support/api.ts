import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AUTH_PATH, DEMO_SIGN_INS, StaffAuth } from '#identity';
import { newId } from '#kernel';
import { freePort, LOGGER, type Logger, type Role, readSettings } from '#platform';
import { DemoSeed } from '../../apps/api/src/demo/demo-seed.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

// The files of the admin UI are the one part that is not there: what serves them cannot be loaded by Jest on Node 20.
jest.unstable_mockModule('@fastify/static', () => ({ default: async () => undefined }));
const { createApp } = await import('../../apps/api/src/create-app.js');

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape.
export type Answered = any;

/** An answer of the management endpoint, with what HTTP said. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Answered;
  readonly errors: Answered[] | undefined;
}

/** One person's way to the management endpoint. */
export interface Caller {
  readonly cookie: string;
  /** Asks and gives everything back. */
  send(query: string, variables?: object): Promise<GraphqlAnswer>;
  /** Asks what must succeed; a GraphQL error fails the test. */
  ask(query: string, variables?: object): Promise<Answered>;
}

/** The whole API on a port of its own, with the demo clinic in it. */
export interface Api {
  readonly url: string;
  readonly database: TestDatabase;
  readonly app: NestFastifyApplication;
  /** Lines of the log since the last `forget`. */
  readonly log: { fields: Answered; message: string }[];
  readonly sam: Caller;
  readonly maya: Caller;
  readonly jo: Caller;
  readonly lee: Caller;
  readonly nobody: Caller;
  /** Signs in; the cookie header of the session. */
  signIn(email: string, password: string): Promise<string>;
  caller(cookie: string): Caller;
  /** A new person with these roles at the site with this slug, signed in. A reviewer holds a licence. */
  person(name: string, site: string, ...roles: Role[]): Promise<Caller & { readonly userId: string }>;
  site(slug: string): Promise<void>;
  /** How many statements the API sends to the database while `work` runs, and how many rows it gets back. */
  statementsOf(work: () => Promise<unknown>): Promise<{ statements: number; rows: number }>;
  close(): Promise<void>;
}

/** Posts JSON with a browser's headers. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const origin = new URL(url).origin;
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, connection: 'close', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The cookie header that a browser would send after this answer. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function callerOf(url: string, cookie: string): Caller {
  const send = async (query: string, variables: object = {}): Promise<GraphqlAnswer> => {
    const response = await post(`${url}/graphql`, { query, variables }, cookie ? { cookie } : {});
    const body = (await response.json()) as { data?: Answered; errors?: Answered[] };
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
  };
  const ask = async (query: string, variables: object = {}): Promise<Answered> => {
    const { data, errors } = await send(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return { cookie, send, ask };
}

async function addSite(database: TestDatabase, slug: string): Promise<void> {
  await database.query(
    `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name, sender_email)
     VALUES ($1, $2, $2, 'en', 'America/Los_Angeles', 'https://clinic.example/' || $2, '1', 'Street 1', '911', $2, $2 || '@clinic.example')`,
    [newId(), slug],
  );
}

async function addRoles(database: TestDatabase, userId: string, site: string, roles: Role[]): Promise<void> {
  for (const role of roles) {
    await database.query(
      'INSERT INTO membership (user_id, site_id, role) SELECT $1, id, $3 FROM site WHERE slug = $2',
      [userId, site, role],
    );
  }
  if (!roles.includes('reviewer')) return;
  await database.query(
    `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
     VALUES ($1, $2, 'DPT', '1', 'US-OR', now() - interval '1 year', now() + interval '4 years')`,
    [newId(), userId],
  );
}

function keepLog(logger: Logger): Api['log'] {
  const log: Api['log'] = [];
  for (const level of ['fatal', 'error', 'warn', 'info'] as const) {
    jest.spyOn(logger, level).mockImplementation(((fields: unknown, message: string) => {
      log.push({ fields, message });
    }) as never);
  }
  return log;
}

interface Result {
  readonly rows?: readonly unknown[];
}

async function countStatements(work: () => Promise<unknown>): Promise<{ statements: number; rows: number }> {
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const seen = { statements: 0, rows: 0 };
  const count = (result: Result | undefined) => {
    seen.rows += result?.rows?.length ?? 0;
  };
  // A pool asks with a callback, everybody else with a promise.
  function counting(this: pg.Client, ...args: unknown[]): unknown {
    seen.statements += 1;
    const last = args.at(-1);
    if (typeof last !== 'function') {
      const asked = original.apply(this, args) as Promise<Result>;
      asked.then(count, () => undefined);
      return asked;
    }
    const told = (error: unknown, result?: Result) => {
      count(result);
      last(error, result);
    };
    return original.apply(this, [...args.slice(0, -1), told]);
  }
  const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(counting as never);
  try {
    await work();
    return seen;
  } finally {
    spy.mockRestore();
  }
}

/** Starts the API as its own process does, on a fresh database with the demo clinic, and signs the demo's people in. */
export async function startApi(env: Record<string, string> = {}): Promise<Api> {
  const database = await createTestDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = join(tmpdir(), `carepress-api-${newId()}`);
  const settings = readSettings({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    CAREPRESS_SECRET: 'x'.repeat(32),
    CAREPRESS_DEMO: '1',
    LOG_LEVEL: 'silent',
    PORT: String(port),
    DATA_DIR: dataDir,
    ...env,
  });
  const app = await createApp({ settings, databaseUrl: database.url, name: 'api spec' });
  const log = keepLog(app.get<Logger>(LOGGER, { strict: false }));
  await app.get(DemoSeed, { strict: false }).run();
  await app.listen(port, '127.0.0.1');

  const signIn = async (email: string, password: string): Promise<string> => {
    const response = await post(`${url}${AUTH_PATH}/sign-in/email`, { email, password });
    if (response.status !== 200) throw new Error(`${email}: ${response.status} ${await response.text()}`);
    return cookieOf(response);
  };
  const [sam, maya, jo, lee] = await Promise.all(
    DEMO_SIGN_INS.map(async ({ email, password }) => callerOf(url, await signIn(email, password))),
  );
  return {
    url,
    database,
    app,
    log,
    sam: sam!,
    maya: maya!,
    jo: jo!,
    lee: lee!,
    nobody: callerOf(url, ''),
    signIn,
    caller: (cookie) => callerOf(url, cookie),
    async person(name, site, ...roles) {
      const email = `${name.toLowerCase()}@staff.example`;
      const password = 'a-long-enough-password';
      const userId = await app.get(StaffAuth, { strict: false }).createStaff({ name, email, password });
      await addRoles(database, userId, site, roles);
      return { ...callerOf(url, await signIn(email, password)), userId };
    },
    site: (slug) => addSite(database, slug),
    statementsOf: countStatements,
    async close() {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
