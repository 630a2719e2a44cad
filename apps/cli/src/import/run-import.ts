import { setFlagsFromString } from 'node:v8';
import { isRefusal } from '#kernel';
import { readSettings } from '#platform';
import { withDatabase } from './database-at-hand.js';
import { type FileOutcome, type ImportTerms, importFiles } from './import-files.js';
import { filesAt } from './other-sources.js';
import { printable, say, sayJson, sentenceOf } from './print.js';
import { Progress } from './progress.js';
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
  const files = await filesAt(paths);
  const stop = new AbortController();
  // The group at hand is finished and the database put away in order; a second Ctrl-C ends it at once.
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const outcomes: FileOutcome[] = [];
  const passed = { files: 0, bytes: 0 };
  const progress = new Progress(passed);
  await progress.measure(files);
  const told = (more: readonly FileOutcome[]) => {
    outcomes.push(...more.map(json ? (one) => one : withoutTold));
    progress.clear();
    if (!json) for (const file of more) for (const line of linesOf(file, settings.publicUrl)) say(line);
    progress.show(more.length);
  };
  const watch = { signal: stop.signal, passed, told };
  await withDatabase(settings, (complete) => importFiles(complete, terms, files, watch)).finally(() =>
    progress.clear(),
  );
  if (json) sayJson(outcomes.map(outcomeForPrograms));
  else showSum(outcomes, files.length - passed.files);
  if (stop.signal.aborted) return INTERRUPTED;
  return outcomes.some(({ outcome }) => isRefusal(outcome)) ? 1 : 0;
}

/** What was printed is not held on to: an export has many thousands of them. */
function withoutTold({ name, outcome }: FileOutcome): FileOutcome {
  if (isRefusal(outcome) || 'leftOut' in outcome) return { name, outcome };
  const { told: _, ...kept } = outcome;
  return { name, outcome: kept };
}

const HOW = {
  created: 'imported',
  revised: 'changed since, a new revision of its article',
  unchanged: 'changed since, but its article has this text already',
  conflict: 'changed since, and so has its article: compare the two and decide',
  known: 'was imported before, nothing changed',
} as const;

function linesOf({ name, outcome }: FileOutcome, publicUrl: string): string[] {
  if (isRefusal(outcome)) return [sentenceOf(name, outcome)];
  if ('leftOut' in outcome) return [`${printable(name)}: left out. ${printable(outcome.leftOut)}`];
  const { drops = [], notices = [] } = outcome.told ?? {};
  return [
    `${printable(name)}: ${HOW[outcome.outcome]}. ${publicUrl}/admin/articles/${outcome.articleId}`,
    ...drops.map(
      (drop) => `  line ${drop.fromLine}, left out: ${printable(drop.text || drop.value || '')}  (${drop.reason})`,
    ),
    ...notices.map(({ message }) => `  note: ${printable(message)}`),
  ];
}

function outcomeForPrograms({ name, outcome }: FileOutcome): object {
  if (isRefusal(outcome)) return refusalForPrograms(name, outcome);
  if ('leftOut' in outcome) return { file: name, outcome: 'leftOut', message: outcome.leftOut };
  const { told, ...made } = outcome;
  return { file: name, ...made, ...(told ? { drops: told.drops, notices: told.notices } : {}) };
}

function showSum(outcomes: readonly FileOutcome[], unread: number): void {
  const made = outcomes.flatMap(({ outcome }) => ('articleId' in outcome ? [outcome.outcome] : []));
  const refused = outcomes.filter(({ outcome }) => isRefusal(outcome)).length;
  const count = (...kinds: (keyof typeof HOW)[]) => made.filter((kind) => kinds.includes(kind)).length;
  const [created, revised, conflicts] = [count('created'), count('revised'), count('conflict')];
  const sum = [`${created} imported`];
  if (revised > 0) sum.push(`${revised} revised`);
  if (conflicts > 0) sum.push(`${conflicts} to decide`);
  sum.push(`${count('known', 'unchanged')} imported before`, `${refused} refused`);
  const leftOut = outcomes.length - made.length - refused;
  if (leftOut > 0) sum.push(`${leftOut} left out`);
  if (unread > 0) sum.push(`${unread} not looked at`);
  const next = created + revised > 0 ? ' Nothing of it is approved: edit each article and ask for its review.' : '';
  say(`\n${sum.join(', ')}.${next}`);
}
