// What publishing is tried and measured on: a database, one site with approved texts, the API, a place that is told by
// webhook, and the rooms in this process, by which people act.

import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { AddDestination, ChannelsModule } from '#channels';
import { DeliveryProjection } from '#delivery';
import { People } from '#identity';
import { expectOk } from '#kernel';
import { freePort, migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { PublishingModule } from '#publishing';
import { startServer } from '../../bench/support/processes.mjs';
import { approveArticles, insertSite } from '../../bench/support/publish-rows.mjs';

const SECRET = 'x'.repeat(32);
const START_MS = 60_000;

class StageModule {}

/** A place that is told: it verifies every signature by the standard's own library and keeps what it took. */
export async function startReceiver(atEnd) {
  const receiver = { taken: [], unverified: 0, secret: '', answer: () => 204 };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const at = Date.now();
    try {
      const event = new Webhook(receiver.secret).verify(Buffer.concat(chunks).toString(), request.headers);
      const id = request.headers['webhook-id'];
      const status = receiver.answer(id);
      if (status < 300) receiver.taken.push({ id, at, type: event.type, ...event.data });
      response.writeHead(status).end();
    } catch {
      receiver.unverified += 1;
      response.writeHead(400).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.host = `127.0.0.1:${server.address().port}`;
  atEnd(() => server.closeAllConnections());
  atEnd(() => server.close());
  return receiver;
}

/** A Redis of its own; null where there is none to start. */
export async function startRedis(atEnd) {
  if (spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const port = await freePort();
  const child = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  atEnd(() => child.kill('SIGKILL'));
  return `redis://127.0.0.1:${port}`;
}

async function startRooms(env, atEnd) {
  const settings = readSettings({ ...env, LOG_LEVEL: 'silent' });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: env.DATABASE_URL, name: 'publishing stage' });
  const app = await NestFactory.createApplicationContext(
    { module: StageModule, imports: [platform, PublishingModule.with(DeliveryProjection), ChannelsModule] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  return (service) => app.get(service, { strict: false });
}

/**
 * Sets the stage.
 *
 * @param texts how many approved texts wait to be published
 * @param redisUrl where the queue is; the database when left out
 */
export async function setStage({ folder, texts, seed, redisUrl, atEnd }) {
  const start = () => startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
  const server = { now: await start() };
  atEnd(() => server.now.stop('immediate').catch(() => undefined));
  const { url } = server.now;
  await migrateDatabase(url);
  const db = new pg.Client({ connectionString: url });
  db.on('error', () => undefined);
  await db.connect();
  const site = await insertSite(db, 'drill');
  await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [
    site.authorId,
    site.id,
  ]);
  const approved = await approveArticles(db, site, { count: texts, seed });
  await db.query('ANALYZE');
  await db.end();
  const receiver = await startReceiver(atEnd);
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    CAREPRESS_SECRET: SECRET,
    CAREPRESS_ALLOW_HOSTS: receiver.host,
    DATA_DIR: folder,
    PUBLIC_URL: 'https://press.example',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  };
  const get = await startRooms(env, atEnd);
  const actor = await get(People).actor(site.authorId);
  const hook = { siteId: site.id, kind: 'webhook', name: 'Receiver', url: `http://${receiver.host}/` };
  receiver.secret = expectOk(await get(AddDestination).run(actor, hook)).secret;
  const api = await startServer(projectPath('dist/apps/api/src/main.js'), env);
  atEnd(() => api.stop());
  const restartDatabase = async () => {
    await server.now.stop('immediate');
    server.now = await start();
  };
  return { url, env, get, actor, site, approved, receiver, api, restartDatabase };
}

/** A connection that is opened anew for each question: the database is down at times. */
export function asker(url) {
  return async (text, values) => {
    const db = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    db.on('error', () => undefined);
    try {
      await db.connect();
      return (await db.query(text, values)).rows;
    } finally {
      await db.end().catch(() => undefined);
    }
  };
}

/** Asks again until it is answered: what a person does when the page says "try again". */
export async function insist(work) {
  for (const end = Date.now() + START_MS; ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** What the public reads under an address; null where nothing is, undefined where no answer came. */
export async function readPublic(api, slug) {
  const query = `{ article(site: "drill", locale: "en-US", slug: "${slug}") { __typename } }`;
  try {
    const response = await fetch(`${api.url}/delivery/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(5_000),
    });
    const answer = await response.json();
    if (answer.errors) return undefined;
    return answer.data.article?.__typename ?? null;
  } catch {
    return undefined;
  }
}
