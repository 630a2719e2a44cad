import type { ImportReport } from '#importing';
import { isRefusal } from '#kernel';
import { isPlainText, sourceReports, withoutFolders } from './other-sources.js';
import { printable, say, sayJson, sentenceOf, table } from './print.js';
import { readTextFile } from './read-text-files.js';
import { type FileReport, forPrograms, reportsOf } from './reports-of.js';

const WIDEST_TITLE = 50;

/** Shows what an import of these files would find. Writes nothing; true when no file was refused. */
export async function dryRun(paths: readonly string[], { json }: { json?: boolean }): Promise<boolean> {
  const all = await withoutFolders(paths);
  const texts = [];
  for (const path of all.filter(isPlainText)) texts.push(await readTextFile(path));
  // Plain texts are one batch: only together they show which of them treat one topic.
  const read = (await reportsOf(texts)).values();
  const reports: FileReport[] = [];
  for (const path of all) {
    if (isPlainText(path)) reports.push(read.next().value!);
    else reports.push(...(await sourceReports(path)));
  }
  if (json) sayJson(reports.map(forPrograms));
  else showReports(reports);
  return !reports.some(({ report }) => isRefusal(report));
}

function showReports(reports: readonly FileReport[]): void {
  const read = reports.flatMap(({ report }) => (isRefusal(report) ? [] : [report]));
  if (read.length > 0) say(table(HEADS, read.map(rowOf)));
  for (const report of read) showDropped(report);
  const refused = reports.flatMap(({ name, report }) => (isRefusal(report) ? [sentenceOf(name, report)] : []));
  if (read.length > 0 && refused.length > 0) say();
  for (const sentence of refused) say(sentence);
  if (read.length > 0) say('\nNothing was imported. Each warning with its line: carepress check FILE');
}

const HEADS = ['File', 'Title', 'Headings', 'Paragraphs', 'Warnings', 'Dropped'];

function rowOf(report: ImportReport): (string | number)[] {
  const { headings, paragraphs, warnings } = report;
  return [
    printable(report.file),
    shortened(printable(report.title ?? '(none)')),
    headings.length,
    paragraphs,
    warnings.length,
    droppedOf(report).length,
  ];
}

function shortened(title: string): string {
  return title.length > WIDEST_TITLE ? `${title.slice(0, WIDEST_TITLE - 3).trimEnd()}...` : title;
}

/** Lines that are not taken over: furniture of the page, and the teasers of other articles. */
function droppedOf(report: ImportReport): { line: number; text: string }[] {
  return [
    ...report.boilerplateDropped.map(({ line, raw }) => ({ line, text: raw })),
    ...report.recentPosts.map(({ line, title, date }) => ({ line, text: `${title} - ${date}` })),
  ].sort((a, b) => a.line - b.line);
}

function showDropped(report: ImportReport): void {
  const dropped = droppedOf(report);
  if (dropped.length === 0) return;
  say(`\nDropped from ${printable(report.file)}:`);
  for (const { line, text } of dropped) say(`  line ${`${line}`.padStart(4)}  ${printable(text)}`);
}
