// Schedules in three time zones, most of them in the nights on which clocks change, entered as the clock on the wall shows
// them and fired by a clock that is moved by hand. None may be early, none may be missed, and no time that does not exist
// may be accepted. What an instant is called on the wall is asked of the platform's own calendar, not of the product.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DeliveryProjection } from '#delivery';
import { People } from '#identity';
import { FixedClock, isRefusal } from '#kernel';
import { migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { FireSchedules, PublishingModule, SchedulePublication } from '#publishing';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { approveArticles, insertSite } from '../bench/support/publish-rows.mjs';

const SCHEDULES = 10_000;
const AT_ONCE = 4;
const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Sydney'];
const QUARTER = 15 * 60_000;
const DAY = 86_400_000;
const { signal } = new AbortController();

class DrillModule {}

const clocks = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

const wall = (ms, zone) => clocks.get(zone).format(ms).replace(' ', 'T');

/** Every instant, to the quarter of an hour, at which the wall shows this. */
const known = new Map();
function instantsOf(local, zone) {
  const key = `${zone} ${local}`;
  if (!known.has(key)) {
    const near = Date.parse(`${local}:00Z`);
    const found = [];
    for (let ms = near - 15 * 3_600_000; ms <= near + 15 * 3_600_000; ms += QUARTER) {
      if (wall(ms, zone) === local) found.push(ms);
    }
    known.set(key, found);
  }
  return known.get(key);
}

/** The days on which the offset of a zone changes within `days` of an instant. */
function changesOf(zone, from, days) {
  const offset = (ms) => Date.parse(`${wall(ms, zone)}:00Z`) - ms;
  const found = [];
  for (let ms = from; ms < from + days * DAY; ms += DAY) if (offset(ms) !== offset(ms + DAY)) found.push(ms);
  return found;
}

/** Three in four in a night of change, the others on any day: always a quarter of an hour. */
function localTime(random, zone, changes, from) {
  const night = random() < 0.75 && changes.length > 0;
  const day = night ? changes[Math.floor(random() * changes.length)] : from + Math.floor(random() * 300) * DAY;
  const start = Date.parse(`${wall(day, zone).slice(0, 10)}T00:00:00Z`);
  const quarters = night ? 24 * 4 + Math.floor(random() * 20) : Math.floor(random() * 48) * 2;
  return new Date(start + quarters * QUARTER).toISOString().slice(0, 16);
}

async function startRooms(url, clock, atEnd) {
  const settings = readSettings({ DATABASE_URL: url, CAREPRESS_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'schedules drill', clock });
  const app = await NestFactory.createApplicationContext(
    { module: DrillModule, imports: [platform, PublishingModule.with(DeliveryProjection)] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  return (service) => app.get(service, { strict: false });
}

/** Enters one schedule, and holds the answer against the platform's calendar. */
async function enter(get, place, text, random, tally) {
  const { site, actor, zone, changes, from } = place;
  for (;;) {
    const local = localTime(random, zone, changes, from);
    const instants = instantsOf(local, zone);
    const occurrence = instants.length > 1 ? (random() < 0.5 ? 'earlier' : 'later') : undefined;
    const publishAt = { localTime: local, timeZone: zone };
    const order = { siteId: site.id, revisionId: text.revisionId, publishAt };
    const bare = instants.length === 1 ? null : await get(SchedulePublication).run(actor, order);
    if (instants.length === 0) {
      tally.skipped += 1;
      if (bare.code !== 'TIME_SKIPPED') tally.wrong += 1;
      continue;
    }
    if (bare) {
      tally.repeated += 1;
      if (bare.code !== 'TIME_REPEATED') tally.wrong += 1;
    }
    const answer = await get(SchedulePublication).run(actor, { ...order, publishAt: { ...publishAt, occurrence } });
    if (isRefusal(answer)) throw new Error(`${local} in ${zone}: ${answer.message}`);
    const expected = occurrence === 'later' ? instants.at(-1) : instants[0];
    if (answer.publishAt.getTime() !== expected) tally.wrong += 1;
    return { id: answer.id, at: expected };
  }
}

async function enterAll(get, places, random, tally, progress) {
  const waiting = places.flatMap((place) => place.texts.map((text) => ({ place, text })));
  const total = waiting.length;
  const entered = [];
  const person = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      entered.push(await enter(get, next.place, next.text, random, tally));
      progress.to(0.1 + (0.4 * entered.length) / total, `${entered.length} of ${total} entered`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, person));
  return entered;
}

/** Moves the clock to just before each instant, and then to it. */
async function fireAll(get, clock, db, entered, progress) {
  const fired = async () => {
    const { rows } = await db.query("SELECT count(*)::int AS n FROM publication_schedule WHERE state = 'fired'");
    return rows[0].n;
  };
  const instants = [...new Set(entered.map(({ at }) => at))].sort((a, b) => a - b);
  const tally = { early: 0, missed: 0, instants: instants.length };
  let due = 0;
  for (const [index, at] of instants.entries()) {
    progress.to(0.5 + (0.5 * index) / instants.length, `instant ${index + 1} of ${instants.length}`);
    clock.set(new Date(at - 1));
    await get(FireSchedules).run({ signal });
    tally.early += Math.max(0, (await fired()) - due);
    clock.set(new Date(at));
    await get(FireSchedules).run({ signal });
    due += entered.filter((it) => it.at === at).length;
    tally.missed += Math.max(0, due - (await fired()));
  }
  const { rows } = await db.query(
    `SELECT count(*) FILTER (WHERE p.live_from < s.publish_at)::int AS early,
            count(*) FILTER (WHERE p.id IS NULL OR p.live_from > s.publish_at)::int AS missed
     FROM publication_schedule s LEFT JOIN publication p ON p.schedule_id = s.id`,
  );
  return { ...tally, early: tally.early + rows[0].early, missed: tally.missed + rows[0].missed };
}

/** @returns how many were early, missed, or understood otherwise than the calendar says */
export function run({ seed, size = SCHEDULES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-schedules-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    atEnd(() => postgres.stop('immediate'));
    await migrateDatabase(postgres.url);
    const db = new pg.Client({ connectionString: postgres.url });
    db.on('error', () => undefined);
    await db.connect();
    atEnd(() => db.end());
    const clock = new FixedClock(new Date());
    const get = await startRooms(postgres.url, clock, atEnd);
    const from = Date.now() + 2 * DAY;
    const places = [];
    for (const [index, zone] of ZONES.entries()) {
      progress.to(0.03 * index, `texts of ${zone}`);
      const site = await insertSite(db, `site-${index}`);
      await db.query('UPDATE site SET time_zone = $2 WHERE id = $1', [site.id, zone]);
      await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [
        site.authorId,
        site.id,
      ]);
      const count = Math.floor(size / ZONES.length) + (index < size % ZONES.length ? 1 : 0);
      const texts = await approveArticles(db, site, { count, seed: seed + index });
      const actor = await get(People).actor(site.authorId);
      places.push({ site, actor, zone, texts, from, changes: changesOf(zone, from, 340) });
    }
    await db.query('ANALYZE');
    const tally = { skipped: 0, repeated: 0, wrong: 0 };
    const entered = await enterAll(get, places, randomNumbers(seed), tally, progress);
    const figures = await fireAll(get, clock, db, entered, progress);
    return { ...figures, ...tally, schedules: entered.length, zones: ZONES.length };
  });
}
