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

function lineOf({ name, outcome }: FileOutcome, publicUrl: string): string {
  if (isRefusal(outcome)) return sentenceOf(name, outcome);
  const how = outcome.created ? 'imported' : 'was imported before, nothing changed';
  return `${printable(name)}: ${how}. ${publicUrl}/admin/articles/${outcome.articleId}`;
}

function outcomeForPrograms({ name, outcome }: FileOutcome): object {
  return isRefusal(outcome) ? refusalForPrograms(name, outcome) : { file: name, ...outcome };
}

function showSum(outcomes: readonly FileOutcome[], files: number): void {
  const made = outcomes.flatMap(({ outcome }) => (isRefusal(outcome) ? [] : [outcome]));
  const created = made.filter((it) => it.created).length;
  const sum = [`${created} imported`, `${made.length - created} imported before`];
  sum.push(`${outcomes.length - made.length} refused`);
  if (outcomes.length < files) sum.push(`${files - outcomes.length} not looked at`);
  say(
    `\n${sum.join(', ')}.${created > 0 ? ' Nothing of it is approved: edit each article and ask for its review.' : ''}`,
  );
}
