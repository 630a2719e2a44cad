// Five years of a clinic's library in simulated days: reviews, renewals, people who are away, and a worker that is down
// for days. Nothing overdue may be shown as current, and no reminder may be missed or doubled.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { cursorOf, DeliveryDatabase, DeliveryProjection, ReadModel } from '#delivery';
import { build } from '#document';
import { CreateArticle, EditingModule, newestRevision, SaveRevision } from '#editing';
import { IdentityModule, People } from '#identity';
import { expectOk, FixedClock, isRefusal, newId } from '#kernel';
import { OversightModule, ReviewClock } from '#oversight';
import { Database, migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { PublishingModule, PublishRevision } from '#publishing';
import { ApproveRevision, INSTRUMENTS, RequestReview, ReviewModule, ReviewReader } from '#review';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { insertSite } from '../bench/support/publish-rows.mjs';
import { judgeAnswers, judgeReminders } from './support/clock-judge.mjs';

const ARTICLES = 200;
const DAY = 86_400_000;
const DAYS = 5 * 365;
const START = Date.UTC(2026, 10, 22, 6);
const CLASSES = ['low', 'standard', 'high'];
const SHEETS = ['safety', 'pemat', 'cci'].map((instrument) => ({
  instrument,
  answers: INSTRUMENTS[instrument].items.map(({ id, inverted }) => ({ item: id, answer: inverted ? 'no' : 'yes' })),
  openAnswers: INSTRUMENTS[instrument].openQuestions.map(({ id }) => ({ id, text: 'People with a stiff back.' })),
}));

/** What a text needs before the checks let it be approved: a source that it cites, and when to get help. */
const CHECKED = [
  build.p(build.cite('care', 'Most people feel better when they keep moving'), '.'),
  build.redFlags(
    { urgency: 'now' },
    build.p('Call 911 or go to an emergency department now if you have:'),
    build.ul('numbness between your legs', 'trouble passing urine', 'weakness in both legs'),
  ),
];

class DrillModule {}

async function startRooms(url, clock, atEnd) {
  const settings = readSettings({ DATABASE_URL: url, CAREPRESS_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' });
  const platform = PlatformModule.forRoot({ settings, databaseUrl: url, name: 'clock drill', clock });
  const imports = [platform, PublishingModule.with(DeliveryProjection), EditingModule, IdentityModule, ReviewModule];
  const app = await NestFactory.createApplicationContext(
    { module: DrillModule, imports: [...imports, OversightModule] },
    { logger: false, abortOnError: false },
  );
  atEnd(() => app.close());
  const delivery = new DeliveryDatabase({ url, ownLogin: false });
  atEnd(() => delivery.close());
  return { get: (service) => app.get(service, { strict: false }), readers: new ReadModel(delivery, clock), clock };
}

async function person(db, rooms, siteId, name, role) {
  const id = newId();
  await db.query('INSERT INTO staff_user (id, name, email) VALUES ($1, $2, $3)', [id, name, `${id}@clinic.example`]);
  await db.query('INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, $3)', [id, siteId, role]);
  if (role === 'reviewer') {
    await db.query(
      `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
       VALUES ($1, $2, 'DPT', '1', 'US-MA', '2020-01-01', '2045-01-01')`,
      [newId(), id],
    );
  }
  return rooms.get(People).actor(id);
}

/** Days on which something is away: stretches of some days, a share of the whole time. */
function outages(random, share, longest) {
  const away = new Set();
  while (away.size < DAYS * share) {
    const from = Math.floor(random() * DAYS);
    const length = 1 + Math.floor(random() * longest);
    for (let day = from; day < from + length; day += 1) away.add(day);
  }
  return away;
}

/** The clinic: its people, and what they do on one day. */
class Clinic {
  articles = [];
  tally = { approvals: 0, renewals: 0, published: 0, edits: 0 };

  constructor(rooms, site, staff, random) {
    Object.assign(this, { rooms, site, staff, random });
  }

  async write(number) {
    const riskClass = CLASSES[number % CLASSES.length];
    const slug = `guide-${number}`;
    const content = this.text(number, 0);
    const input = { siteId: this.site.id, topic: 'Movement', riskClass, slug, ...content };
    const { id } = expectOk(await this.rooms.get(CreateArticle).run(this.staff.author, input));
    const article = { id, number, riskClass, edits: 0 };
    this.articles.push(article);
    await this.review(article);
    await this.publish(article);
  }

  text(number, edits) {
    const own = build.p(`Guide ${number}, walk a little every day. Change ${edits}.`);
    return build.content(build.doc(own, ...CHECKED), {
      title: `Guide ${number}`,
      summary: 'A short text.',
      locale: 'en-US',
      references: [{ key: 'care', kind: 'pmid', pmid: '34719942', title: 'Low back pain guideline', year: 2021 }],
    });
  }

  newest({ id }) {
    return newestRevision(this.rooms.get(Database).client, id, 'en-US');
  }

  /** Asks for a review of the newest text and has everybody approve whom it needs. */
  async review(article) {
    const revision = await this.newest(article);
    const asked = await this.rooms.get(RequestReview).run(this.staff.author, { revisionId: revision.id });
    if (isRefusal(asked)) return;
    const { id: caseId, contentHash } = asked;
    const vouched = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists: SHEETS };
    // Some reviewers want to see a text sooner than the cycle asks.
    const sooner = this.random() < 0.2;
    const reviewDueAt = sooner
      ? new Date(this.rooms.clock.now().getTime() + (20 + Math.floor(this.random() * 300)) * DAY)
      : null;
    for (const reviewer of this.staff.reviewers) {
      expectOk(await this.rooms.get(ApproveRevision).run(reviewer, { caseId, contentHash, reviewDueAt, ...vouched }));
      this.tally.approvals += 1;
      this.rooms.clock.advance(1);
      const [open] = await this.rooms.get(ReviewReader).casesByIds([caseId]);
      if (open.state === 'approved') return;
    }
  }

  async publish(article) {
    const revision = await this.newest(article);
    const input = { siteId: this.site.id, revisionId: revision.id };
    const answer = await this.rooms.get(PublishRevision).run(this.staff.publisher, input);
    if (!isRefusal(answer)) this.tally.published += 1;
  }

  async edit(article) {
    article.edits += 1;
    const base = await this.newest(article);
    const saved = await this.rooms.get(SaveRevision).run(this.staff.author, {
      ...{ articleId: article.id, baseRevisionId: base.id, baseContentHash: base.contentHash },
      ...this.text(article.number, article.edits),
    });
    expectOk(saved);
    this.tally.edits += 1;
    await this.review(article);
    await this.publish(article);
  }

  /** What people do about texts whose review is near or over: each is taken up on some day, or on none. */
  async work(db) {
    const { rows } = await db.query(
      `SELECT DISTINCT article_id AS id FROM task WHERE closed_at IS NULL AND kind IN ('reviewDue', 'reviewOverdue')
       UNION SELECT article_id FROM publication p WHERE state = 'withdrawn'
         AND NOT EXISTS (SELECT 1 FROM publication l WHERE l.article_id = p.article_id AND l.state = 'live')`,
    );
    for (const { id } of rows.sort((a, b) => this.numberOf(a.id) - this.numberOf(b.id))) {
      const luck = this.random();
      if (luck > 0.02) continue;
      const article = this.articles.find((it) => it.id === id);
      if (luck < 0.004) await this.edit(article);
      else {
        await this.review(article);
        await this.publish(article);
        this.tally.renewals += 1;
      }
    }
  }

  numberOf(id) {
    return this.articles.find((it) => it.id === id).number;
  }
}

async function readAll(rooms) {
  const articles = [];
  for (let after = null; ; ) {
    const query = { site: 'clock', locale: 'en-US', first: 100, after };
    const page = await rooms.readers.articles(query, ['document', 'html', 'text'], { saw: () => undefined });
    articles.push(...page.articles);
    if (!page.hasNextPage) return articles;
    after = cursorOf(page.articles.at(-1));
  }
}

async function readSome(rooms, clinic) {
  const answers = [];
  for (let read = 0; read < 3 && clinic.articles.length > 0; read += 1) {
    const { number } = clinic.articles[Math.floor(clinic.random() * clinic.articles.length)];
    const place = { site: 'clock', locale: 'en-US', slug: `guide-${number}` };
    const answer = await rooms.readers.articleBySlug(place, [], { saw: () => undefined });
    if (!isRefusal(answer)) answers.push(answer);
  }
  return answers;
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

async function staffOf(db, rooms, siteId) {
  return {
    author: await person(db, rooms, siteId, 'Sam', 'author'),
    publisher: await person(db, rooms, siteId, 'Jo', 'publisher'),
    reviewers: [
      await person(db, rooms, siteId, 'Maya', 'reviewer'),
      await person(db, rooms, siteId, 'Rosa', 'reviewer'),
    ],
  };
}

/** One run of the sweep, or two at once; when it was complete. */
async function sweep(rooms, random) {
  const turn = () => rooms.get(ReviewClock).run(new AbortController().signal);
  await Promise.all(random() < 0.1 ? [turn(), turn()] : [turn()]);
  return rooms.clock.now();
}

/** @returns what was shown as current though it was overdue, and the reminders that were missed, in five years of days */
export function run({ seed, size = ARTICLES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-clock-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const { postgres, db } = await prepare(folder, atEnd);
    const clock = new FixedClock(new Date(START));
    const rooms = await startRooms(postgres.url, clock, atEnd);
    const site = await insertSite(db, 'clock');
    const random = randomNumbers(seed);
    const clinic = new Clinic(rooms, site, await staffOf(db, rooms, site.id), random);
    const workerDown = outages(random, 0.15, 25);
    const staffAway = outages(random, 0.25, 60);
    const sweeps = [];
    const shown = { answers: 0, wrong: 0 };
    const judge = async (answers) => {
      const { answers: count, wrong } = await judgeAnswers(db, answers, clock.now());
      shown.answers += count;
      shown.wrong += wrong;
    };
    for (let day = 0; day < DAYS; day += 1) {
      progress.to(day / DAYS, `day ${day} of ${DAYS}`);
      clock.set(new Date(START + day * DAY + Math.floor(random() * 4 * 3_600_000)));
      while (clinic.articles.length < Math.min(size, Math.ceil((size * (day + 1)) / 500))) {
        await clinic.write(clinic.articles.length);
      }
      if (!staffAway.has(day)) await clinic.work(db);
      // Before the sweep of the day, when the answers rest on the dates alone, and after it.
      clock.advance(3_600_000);
      await judge(await readSome(rooms, clinic));
      if (!workerDown.has(day)) sweeps.push(await sweep(rooms, random));
      clock.advance(3_600_000);
      await judge(day % 7 === 0 ? await readAll(rooms) : await readSome(rooms, clinic));
    }
    const reminders = await judgeReminders(db, sweeps);
    const { rows } = await db.query(
      `SELECT (SELECT count(*)::int FROM overdue_action WHERE action = 'withdraw') AS withdrawn,
         (SELECT count(*)::int FROM overdue_action WHERE action <> 'withdraw') AS notices, current_setting('server_version') AS version`,
    );
    const { withdrawn, notices, version } = rows[0];
    return {
      ...{ overdueServedAsCurrent: shown.wrong, ...reminders },
      ...{ answersJudged: shown.answers, articles: clinic.articles.length, days: DAYS, sweeps: sweeps.length },
      ...{ daysWithoutSweep: DAYS - sweeps.length, ...clinic.tally, withdrawn, notices },
      versions: { postgres: version },
    };
  });
}
