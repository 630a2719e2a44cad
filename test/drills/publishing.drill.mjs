// A thousand publications, schedules and withdrawals while workers are killed, stopped and started with wrong clocks, the
// database crashes, sessions are ended and the queue is emptied. Then what people were told is held against the ledger,
// against what the public was shown, and against what a receiver of webhooks took.

import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal } from '#kernel';
import { projectPath } from '#platform';
import { PublishRevision, SchedulePublication, WithdrawPublication } from '#publishing';
import { randomNumbers } from '../bench/support/content.mjs';
import { withCleanUp } from '../bench/support/processes.mjs';
import { supervise, WorkerProcess } from '../support/worker-process.mjs';
import { publishingFaults } from './support/publishing-faults.mjs';
import { judgePublishing } from './support/publishing-judge.mjs';
import { asker, insist, readPublic, setStage, startRedis } from './support/publishing-stage.mjs';

const OPERATIONS = 1_000;
const WORKERS = 2;
const AT_ONCE = 4;
/** A change is known to every reader after 250 ms; the rest is for the question on its way. */
const TRUSTED_AFTER_MS = 300;
const PATIENCE_MS = 240_000;

/** What people did, and what they were told. */
class Diary {
  constructor() {
    this.entries = [];
    /** The last thing that is known of an address: live, withdrawn, or nothing yet. */
    this.known = new Map();
    this.staleReads = 0;
    this.reads = 0;
  }

  note(slug, state) {
    this.known.set(slug, { state, at: Date.now() });
  }
}

/** One person's act, repeated until it is answered; what was done by an act without an answer counts as done. */
function actsOf(stage, diary, random) {
  const { get, actor, site } = stage;
  const idle = [...stage.approved];
  const live = [];
  const publish = async (text) => {
    const answer = await insist(() =>
      get(PublishRevision).run(actor, { siteId: site.id, revisionId: text.revisionId }),
    );
    if (isRefusal(answer) && answer.code !== 'ALREADY_LIVE') throw new Error(`Publishing: ${answer.message}`);
    const publicationId = answer.publicationId ?? answer.id;
    diary.note(text.slug, 'live');
    diary.entries.push({ act: 'publish', ...text, publicationId });
    live.push({ ...text, publicationId });
  };
  const schedule = async (text) => {
    const publishAt = new Date(Date.now() + 500 + random() * 4_000);
    const order = { siteId: site.id, revisionId: text.revisionId, publishAt };
    const answer = await insist(async () => {
      const given = await get(SchedulePublication).run(actor, order);
      if (given.code !== 'INVALID_INPUT') return given;
      // An instant that passed while the database was away, or the machine was busy, is no instant to plan for.
      order.publishAt = new Date(Date.now() + 5_000);
      throw new Error('Too late; asked again.');
    });
    if (isRefusal(answer) && answer.code !== 'ALREADY_SCHEDULED') throw new Error(`Scheduling: ${answer.message}`);
    diary.entries.push({ act: 'schedule', ...text, scheduleId: answer.scheduleId ?? answer.id });
  };
  const withdraw = async (text) => {
    const input = { publicationId: text.publicationId, reason: 'A drill.' };
    const answer = await insist(() => get(WithdrawPublication).run(actor, input));
    if (isRefusal(answer) && answer.code !== 'NOT_LIVE') throw new Error(`Withdrawing: ${answer.message}`);
    diary.note(text.slug, 'withdrawn');
    diary.entries.push({ act: 'withdraw', ...text });
  };
  return async () => {
    const chance = random();
    if (chance < 0.3 && live.length > 10) return withdraw(live.splice(Math.floor(random() * live.length), 1)[0]);
    return chance < 0.65 ? publish(idle.pop()) : schedule(idle.pop());
  };
}

/** Reads as the public does, and compares with what was known long enough before. */
function watch(stage, diary, random) {
  let over = false;
  const loop = (async () => {
    while (!over) {
      const known = [...diary.known];
      if (known.length > 0) await look(stage, diary, known[Math.floor(random() * known.length)]);
      await sleep(5);
    }
  })();
  return async () => {
    over = true;
    await loop;
  };
}

async function look(stage, diary, [slug, before]) {
  if (Date.now() - before.at < TRUSTED_AFTER_MS) return;
  const seen = await readPublic(stage.api, slug);
  // No answer is no stale answer, and what changed meanwhile may show either way.
  if (seen === undefined || diary.known.get(slug) !== before) return;
  diary.reads += 1;
  const isLive = seen === 'Article';
  if (isLive !== (before.state === 'live')) diary.staleReads += 1;
}

async function untilQuiet(ask, progress) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(500)) {
    const [open] = await insist(() =>
      ask(`SELECT
        (SELECT count(*) FROM publication_schedule WHERE state = 'scheduled')::int AS schedules,
        (SELECT count(*) FROM outbox_event WHERE state IN ('pending', 'leased'))::int AS facts,
        (SELECT count(*) FROM channel_delivery WHERE state = 'pending')::int AS deliveries,
        (SELECT count(*) FROM publication p WHERE NOT EXISTS (
           SELECT 1 FROM channel_delivery d WHERE d.publication_id = p.id AND d.operation = 'publish'))::int AS untold`),
    );
    progress.to(0.95, `${open.schedules} schedules, ${open.facts} facts, ${open.deliveries} deliveries`);
    if (open.schedules + open.facts + open.deliveries + open.untold === 0) return true;
  }
  return false;
}

async function act(stage, diary, random, size, progress) {
  const next = actsOf(stage, diary, random);
  let begun = 0;
  const person = async () => {
    while (begun < size) {
      begun += 1;
      progress.to(0.1 + (0.8 * begun) / size, `${begun} of ${size} operations`);
      await next();
      await sleep(20 + random() * 60);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, person));
}

/** @returns what was lost, early, missed, shown stale or not told, after all faults */
export function run({ seed, size = OPERATIONS, progress }) {
  return withCleanUp(async (atEnd) => {
    const folder = projectPath('.cache', `drill-publishing-${process.pid}`);
    await mkdir(folder, { recursive: true });
    atEnd(() => rm(folder, { recursive: true, force: true }));
    // Every other seed takes the other queue, where there is one.
    const redisUrl = seed % 2 === 1 ? await startRedis(atEnd) : null;
    progress.to(0.02, 'setting the stage');
    const stage = await setStage({ folder, texts: size, seed, redisUrl, atEnd });
    const ask = asker(stage.url);
    const random = randomNumbers(seed);
    const failing = new Set();
    // One in thirty is refused the first time.
    stage.receiver.answer = (id) => {
      if (failing.has(id) || Number.parseInt(id.slice(-3), 16) % 30 > 0) return 204;
      failing.add(id);
      return 500;
    };
    const workers = Array.from({ length: WORKERS }, () => new WorkerProcess(stage.env));
    await Promise.all(workers.map((worker) => worker.start()));
    const endSupervision = supervise(workers);
    atEnd(async () => {
      await endSupervision();
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    });
    const diary = new Diary();
    const endWatch = watch(stage, diary, random);
    const flush = redisUrl
      ? () => spawnSync('redis-cli', ['-u', redisUrl, 'FLUSHALL'], { stdio: 'ignore' })
      : () => ask("DELETE FROM bullmq.job WHERE state <> 'active'");
    const faults = publishingFaults({ random, workers, ask, flush, restartDatabase: stage.restartDatabase });
    const acting = act(stage, diary, random, size, progress);
    const tally = await faults.during(acting, size);
    progress.to(0.92, 'waiting until all is quiet');
    const quiet = await untilQuiet(ask, progress);
    await endWatch();
    const figures = await insist(() => judgePublishing({ ask, diary, receiver: stage.receiver }));
    return {
      ...figures,
      staleReads: diary.staleReads,
      reads: diary.reads,
      quiet,
      operations: diary.entries.length,
      queue: redisUrl ? 'redis' : 'postgres',
      faults: tally,
      sizes: { operations: size, workers: WORKERS },
    };
  });
}
