// npm run bench -- NAME [--json] [--seed N] [--size N]     npm run drill -- NAME [--json] [--seed N] [--size N]
// Builds what is missing, runs one measurement, and prints a table for people, or with --json one line for programs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDERS = { bench: 'bench', drill: 'drills' };

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function namesOf(kind) {
  const folder = join(ROOT, 'test', FOLDERS[kind]);
  const ending = `.${kind}.mjs`;
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}

/** Whole positive numbers only: a misread size would measure something else without a word. */
function wholeNumber(flag, text) {
  if (/^[1-9]\d{0,8}$/.test(text ?? '')) return Number(text);
  return fail(`${flag} needs a whole number from 1, such as ${flag} 42.`);
}

function readArguments(kind, words) {
  const options = { name: undefined, json: false, seed: 1, size: undefined };
  for (let at = 0; at < words.length; at += 1) {
    const [flag, inline] = words[at].split('=', 2);
    const value = () => inline ?? words[++at];
    if (flag === '--json') options.json = true;
    else if (flag === '--seed') options.seed = wholeNumber(flag, value());
    else if (flag === '--size') options.size = wholeNumber(flag, value());
    else if (flag.startsWith('-') || options.name)
      fail(`${words[at]} is not known here. Use --json, --seed N, --size N.`);
    else options.name = flag;
  }
  const names = namesOf(kind);
  if (!names.includes(options.name)) fail(`Name one of these: ${names.join(', ') || 'there is none yet'}.`);
  return options;
}

/** A line that moves on a terminal, and nothing where nobody watches. */
function progressBar() {
  const shown = process.stderr.isTTY;
  return {
    to(share, label) {
      if (!shown) return;
      const full = Math.round(Math.min(1, share) * 24);
      process.stderr.write(`\r\x1b[K[${'#'.repeat(full)}${'.'.repeat(24 - full)}] ${label}`);
    },
    end() {
      if (shown) process.stderr.write('\r\x1b[K');
    },
  };
}

function flatten(figures, prefix = '') {
  return Object.entries(figures).flatMap(([key, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? flatten(value, `${prefix}${key}.`)
      : [[prefix + key, value]],
  );
}

function printTable(kind, name, report) {
  const rows = flatten(report);
  const width = Math.max(...rows.map(([key]) => key.length));
  process.stdout.write(`${kind} ${name}\n`);
  for (const [key, value] of rows) process.stdout.write(`  ${key.padEnd(width)}  ${value}\n`);
}

const [kind, ...words] = process.argv.slice(2);
if (!FOLDERS[kind]) fail('Say bench or drill.');
const options = readArguments(kind, words);
const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(built.status ?? 1);

const progress = progressBar();
const file = join(ROOT, 'test', FOLDERS[kind], `${options.name}.${kind}.mjs`);
const { run } = await import(pathToFileURL(file).href);
const started = Date.now();
const figures = await run({ seed: options.seed, size: options.size, progress });
progress.end();
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const report = {
  [kind]: options.name,
  ...figures,
  seed: options.seed,
  seconds: Math.round((Date.now() - started) / 100) / 10,
  versions: { carepress: version, node: process.version, ...figures.versions },
  machine: { cores: cpus().length, model: cpus()[0]?.model ?? 'unknown' },
};
if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else printTable(kind, options.name, report);
// What a measurement started is stopped by it; a forgotten handle must not keep the terminal.
process.exit(0);
