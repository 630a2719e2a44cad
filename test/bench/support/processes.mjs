import { fork, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { freePort } from '#platform';
import { withFewArenas } from '../../../dist/apps/cli/src/launcher/few-arenas.js';

// One core for the server under load and another for whoever makes the load, where there are two and a way to say so.
const canPin = availableParallelism() >= 2 && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;

/** Pins a running process to one core. Does nothing where that is not possible. */
export function pin(pid, core) {
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}

/** Whether figures come from pinned processes. */
export const pinned = canPin;

function ready(child) {
  return new Promise((resolve, reject) => {
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${child.spawnargs[1]} ended with ${code}: ${errors}`)));
  });
}

/**
 * Starts a server in a process of its own and waits until it says that it is ready.
 *
 * @param core the one it runs on; null to leave that to the machine, for work and not for figures
 * @param log file descriptor that takes what it writes; nobody reads it without one
 * @returns its address, its process id, its resident memory in MiB, and a way to stop it
 */
export async function startServer(file, env = {}, { core = 0, log = 'ignore' } = {}) {
  const port = await freePort();
  const child = fork(file, [], {
    env: withFewArenas({
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...env,
    }),
    stdio: ['ignore', log, 'pipe', 'ipc'],
  });
  await ready(child);
  if (core !== null) pin(child.pid, core);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    /** Linux only; elsewhere null. */
    rssMiB() {
      try {
        const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
        return pages ? Math.round(Number(pages[1]) / 1024) : null;
      } catch {
        return null;
      }
    },
    /** Processor time it has used so far, in microseconds. Linux only, in steps of 10 ms; elsewhere null. */
    processorMicros() {
      try {
        const [, after] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ');
        const [user, system] = after.split(' ').slice(11, 13).map(Number);
        return (user + system) * 10_000;
      } catch {
        return null;
      }
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/**
 * Runs a measurement and stops what it started, in reverse order, however it ends: well, with an error, or by Ctrl-C.
 *
 * @param work gets a function that takes what has to be done at the end
 */
export async function withCleanUp(work) {
  const endings = [];
  const stopAll = async () => {
    for (const ending of endings.splice(0).reverse()) await ending();
  };
  let interrupted = false;
  const onSignal = () => {
    interrupted = true;
    stopAll().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, onSignal);
  try {
    return await work((ending) => endings.push(ending));
  } catch (error) {
    // What fails because it was stopped is no news; the exit above ends the process.
    if (interrupted) return await new Promise(() => undefined);
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, onSignal);
    await stopAll();
  }
}
