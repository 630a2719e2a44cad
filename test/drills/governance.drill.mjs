// Random people edit, import, restore, ask, approve, schedule and publish, in any order, through the public API. Whatever
// goes live must stand on approvals of its very bytes, and nobody may have approved words of their own.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DeliveryProjection } from '#delivery';
import { build } from '#document';
import { StaffAuth } from '#identity';
import { migrateDatabase, PlatformModule, projectPath, readSettings, startEmbeddedPostgres } from '#platform';
import { FireSchedules, PublishingModule } from '#publishing';
import { randomNumbers } from '../bench/support/content.mjs';
import { startServer, withCleanUp } from '../bench/support/processes.mjs';
import { insertSite } from '../bench/support/publish-rows.mjs';
import { judge } from './support/governance-judge.mjs';
import { Management } from './support/management.mjs';

const SEQUENCES = 10_000;
/** Steps of one sequence, the first of which makes the article. */
const STEPS = 7;
/** Sequences at a time: the machine has few cores. */
const AT_ONCE = 6;
const PEOPLE = ['ana', 'ben', 'cho', 'dev', 'eva', 'fay'];
const SECRET = 'x'.repeat(32);

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

/** Everybody may do everything by role, and holds a licence: what stands between a person and a rule is the rule. */
async function hire(db, get, api, site) {
  const people = [];
  for (const name of PEOPLE) {
    const email = `${name}@staff.example`;
    const password = `a-long-password-of-${name}`;
    const id = await get(StaffAuth).createStaff({ name, email, password });
    for (const role of ['author', 'reviewer', 'publisher']) {
      await db.query('INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, $3)', [id, site.id, role]);
    }
    await db.query(
      `INSERT INTO credential (id, user_id, title, licence_number, region, specialties, valid_from, valid_until)
       VALUES (gen_random_uuid(), $1, 'DPT', $2, 'US-OR', '{Orthopaedics}', now() - interval '1 year', now() + interval '5 years')`,
      [id, name],
    );
    people.push({ id, name, api: await Management.signIn(api, { email, password }) });
  }
  return people;
}

/** Sentences with the name of who wrote them, and what the checks ask of every text. */
function documentOf(sentences) {
  return build.doc(
    build.p(sentences.join(' ') || 'Nothing yet.'),
    build.p(build.cite('care', 'Most people feel better when they keep moving'), '.'),
    build.redFlags(
      { urgency: 'now' },
      build.p('Call 911 or go to an emergency department now if you have:'),
      build.ul('numbness between your legs', 'trouble passing urine', 'weakness in both legs'),
    ),
  );
}

const REFERENCES = [{ key: 'care', kind: 'pmid', pmid: '34719942', title: 'Low back pain guideline', year: 2021 }];

/** One article on its random way. What the drill knows of it comes from the answers it was given. */
class Sequence {
  constructor(number, { people, random, tally, db }) {
    Object.assign(this, { number, people, random, tally, db, revisions: [], cases: [], written: 0, approved: false });
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  sentence(person) {
    this.written += 1;
    return `mk-${person.name}-${this.number}-${this.written}.`;
  }

  count(step, answer) {
    const code = answer.code ?? 'done';
    this.tally.answers[step] ??= {};
    this.tally.answers[step][code] = (this.tally.answers[step][code] ?? 0) + 1;
    return answer.code === undefined;
  }

  async begin() {
    const person = this.pick(this.people);
    const title = `Drill ${this.number}`;
    if (this.random() < 0.3) {
      const answer = await person.api.importText(title, `${title}\n\n${this.sentence(person)} It stands here.\n`);
      if (this.count('import', answer)) this.know(answer.article.newestRevision, []);
      return;
    }
    const sentences = [this.sentence(person)];
    const riskClass = this.pick(['LOW', 'LOW', 'LOW', 'STANDARD', 'HIGH']);
    const text = { title, summary: '', document: documentOf(sentences), references: REFERENCES };
    const answer = await person.api.create({ riskClass, topic: this.pick(['Knee pain', 'Sleep']), ...text });
    if (this.count('create', answer)) this.know(answer.newestRevision, sentences);
  }

  know(revision, sentences) {
    const at = this.revisions.findIndex(({ id }) => id === revision.id);
    if (at >= 0) this.revisions.splice(at, 1);
    this.revisions.push({ ...revision, sentences });
  }

  newest() {
    return this.revisions.at(-1);
  }

  async edit(person) {
    const base = this.newest();
    const kept = base.sentences.filter(() => this.random() < 0.7);
    const sentences = [...kept, this.sentence(person)];
    const text = {
      title: `Drill ${this.number}`,
      summary: '',
      document: documentOf(sentences),
      references: REFERENCES,
    };
    const answer = await person.api.save(base, text);
    if (this.count('edit', answer)) this.know(answer, sentences);
  }

  async restore(person) {
    const source = this.pick(this.revisions);
    const answer = await person.api.restore(source, this.newest());
    if (this.count('restore', answer)) this.know(answer, source.sentences);
  }

  async submit(person) {
    const answer = await person.api.requestReview(this.random() < 0.9 ? this.newest() : this.pick(this.revisions));
    if (!this.count('submit', answer)) return;
    this.cases.push(answer);
    this.approved = false;
  }

  async approve(person) {
    const one = this.random() < 0.85 ? this.cases.at(-1) : this.pick(this.cases);
    if (!one) return;
    const { caseId, bytes } = await bytesOfCase(this.db, one.id);
    const answer = await person.api.approve(one);
    if (!this.count('approve', answer)) return;
    this.approved = answer.complete;
    this.tally.approvals.push({ id: answer.id, caseId, bytes, approverId: person.id, approver: person.name });
  }

  async publish(person) {
    const answer = await person.api.publish(this.random() < 0.8 ? this.newest() : this.pick(this.revisions));
    this.count('publish', answer);
  }

  async schedule(person) {
    const revision = this.random() < 0.8 ? this.newest() : this.pick(this.revisions);
    this.count('schedule', await person.api.schedule(revision, new Date(Date.now() + 400)));
  }

  /** Every step is possible at any time; what makes sense now comes up more often, or little would ever go live. */
  likely() {
    const all = ['edit', 'restore', 'submit', 'approve', 'publish', 'schedule'];
    if (this.approved) return [...all, 'publish', 'publish', 'schedule', 'schedule', 'edit'];
    if (this.cases.length > 0) return [...all, 'approve', 'approve', 'approve', 'approve'];
    return [...all, 'edit', 'submit', 'submit'];
  }

  async run() {
    await this.begin();
    if (this.revisions.length === 0) return;
    for (let step = 1; step < STEPS; step += 1) await this[this.pick(this.likely())](this.pick(this.people));
  }
}

/** The bytes under review, read past the product before the decision. */
async function bytesOfCase(db, id) {
  const { rows } = await db.query(
    `SELECT c.id AS "caseId", md5(r.title || r.summary || r.document::text || r."references"::text) AS bytes
     FROM review_case c JOIN revision r ON r.id = c.revision_id WHERE c.id = $1`,
    [id],
  );
  return rows[0];
}

/** Fires what is due, as the worker does, until it is told to stop; once more at the end. */
async function fire(schedules, stop) {
  const { signal } = stop;
  while (!signal.aborted) {
    await schedules.run({ signal });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @returns what went live without the approvals it needs, and what was approved by one of its writers */
export function run({ seed, size = SEQUENCES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-governance-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres(`${folder}/postgres`, { postgresFlags: ['-c', 'fsync=off'] });
    atEnd(() => postgres.stop('immediate'));
    await migrateDatabase(postgres.url);
    const db = new pg.Pool({ connectionString: postgres.url, max: 4 });
    atEnd(() => db.end());
    const get = await startRooms(postgres.url, atEnd);
    const env = { DATABASE_URL: postgres.url, CAREPRESS_SECRET: SECRET, DATA_DIR: folder, NODE_ENV: 'test' };
    const api = await startServer(projectPath('dist', 'apps', 'api', 'src', 'main.js'), env);
    atEnd(() => api.stop());
    const site = await insertSite(db, 'drill');
    const people = await hire(db, get, api.url, site);
    const tally = { approvals: [], answers: {} };
    const stop = new AbortController();
    const firing = fire(get(FireSchedules), stop);
    // Registered last, so done first: whatever ends the drill, nothing fires into a database that is gone.
    atEnd(() => {
      stop.abort();
      return firing;
    });
    const random = randomNumbers(seed);
    let begun = 0;
    const runner = async () => {
      while (begun < size) {
        begun += 1;
        progress.to(begun / size, `sequence ${begun} of ${size}`);
        await new Sequence(begun, { people, random, tally, db }).run();
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, size) }, runner));
    await new Promise((resolve) => setTimeout(resolve, 800));
    stop.abort();
    await firing;
    const figures = await judge(db, tally.approvals);
    const { rows } = await db.query('SHOW server_version');
    return { ...figures, sequences: size, answers: tally.answers, versions: { postgres: rows[0].server_version } };
  });
}
