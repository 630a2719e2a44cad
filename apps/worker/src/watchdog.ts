import { Worker } from 'node:worker_threads';

const BEAT_MS = 500;

/**
 * Ends this process when its event loop stands still for `seconds`: a job that never comes to an end would leave a worker
 * that is alive and does nothing. It watches from a thread of its own, which such a job does not stop. Whoever supervises
 * the process starts it again, and a job that does this three times is parked.
 */
export function startWatchdog(seconds: number): void {
  const beats = new SharedArrayBuffer(4);
  const counter = new Int32Array(beats);
  setInterval(() => Atomics.add(counter, 0, 1), BEAT_MS).unref();
  const thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), {
    workerData: { beats, steps: seconds },
    // What the process was started with may shift clocks or load more; the thread needs none of it.
    execArgv: [],
  });
  thread.unref();
}
