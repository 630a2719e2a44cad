// `npm test`: builds, then runs every suite. Jest's own closing lines are followed by one plain line that counts all.
//   npm test                    all of it
//   npm test -- libs/review     only what matches
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const patterns = process.argv.slice(2);

/**
 * Suites that start whole systems or browsers run one after another: side by side on two cores they would wait for each
 * other and measure nothing but that. Everything else runs in parallel, each file on a database of its own.
 */
const ALONE = ['test/system', 'test/journeys', 'test/bench', 'test/drills', 'apps/site', 'apps/cli'];

const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'carepress-test-'));

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
  });
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      try {
        resolve({ code, result: JSON.parse(readFileSync(outputFile, 'utf8')) });
      } catch {
        resolve({ code: code || 1, result: null });
      }
    });
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
            ...ALONE.map((path) => `/${path}/`),
          ],
        ],
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
