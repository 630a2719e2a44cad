import { kill, pid, stderr } from 'node:process';
import { workerData } from 'node:worker_threads';

const STEP_MS = 1_000;

/**
 * Counts the seconds in which the main thread did not count. It counts its own steps and not the clock: a process that was
 * stopped as a whole finds as many steps as it ran.
 */
function watch({ beats, steps }: { beats: SharedArrayBuffer; steps: number }): void {
  const counter = new Int32Array(beats);
  const own = new Int32Array(new SharedArrayBuffer(4));
  for (let last = -1, silent = 0; ; ) {
    Atomics.wait(own, 0, 0, STEP_MS);
    const now = Atomics.load(counter, 0);
    silent = now === last ? silent + 1 : 0;
    last = now;
    if (silent < steps) continue;
    stderr.write(`The worker did not answer itself for ${steps} s. It is ended, and its jobs go to others.\n`);
    kill(pid, 'SIGKILL');
  }
}

watch(workerData as Parameters<typeof watch>[0]);
