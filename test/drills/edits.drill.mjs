// Two people edit one article at once, again and again, with autosave. Nothing that was acknowledged may be lost.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { build } from '#document';
import { CreateArticle, contentOf, EditingModule, newestRevision, SaveRevision, StaleBase } from '#editing';
import { IdentityModule, People } from '#identity';
import { expectOk, isRefusal, newId } from '#kernel';
import { Database, migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { insertSite } from '../bench/support/publish-rows.mjs';

const RACES = 1_000;
const SAVES = 3;
/** Races at a time: each holds two editors, and the machine has few cores. */
const AT_ONCE = 4;

class DrillModule {}

async function startRooms(url, atEnd) {
  const settings = readSettings({ DATABASE_URL: url, CAREPRESS_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'edits drill' });
  const app = await NestFactory.createApplicationContext(
    { module: DrillModule, imports: [platform, EditingModule, IdentityModule] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  const get = (service) => app.get(service, { strict: false });
  return { get, client: get(Database).client };
}

async function editor(db, rooms, siteId, id) {
  await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'author')", [id, siteId]);
  return rooms.get(People).actor(id);
}

/** A text in which both editors have a paragraph of their own, and one paragraph belongs to both. */
function firstText() {
  const paragraphs = ['Sam writes here.', 'Both write here.', 'Kim writes here.'].map((words) => build.p(words));
  return build.content(build.doc(...paragraphs), { title: 'A race', locale: 'en' });
}

/** The content with one more sentence in the paragraph at `place`. */
function withSentence(content, place, sentence) {
  const blocks = content.document.content.map((block, index) =>
    index === place ? build.p(`${block.content?.[0]?.text ?? ''} ${sentence}`) : block,
  );
  return { ...content, document: build.doc(...blocks) };
}

/**
 * One person's autosaves. A stale one is taken up as the screen does: the merge where nothing collides, else the newest
 * text with the sentence written again.
 */
async function edit(rooms, actor, first, { name, own, random, pause }, tally) {
  let base = first;
  for (let number = 1; number <= SAVES; number += 1) {
    const sentence = `${name}-${number}-${first.articleId}.`;
    const place = random() < 0.5 ? own : 1;
    let content = withSentence(contentOf(base), place, sentence);
    for (let saved = false; !saved; ) {
      await sleep(pause());
      const { articleId, locale } = first;
      const input = { ...content, articleId, locale, baseRevisionId: base.id, baseContentHash: base.contentHash };
      const answer = await rooms.get(SaveRevision).run(actor, input);
      if (answer instanceof StaleBase) {
        tally.stale += 1;
        const merges = answer.merged !== null && answer.conflicts.length === 0;
        if (merges) tally.merged += 1;
        content = merges ? answer.merged : withSentence(contentOf(answer.newest), place, sentence);
        base = answer.newest;
      } else {
        if (isRefusal(answer)) throw new Error(answer.message);
        tally.acknowledged.push({ sentence, articleId });
        base = answer;
        saved = true;
      }
    }
  }
}

async function race(rooms, people, siteId, random, tally) {
  const [sam, kim] = people;
  const text = firstText();
  const input = { siteId, topic: 'Races', riskClass: 'standard', slug: `race-${newId()}`, ...text };
  const article = expectOk(await rooms.get(CreateArticle).run(sam, input));
  const first = await newestRevision(rooms.client, article.id, text.locale);
  const pause = () => Math.floor(random() * 4);
  await Promise.all([
    edit(rooms, sam, first, { name: 'sam', own: 0, random, pause }, tally),
    edit(rooms, kim, first, { name: 'kim', own: 2, random, pause }, tally),
  ]);
}

/**
 * Acknowledged sentences that stand in no revision any more, and those that only the history still has. Read past the
 * product, from the rows themselves.
 */
async function missing(db, acknowledged) {
  const { rows } = await db.query(
    `SELECT article_id AS id, string_agg(document::text, ' ') AS history,
       (array_agg(document::text ORDER BY number DESC))[1] AS final FROM revision GROUP BY article_id`,
  );
  const texts = new Map(rows.map((row) => [row.id, row]));
  const absent = (part) =>
    acknowledged.filter(({ articleId, sentence }) => !texts.get(articleId)?.[part].includes(sentence));
  return { lostUpdates: absent('history').length, onlyInHistory: absent('final').length - absent('history').length };
}

async function prepare(folder, atEnd) {
  const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
  atEnd(() => postgres.stop('immediate'));
  await migrateDatabase(postgres.url);
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  atEnd(() => db.end());
  return { postgres, db };
}

/** @returns how many acknowledged texts were lost in `size` races, and how many saves were answered as stale */
export function run({ seed, size = RACES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-edits-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const { postgres, db } = await prepare(folder, atEnd);
    const rooms = await startRooms(postgres.url, atEnd);
    const site = await insertSite(db, 'races');
    const people = [await editor(db, rooms, site.id, site.authorId), await editor(db, rooms, site.id, site.approverId)];
    const tally = { stale: 0, merged: 0, acknowledged: [] };
    const random = randomNumbers(seed);
    let begun = 0;
    const runner = async () => {
      while (begun < size) {
        begun += 1;
        progress.to(begun / size, `race ${begun} of ${size}`);
        await race(rooms, people, site.id, random, tally);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, size) }, runner));
    const { lostUpdates, onlyInHistory } = await missing(db, tally.acknowledged);
    const { stale, merged, acknowledged } = tally;
    const { rows } = await db.query('SHOW server_version');
    return {
      ...{ lostUpdates, races: size, saves: acknowledged.length, stale, merged, onlyInHistory },
      versions: { postgres: rows[0].server_version },
    };
  });
}
