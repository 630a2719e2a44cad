import { setFlagsFromString } from 'node:v8';
import { isRefusal } from '#kernel';
import { readSettings } from '#platform';
import { withDatabase } from './database-at-hand.js';
import { type FileOutcome, type ImportTerms, importFiles } from './import-files.js';
import { withoutFolders } from './other-sources.js';
import { printable, say, sayJson, sentenceOf } from './print.js';
import { refusalForPrograms } from './reports-of.js';

/** What a shell reports for a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Imports the files into the database and prints what became of each. The answer is the exit code. */
export async function runImport(
  paths: readonly string[],
  terms: ImportTerms,
  { json }: { json?: boolean },
): Promise<number> {
  // Texts come and go by the thousand: without this the collector lets the process grow to twice of what it needs, for
  // some percent of its time.
  setFlagsFromString('--heap-growing-percent=30');
  const settings = readSettings();
  const files = await withoutFolders(paths);
  const stop = new AbortController();
  // The file at hand is finished and the database put away in order; a second Ctrl-C ends it at once.
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const outcomes: FileOutcome[] = [];
  const told = (file: FileOutcome) => {
    outcomes.push(file);
    if (!json) say(lineOf(file, settings.publicUrl));
  };
  await withDatabase(settings, (complete) => importFiles(complete, terms, files, { signal: stop.signal, told }));
  if (json) sayJson(outcomes.map(outcomeForPrograms));
  else showSum(outcomes, files.length);
  if (stop.signal.aborted) return INTERRUPTED;
  return outcomes.some(({ outcome }) => isRefusal(outcome)) ? 1 : 0;
}

const HOW = {
  created: 'imported',
  revised: 'changed since, a new revision of its article',
  unchanged: 'changed since, but its article has this text already',
  conflict: 'changed since, and so has its article: compare the two and decide',
  known: 'was imported before, nothing changed',
} as const;

function lineOf({ name, outcome }: FileOutcome, publicUrl: string): string {
  if (isRefusal(outcome)) return sentenceOf(name, outcome);
  const how = HOW[outcome.outcome];
  return `${printable(name)}: ${how}. ${publicUrl}/admin/articles/${outcome.articleId}`;
}

function outcomeForPrograms({ name, outcome }: FileOutcome): object {
  return isRefusal(outcome) ? refusalForPrograms(name, outcome) : { file: name, ...outcome };
}

function showSum(outcomes: readonly FileOutcome[], files: number): void {
  const made = outcomes.flatMap(({ outcome }) => (isRefusal(outcome) ? [] : [outcome.outcome]));
  const count = (...kinds: (keyof typeof HOW)[]) => made.filter((kind) => kinds.includes(kind)).length;
  const [created, revised, conflicts] = [count('created'), count('revised'), count('conflict')];
  const sum = [`${created} imported`];
  if (revised > 0) sum.push(`${revised} revised`);
  if (conflicts > 0) sum.push(`${conflicts} to decide`);
  sum.push(`${count('known', 'unchanged')} imported before`, `${outcomes.length - made.length} refused`);
  if (outcomes.length < files) sum.push(`${files - outcomes.length} not looked at`);
  const next = created + revised > 0 ? ' Nothing of it is approved: edit each article and ask for its review.' : '';
  say(`\n${sum.join(', ')}.${next}`);
}
