// How long a person waits for `npm start` with everything installed and built, and how much script the admin loads first.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectPath } from '#platform';
import { median, rounded } from './support/load.mjs';
import { startedSystem } from './support/started-system.mjs';

const GOAL_SIZE = 3;

/** One start, from the command to a /health/ready that says yes, and a clean stop. @returns seconds */
async function startOnce(dataDir) {
  const { seconds, stop } = await startedSystem(dataDir);
  await stop();
  return seconds;
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
