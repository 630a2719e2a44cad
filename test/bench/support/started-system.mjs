import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectPath } from '#platform';

const READY_MS = 120_000;

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function fourFreePorts() {
  for (let base = 24_000; base < 60_000; base += 7) {
    const free = await Promise.all([0, 1, 2, 3].map((i) => isFree(base + i)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No four neighbouring ports are free.');
}

/**
 * Starts the product as `npm start` does and waits until /health/ready says yes.
 *
 * @returns its address, the seconds from the command to ready, and a clean stop
 */
export async function startedSystem(dataDir) {
  const port = await fourFreePorts();
  const url = `http://localhost:${port}`;
  const began = performance.now();
  const launcher = spawn(process.execPath, [projectPath('apps/cli/bin/carepress.mjs'), 'up'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  const stop = async () => {
    launcher.kill('SIGINT');
    await ended;
  };
  for (const end = Date.now() + READY_MS; Date.now() < end && launcher.exitCode === null; await sleep(25)) {
    const ready = await fetch(`${url}/health/ready`).then(
      (it) => it.ok,
      () => false,
    );
    if (ready) return { url, seconds: (performance.now() - began) / 1_000, stop };
  }
  await stop();
  throw new Error('The system was not ready within two minutes.');
}
