import { setTimeout as sleep } from 'node:timers/promises';

/** How far a worker's clock is wrong: both ways. */
const SKEW_MS = 10 * 60_000;
const STOPPED_MS = 4_000;

/** Everything that can go wrong while people publish; the seed decides the order. */
export function publishingFaults({ random, workers, ask, flush, restartDatabase }) {
  const one = (list) => list[Math.floor(random() * list.length)];
  const running = async () => {
    for (;;) {
      const worker = one(workers);
      if (worker.runs) return worker;
      await sleep(50);
    }
  };
  const kinds = {
    async kill() {
      await (await running()).end('SIGKILL');
    },
    async stop() {
      const worker = await running();
      worker.signal('SIGSTOP');
      await sleep(STOPPED_MS);
      worker.signal('SIGCONT');
    },
    async deploy() {
      await (await running()).end('SIGTERM');
    },
    async wrongClock() {
      const worker = await running();
      worker.starting = true;
      await worker.end('SIGTERM');
      await worker.start(one([-SKEW_MS, SKEW_MS])).catch(() => undefined);
      worker.starting = false;
    },
    databaseCrash: restartDatabase,
    async sessionsEnded() {
      await ask(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL',
      );
    },
    queueEmptied: flush,
  };
  const tally = Object.fromEntries(Object.keys(kinds).map((name) => [name, 0]));

  /** A fault that needs the database waits until it is up, as a person would. */
  const bring = async (name) => {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      try {
        await kinds[name]();
        tally[name] += 1;
        return;
      } catch {
        await sleep(200);
      }
    }
  };

  return {
    /** Brings faults for as long as the work goes on; each kind at least once. How often each came. */
    async during(work, size) {
      let over = false;
      const ended = work.finally(() => {
        over = true;
      });
      const pause = size >= 500 ? 1_500 : 400;
      let bag = [];
      let rounds = 0;
      while (!over || rounds === 0) {
        if (bag.length === 0) bag = Object.keys(kinds).sort(() => random() - 0.5);
        await sleep(pause * (0.5 + random()));
        await bring(bag.pop());
        if (bag.length === 0) rounds += 1;
      }
      await ended;
      return tally;
    },
  };
}
