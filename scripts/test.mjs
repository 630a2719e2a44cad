// `npm test`: builds, then runs every suite. Jest's own closing lines are followed by one plain line that counts all.
//   npm test                    all of it
//   npm test -- libs/review     only what matches
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const patterns = process.argv.slice(2);

/** Suites that start whole systems or browsers: after the others, and two at a time, for they wait more than they work. */
const SYSTEMS = ['test/system', 'test/journeys', 'apps/site', 'apps/cli'];
/** Those that measure run one after another: side by side on two cores they would measure each other. */
const ALONE = ['test/bench', 'test/drills'];

/** A run that has told its results and does not end has left something open; it is not waited for longer than this. */
const ENDING_MS = 60_000;
/** Several times what the longest of the runs takes: a run that never tells its results must not hold the machine. */
const LONGEST_MS = 40 * 60_000;

const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'carepress-test-'));
/** Process group of the suites that run now. */
let running = 0;

function jest(name, args) {
  const outputFile = join(folder, `${name}.json`);
  const command = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
  ];
  const child = spawn(process.execPath, [...command, '--json', `--outputFile=${outputFile}`, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, so that whatever it leaves behind can be ended with it.
    detached: true,
  });
  running = child.pid;
  const ending = endLater(outputFile, name);
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      clearInterval(ending);
      endGroup();
      try {
        resolve({ code, result: JSON.parse(readFileSync(outputFile, 'utf8')) });
      } catch {
        resolve({ code: code || 1, result: null });
      }
    });
  });
}

/** Ends a run a while after it told its results, or when it never does, and says so: else nobody would hear of them. */
function endLater(outputFile, name) {
  const began = Date.now();
  let toldAt = 0;
  return setInterval(() => {
    if (existsSync(outputFile)) toldAt ||= Date.now();
    if (Date.now() - began < LONGEST_MS && (toldAt === 0 || Date.now() - toldAt < ENDING_MS)) return;
    console.error(`The suites "${name}" did not end by themselves: one of them left something open.`);
    endGroup();
  }, 1_000);
}

function endGroup(signal = 'SIGKILL') {
  try {
    process.kill(-running, signal);
  } catch {
    // Nothing of it is left.
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endGroup(signal);
    process.exit(130);
  });
}

const runs =
  patterns.length > 0
    ? [['some', [...patterns, '--maxWorkers=2', '--passWithNoTests']]]
    : [
        [
          'together',
          [
            '--maxWorkers=2',
            '--testPathIgnorePatterns',
            '/node_modules/',
            '/dist/',
            ...[...SYSTEMS, ...ALONE].map((path) => `/${path}/`),
          ],
        ],
        ['systems', ['--maxWorkers=2', ...SYSTEMS]],
        ['alone', ['--runInBand', ...ALONE]],
      ];

let passed = 0;
let failed = 0;
let skipped = 0;
let broken = false;
for (const [name, args] of runs) {
  const { code, result } = await jest(name, args);
  if (!result) broken = true;
  passed += result?.numPassedTests ?? 0;
  // A suite that could not even be loaded has no tests of its own to count.
  failed += (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  if (code !== 0 && failed === 0) broken = true;
}
rmSync(folder, { recursive: true, force: true });
if (broken) failed += 1;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
