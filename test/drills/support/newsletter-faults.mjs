import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal } from '#kernel';

const MOST_KILLS = 20;
const MOST_PAUSES = 50;
/** For what is on its way when a pause is answered, beside what the mail server takes for a message; then nothing may come. */
const SETTLE_MS = 400;
const WATCH_MS = 600;
/** How far a worker's clock is wrong: both ways. */
const SKEW_MS = 10 * 60_000;

/**
 * The number of each fault in the table of docs/newsletter.md, which says where the others are tried.
 */
const NUMBERS = {
  kill: [1],
  killAfterTaking: [2, 3],
  cutAfterTheDot: [4],
  cutInTheMiddle: [5],
  slowAnswer: [6],
  refusals: [7, 8, 9],
  serverDown: [10],
  stop: [11],
  wrongClock: [12],
  databaseCrash: [13],
  sessionsEnded: [14],
  startBeforeDatabase: [15],
  diskFull: [16],
  queueEmptied: [18, 25],
  backup: [20],
  pause: [23],
  unsubscribe: [23],
  deploy: [24],
};

/** Twenty at the full size, fewer where there are not enough messages to meet them. */
function plannedKills(size) {
  return Math.max(2, Math.min(MOST_KILLS, Math.round(size / 50)));
}

/** Fifty at the full size: as many as somebody who cannot make up their mind. */
function plannedPauses(size) {
  return Math.max(1, Math.min(MOST_PAUSES, Math.round(size / 50)));
}

/** A mail server that has too much to do, in every place where it can say so. */
const REFUSALS = [
  { at: 'mail', code: 421, text: 'too many connections' },
  { at: 'mail', code: 454, text: 'throttled' },
  { at: 'rcpt', code: 451, text: 'greylisted, try later' },
  { at: 'end', code: 452, text: 'no space now' },
];

/**
 * Everything that can go wrong, each ready to run once.
 *
 * @returns `plan`: the faults in an order that the seed decides; `heal`: after it nothing is wrong any more
 */
export function faultsFor({
  random,
  workers,
  sink,
  ask,
  tally,
  leaseMs,
  delayMs,
  stopDatabase,
  startDatabase,
  emptyQueue,
  backUp,
  steer,
  taken,
  leave,
}) {
  const between = (from, to) => from + random() * (to - from);
  const one = (list) => list[Math.floor(random() * list.length)];
  /** A worker that runs; nobody kills what is down already. */
  const running = async () => {
    for (;;) {
      const worker = one(workers);
      if (worker.runs) return worker;
      await sleep(50);
    }
  };
  const misbehave = async (fault, ms) => {
    sink.behave(fault);
    await sleep(ms);
    sink.behave(null);
  };

  const kinds = {
    async kill() {
      const worker = await running();
      await worker.end('SIGKILL');
      tally.kills += 1;
    },
    /** Stopped for longer than its lease: its recipients go to somebody else, and it must not go on with them. */
    async stop() {
      const worker = await running();
      worker.signal('SIGSTOP');
      await sleep(leaseMs * 1.5);
      worker.signal('SIGCONT');
      // What was on its way while the lease ended is as unknown as after a kill, until the woken worker tells.
      tally.kills += 1;
    },
    async deploy() {
      const worker = await running();
      await worker.end('SIGTERM');
    },
    async wrongClock() {
      const worker = await running();
      await worker.end('SIGTERM');
      await worker.start(one([-SKEW_MS, SKEW_MS])).catch(() => undefined);
    },
    /** The server has the message and says nothing yet: the worker dies before it can write down what became of it. */
    async killAfterTaking() {
      const held = sink.untilHeld();
      sink.behave({ at: 'hold', share: 1, delayMs: 3_000 });
      await Promise.race([held, sleep(5_000)]);
      sink.behave(null);
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
      tally.kills += workers.length;
    },
    /** Answers come after the lease would have ended: a sign of life keeps it. */
    async slowAnswer() {
      sink.behave({ at: 'hold', share: 0.2, delayMs: leaseMs * 1.5 });
      await sleep(leaseMs * 2);
      sink.behave(null);
    },
    serverDown: () => misbehave({ at: 'connect', code: 421, text: 'not now', share: 1 }, between(1_500, 2_500)),
    async databaseCrash() {
      await stopDatabase();
      await sleep(300);
      await startDatabase();
    },
    /** A worker that comes up before its database waits, or ends and is started again. */
    async startBeforeDatabase() {
      await stopDatabase();
      await workers[0].end('SIGKILL');
      tally.kills += 1;
      await sleep(1_500);
      await startDatabase();
    },
    /** The ledger cannot be written: nothing leaves, and it goes on by itself when there is room again. */
    async diskFull() {
      await ask(`CREATE OR REPLACE FUNCTION drill_disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$`);
      await ask('DROP TRIGGER IF EXISTS drill_disk_full ON issue_recipient');
      await ask('CREATE TRIGGER drill_disk_full BEFORE UPDATE ON issue_recipient EXECUTE FUNCTION drill_disk_full()');
      await sleep(2_000);
      const before = taken();
      await sleep(1_000);
      tally.sentWithFullDisk += taken() - before;
      await ask('DROP TRIGGER drill_disk_full ON issue_recipient');
    },
    async sessionsEnded() {
      await ask(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL',
      );
    },
    refusals: () => misbehave({ ...one(REFUSALS), share: 0.3 }, between(300, 900)),
    cutInTheMiddle: () => misbehave({ at: 'body', share: 0.2 }, between(300, 900)),
    cutAfterTheDot: () => misbehave({ at: 'end', share: 0.05 }, between(200, 400)),
    /** Nothing may leave after the pause was answered, but for what was on its way at that instant. */
    async pause() {
      // Refused where it is over, or paused by an attempt of before whose answer was lost: then there is nothing to see.
      if (isRefusal(await steer('pause'))) {
        await steer('resume');
        return;
      }
      await sleep(delayMs + SETTLE_MS);
      const before = taken();
      await sleep(WATCH_MS);
      tally.pauses += 1;
      if (taken() === before) tally.pausesHeld += 1;
      await steer('resume');
    },
    /** Somebody leaves in the middle. Whoever was not on their way to the mail server when they were told so gets nothing. */
    async unsubscribe() {
      const [next] = await ask(
        `SELECT id, subscriber_id AS person FROM issue_recipient WHERE status = 'queued' ORDER BY md5(id::text || $1) LIMIT 1`,
        [String(random())],
      );
      if (!next) return;
      await leave(next.person);
      const [{ status }] = await ask('SELECT status FROM issue_recipient WHERE id = $1', [next.id]);
      if (!['in_flight', 'handed_over', 'unknown'].includes(status)) tally.left.push(next.id);
    },
    /** A copy of everything as it is now; what becomes of it once it is old is looked at in the end. */
    backup: () => backUp(),
    /** The queue loses everything it holds. */
    async queueEmptied() {
      await emptyQueue();
    },
  };
  const OTHERS = Object.keys(kinds).filter((kind) => kind !== 'kill');

  return {
    plan(size) {
      const kills = plannedKills(size);
      const names = Array.from({ length: kills }, () => 'kill');
      // Each other kind once, and again for every ten kills.
      const rounds = Math.ceil(kills / 10);
      for (let round = 0; round < rounds; round += 1) names.push(...OTHERS);
      for (let pauses = rounds; pauses < plannedPauses(size); pauses += 1) names.push('pause');
      for (let leavers = rounds; leavers < plannedPauses(size); leavers += 5) names.push('unsubscribe');
      for (let at = names.length - 1; at > 0; at -= 1) {
        const other = Math.floor(random() * (at + 1));
        [names[at], names[other]] = [names[other], names[at]];
      }
      return names.map((name) => ({
        name,
        numbers: NUMBERS[name],
        async run() {
          await sleep(between(200, 1_000));
          // The database may be on its way up: a fault that needs it waits, as a person would.
          for (let attempt = 0; ; attempt += 1) {
            try {
              return await kinds[name]();
            } catch (error) {
              if (attempt > 50) throw error;
              await sleep(200);
            }
          }
        },
      }));
    },
    async heal() {
      sink.behave(null);
      await ask('DROP TRIGGER IF EXISTS drill_disk_full ON issue_recipient');
      await steer('resume');
    },
  };
}
