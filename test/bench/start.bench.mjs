// How long a person waits for `npm start` with everything installed and built, and how much script the admin loads first.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { projectPath } from '#platform';
import { median, rounded } from './support/load.mjs';

const GOAL_SIZE = 3;
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

/** One start, from the command to a /health/ready that says yes, and a clean stop. @returns seconds */
async function startOnce(dataDir) {
  const port = await fourFreePorts();
  const began = performance.now();
  const launcher = spawn(process.execPath, [projectPath('apps/cli/bin/carepress.mjs'), 'up'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  try {
    for (const end = Date.now() + READY_MS; Date.now() < end && launcher.exitCode === null; await sleep(25)) {
      const ready = await fetch(`http://localhost:${port}/health/ready`).then(
        (it) => it.ok,
        () => false,
      );
      if (ready) return (performance.now() - began) / 1_000;
    }
    throw new Error('The system was not ready within two minutes.');
  } finally {
    launcher.kill('SIGINT');
    await ended;
  }
}

/** Compressed size of the admin's first script and all that it imports at once, from Vite's own manifest. */
async function initialScriptKiB() {
  const root = projectPath('dist', 'admin');
  const manifest = JSON.parse(await readFile(join(root, '.vite', 'manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  const files = new Set();
  const visit = (key) => {
    if (files.has(manifest[key].file)) return;
    files.add(manifest[key].file);
    for (const next of manifest[key].imports ?? []) visit(next);
  };
  visit(entry);
  const sizes = await Promise.all([...files].map(async (file) => gzipSync(await readFile(join(root, file))).length));
  return rounded(sizes.reduce((sum, size) => sum + size, 0) / 1_024, 1);
}

/**
 * @param options `size`: how often it is started with the data of before; the median counts. The first start of all makes
 *   the database and the demo clinic, and is told apart.
 */
export async function run({ seed, size = GOAL_SIZE, progress }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'carepress-bench-'));
  try {
    progress.to(0, 'first start');
    const firstReadySeconds = await startOnce(dataDir);
    const seconds = [];
    for (let i = 0; i < size; i += 1) {
      progress.to((i + 1) / (size + 1), `start ${i + 1} of ${size}`);
      seconds.push(await startOnce(dataDir));
    }
    return {
      readySeconds: rounded(median(seconds)),
      firstReadySeconds: rounded(firstReadySeconds),
      gzipKiB: await initialScriptKiB(),
      starts: size,
      seed,
      goals: { readySeconds: '<= 5', gzipKiB: '<= 350' },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
