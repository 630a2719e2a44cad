// How long it takes from "publish" to the public, to a receiver of webhooks, and until a thousand schedules that are due
// at one instant are all live.

import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expectOk, newId } from '#kernel';
import { projectPath } from '#platform';
import { PublishRevision } from '#publishing';
import { readPublic, setStage } from '../drills/support/publishing-stage.mjs';
import { WorkerProcess } from '../support/worker-process.mjs';
import { withCleanUp } from './support/processes.mjs';

const SCHEDULES = 1_000;
const SAMPLES = 300;
const DUE_IN_MS = 4_000;
const PATIENCE_MS = 120_000;

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]);
}

async function until(holds) {
  for (const end = performance.now() + PATIENCE_MS; !(await holds()); await sleep(2)) {
    if (performance.now() > end) throw new Error('It did not come about in two minutes.');
  }
}

/** From the act to the moment at which a reader, and the receiver, has it. */
async function publishOne(stage, { revisionId, slug, articleId }) {
  const began = performance.now();
  const beganAt = Date.now();
  expectOk(await stage.get(PublishRevision).run(stage.actor, { siteId: stage.site.id, revisionId }));
  await until(async () => (await readPublic(stage.api, slug)) === 'Article');
  const live = performance.now() - began;
  const told = () => stage.receiver.taken.find((it) => it.articleId === articleId);
  await until(() => told() !== undefined);
  return { live, webhook: told().at - beganAt };
}

async function fireAll(stage, db, waiting) {
  const dueAt = Date.now() + DUE_IN_MS;
  const rows = waiting.map((it) => ({ ...it, id: newId() }));
  await db.query(
    `INSERT INTO publication_schedule (id, site_id, article_id, locale, revision_id, publish_at, state, created_by_id)
     SELECT (r->>'id')::uuid, $1, (r->>'articleId')::uuid, 'en-US', (r->>'revisionId')::uuid, $2, 'scheduled', $3
     FROM jsonb_array_elements($4::jsonb) r`,
    [stage.site.id, new Date(dueAt), stage.site.authorId, JSON.stringify(rows)],
  );
  const left = async () => {
    const { rows } = await db.query("SELECT count(*)::int AS n FROM publication_schedule WHERE state = 'scheduled'");
    return rows[0].n;
  };
  await sleep(dueAt - Date.now());
  await until(async () => {
    const n = await left();
    if (n > 0) await sleep(20);
    return n === 0;
  });
  const lastLiveAfterDueMs = Date.now() - dueAt;
  const { rows: fired } = await db.query(
    `SELECT count(*)::int AS live, count(*) FILTER (WHERE p.live_from < s.publish_at)::int AS early
     FROM publication_schedule s JOIN publication p ON p.schedule_id = s.id WHERE p.state = 'live'`,
  );
  if (fired[0].live !== waiting.length) throw new Error(`${fired[0].live} of ${waiting.length} schedules are live.`);
  return { lastLiveAfterDueMs, early: fired[0].early };
}

/** @returns the figures, with the size they were taken at */
export function run({ seed, size = SCHEDULES, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `bench-publish-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    const samples = Math.max(5, Math.round((SAMPLES * Math.min(size, SCHEDULES)) / SCHEDULES));
    const warm = 10;
    progress.to(0.05, 'setting the stage');
    const stage = await setStage({ folder, texts: size + samples + warm, seed, atEnd });
    const db = new pg.Client({ connectionString: stage.url });
    db.on('error', () => undefined);
    await db.connect();
    atEnd(() => db.end());
    const worker = new WorkerProcess(stage.env);
    await worker.start();
    atEnd(() => worker.end('SIGTERM'));
    const taken = [];
    for (const [index, text] of stage.approved.slice(0, samples + warm).entries()) {
      progress.to(0.1 + (0.5 * index) / samples, `publishing ${index + 1} of ${samples + warm}`);
      const times = await publishOne(stage, text);
      if (index >= warm) taken.push(times);
    }
    progress.to(0.7, `${size} schedules due at one instant`);
    const due = await fireAll(stage, db, stage.approved.slice(samples + warm));
    return {
      approvedToLiveP99Ms: percentile(
        taken.map(({ live }) => live),
        0.99,
      ),
      approvedToLiveP50Ms: percentile(
        taken.map(({ live }) => live),
        0.5,
      ),
      approvedToWebhookP99Ms: percentile(
        taken.map(({ webhook }) => webhook),
        0.99,
      ),
      approvedToWebhookP50Ms: percentile(
        taken.map(({ webhook }) => webhook),
        0.5,
      ),
      ...due,
      unverified: stage.receiver.unverified,
      sizes: { samples, schedules: size },
    };
  });
}
