// Builds what is missing or out of date: the Prisma client, the server, the admin UI. `--force` builds all of it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const force = process.argv.includes('--force');

function filesBelow(folder, skip) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (skip.some((part) => path.startsWith(part))) return [];
    return entry.isDirectory() ? filesBelow(path, skip) : [path];
  });
}

/**
 * A stamp of the bytes that go in, and of those that came out where a step writes among the sources: dates change with
 * every clone, contents do not, and a file that somebody put back by hand is no longer what was built.
 */
function stampOf({ inputs, skip = [], writes }) {
  const hash = createHash('sha256');
  const files = inputs.flatMap((input) => (input.includes('.') ? [input] : filesBelow(input, skip)));
  if (writes && existsSync(join(ROOT, writes))) files.push(...filesBelow(writes, []));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function bin(name) {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

const STEPS = [
  {
    name: 'database client',
    inputs: ['prisma/schema.prisma', 'prisma/models', 'package-lock.json'],
    output: 'libs/platform/src/generated/prisma/client.ts',
    writes: 'libs/platform/src/generated',
    // The generator does not use the schema engine, but looks for it and would download it: any program will do.
    build: () =>
      run(bin('prisma'), ['generate', '--schema', 'prisma'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }),
  },
  {
    name: 'server',
    inputs: ['libs', 'apps', '.swcrc', 'package-lock.json'],
    skip: ['apps/admin'],
    output: 'dist/libs',
    build: () => {
      // Built beside and then swapped: a system that runs from the old build finds its files until it has the new ones.
      const next = join(ROOT, 'dist', `.next-${process.pid}`);
      run(bin('swc'), ['libs', 'apps', '--out-dir', next, '--copy-files', '--quiet', '--ignore', 'apps/admin/**']);
      for (const part of ['libs', 'apps']) {
        rmSync(join(ROOT, 'dist', part), { recursive: true, force: true });
        renameSync(join(next, part), join(ROOT, 'dist', part));
      }
      rmSync(next, { recursive: true, force: true });
    },
  },
  {
    name: 'admin',
    inputs: [
      'apps/admin',
      'apps/api/src/management',
      'libs/document/src',
      'libs/quality/src',
      'libs/kernel/src',
      'package-lock.json',
    ],
    skip: ['apps/admin/src/gql'],
    writes: 'apps/admin/src/gql',
    output: 'dist/admin/index.html',
    build: () => {
      if (existsSync(join(ROOT, 'apps/admin/codegen.mjs'))) run(process.execPath, ['apps/admin/codegen.mjs']);
      run(bin('vite'), ['build', 'apps/admin', '--logLevel', 'error']);
    },
  },
];

mkdirSync(join(ROOT, 'dist'), { recursive: true });
for (const step of STEPS) {
  if (step.name === 'admin' && !existsSync(join(ROOT, 'apps/admin/index.html'))) continue;
  const stampFile = join(ROOT, 'dist', `.stamp-${step.name.replaceAll(' ', '-')}`);
  const built = existsSync(join(ROOT, step.output)) && existsSync(stampFile);
  const fresh = built && readFileSync(stampFile, 'utf8') === stampOf(step);
  if (fresh && !force) continue;
  process.stderr.write(`Building the ${step.name} ...\n`);
  step.build();
  writeFileSync(stampFile, stampOf(step));
}
