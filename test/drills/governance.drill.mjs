// Random people edit, import, restore, ask, approve, schedule, publish and recall, in any order, through the public API
// of two servers. Whatever goes live must stand on approvals of its very bytes, in date and under licences in force, and
// nobody may have approved words of their own.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DeliveryProjection } from '#delivery';
import { StaffAuth } from '#identity';
import { migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { FireSchedules, PublishingModule } from '#publishing';
import { randomNumbers } from '../bench/support/content.mjs';
import { startServer, withCleanUp } from '../bench/support/processes.mjs';
import { insertSite } from '../bench/support/publish-rows.mjs';
import { judge } from './support/governance-judge.mjs';
import { Sequence } from './support/governance-sequence.mjs';
import { Management } from './support/management.mjs';

const SEQUENCES = 10_000;
/** Sequences at a time, each at a site of its own: a site's changes of what is live wait for one another. */
const AT_ONCE = 8;
/** As many servers as a small machine has cores. */
const SERVERS = 2;
const PEOPLE = ['ana', 'ben', 'cho', 'dev', 'eva', 'fay'];
/** Their licences run out within a second, and are renewed now and then. */
const GUESTS = ['gus', 'hal'];
const SECRET = 'x'.repeat(32);
/** What is measured is the rules and not the disk. */
const THROWN_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'jit=off'];

class DrillModule {}

async function startRooms(url, atEnd) {
  const settings = readSettings({ DATABASE_URL: url, CAREPRESS_SECRET: SECRET, LOG_LEVEL: 'silent' });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'governance drill' });
  const app = await NestFactory.createApplicationContext(
    { module: DrillModule, imports: [platform, PublishingModule.with(DeliveryProjection)] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  return (service) => app.get(service, { strict: false });
}

/** A licence from now on, for so long. Nobody's work: offices that renew licences are no part of the product. */
function licenser(db, userId) {
  return (milliseconds) =>
    db.query(
      `INSERT INTO credential (id, user_id, title, licence_number, region, specialties, valid_from, valid_until)
       VALUES (gen_random_uuid(), $1, 'DPT', 'drill', 'US-OR', '{Orthopaedics}', now() - interval '1 year',
         now() + $2 * interval '1 millisecond')`,
      [userId, milliseconds],
    );
}

const FIVE_YEARS = 5 * 365 * 86_400_000;

/** Everybody may do everything by role, at every site: what stands between a person and a rule is the rule. */
async function hire(db, get, urls, sites) {
  const hireOne = async (name) => {
    const email = `${name}@staff.example`;
    const password = `a-long-password-of-${name}`;
    const id = await get(StaffAuth).createStaff({ name, email, password });
    await db.query(
      `INSERT INTO membership (user_id, site_id, role)
       SELECT $1, s, r FROM unnest($2::uuid[]) s, unnest('{author,reviewer,publisher}'::text[]) r`,
      [id, sites.map((site) => site.id)],
    );
    const guest = GUESTS.includes(name);
    const license = licenser(db, id);
    if (!guest) await license(FIVE_YEARS);
    const api = await Management.signIn(urls[0], { email, password });
    return { id, name, guest, license, ways: urls.map((url) => api.at(url)) };
  };
  return Promise.all([...PEOPLE, ...GUESTS].map(hireOne));
}

/** Fires what is due, as the worker does, until it is told to stop; once more at the end. */
async function fire(schedules, stop) {
  const { signal } = stop;
  while (!signal.aborted) {
    await schedules.run({ signal });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function startDatabase(folder, atEnd) {
  const flags = THROWN_AWAY.flatMap((flag) => ['-c', flag]);
  const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: flags });
  atEnd(() => postgres.stop('immediate'));
  await migrateDatabase(postgres.url);
  const db = new pg.Pool({ connectionString: postgres.url, max: 4 });
  atEnd(() => db.end());
  return { url: postgres.url, db };
}

async function startServers(env, atEnd) {
  const servers = [];
  for (let count = 0; count < SERVERS; count += 1) {
    const server = await startServer(projectPath('dist', 'apps', 'api', 'src', 'main.js'), env, { core: null });
    atEnd(() => server.stop());
    servers.push(server.url);
  }
  return servers;
}

/** Runs the sequences, so many at a time, each runner at its own site and by turns at each server. */
async function runAll({ size, places, progress, ...given }) {
  let begun = 0;
  const runner = async (place) => {
    while (begun < size) {
      begun += 1;
      progress.to(begun / size, `sequence ${begun} of ${size}`);
      await new Sequence(begun, { place, ...given }).run();
    }
  };
  await Promise.all(places.slice(0, size).map(runner));
}

/** @returns what went live without the approvals it needs, and what was approved by one of its writers */
export function run({ seed, size = SEQUENCES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-governance-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const { url, db } = await startDatabase(folder, atEnd);
    const get = await startRooms(url, atEnd);
    const env = { DATABASE_URL: url, CAREPRESS_SECRET: SECRET, DATA_DIR: folder, NODE_ENV: 'test' };
    const servers = await startServers(env, atEnd);
    const slugs = Array.from({ length: AT_ONCE }, (_, at) => `drill-${at}`);
    const sites = await Promise.all(slugs.map((slug) => insertSite(db, slug)));
    const staff = await hire(db, get, servers, sites);
    const places = sites.map(({ slug }, at) => ({
      site: slug,
      people: staff.map(({ ways, ...person }) => ({ ...person, api: ways[at % ways.length] })),
    }));
    const tally = { approvals: [], answers: {} };
    const stop = new AbortController();
    const firing = fire(get(FireSchedules), stop);
    // Registered last, so done first: whatever ends the drill, nothing fires into a database that is gone.
    atEnd(() => {
      stop.abort();
      return firing;
    });
    await runAll({ size, places, progress, random: randomNumbers(seed), tally, db });
    await new Promise((resolve) => setTimeout(resolve, 800));
    stop.abort();
    await firing;
    const figures = await judge(db, tally.approvals);
    const { rows } = await db.query('SHOW server_version');
    const internalErrors = Object.values(tally.answers).reduce((sum, { INTERNAL = 0 }) => sum + INTERNAL, 0);
    return {
      ...figures,
      internalErrors,
      sequences: size,
      answers: tally.answers,
      versions: { postgres: rows[0].server_version },
    };
  });
}
