import type { DraftReport, ImportReport } from '#importing';
import { isRefusal } from '#kernel';
import { filesAt, isPlainText, sourceReports } from './other-sources.js';
import { printable, say, sayJson, sentenceOf, table } from './print.js';
import { readTextFile } from './read-text-files.js';
import { type FileReport, forPrograms, reportsOf } from './reports-of.js';

const WIDEST_TITLE = 50;

/** Shows what an import of these files would find. Writes nothing; true when no file was refused. */
export async function dryRun(paths: readonly string[], { json }: { json?: boolean }): Promise<boolean> {
  const all = await filesAt(paths);
  const plain = new Set<string>();
  for (const path of all) if (await isPlainText(path)) plain.add(path);
  const texts = [];
  for (const path of plain) texts.push(await readTextFile(path));
  // Plain texts are one batch: only together they show which of them treat one topic.
  const read = (await reportsOf(texts)).values();
  const reports: FileReport[] = [];
  for (const path of all) {
    if (plain.has(path)) reports.push(read.next().value!);
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

interface Dropped {
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

/** Everything that does not become part of the text, and why. */
function droppedOf(report: ImportReport | DraftReport): Dropped[] {
  if ('drops' in report)
    return report.drops.map(({ fromLine, text, value, reason }) => ({
      line: fromLine,
      text: text || value || '',
      why: reason,
    }));
  const as = (why: string) => (one: { line: number; text: string }) => ({ ...one, why });
  return [
    ...report.boilerplateDropped.map(({ line, raw }) => ({ line, text: raw })).map(as('site furniture')),
    ...report.recentPosts
      .map(({ line, title, date }) => ({ line, text: `${title} - ${date}` }))
      .map(as('another article')),
    ...report.relatedLinks
      .map(({ line, label, title }) => ({ line, text: `${label}: ${title}` }))
      .map(as('a link whose address is not in the file')),
    ...report.imagePlaceholders.map(as('the words of a picture that is not in the file')),
  ].sort((a, b) => a.line - b.line);
}

function showDropped(report: ImportReport | DraftReport): void {
  const dropped = droppedOf(report);
  if (dropped.length === 0) return;
  say(`\nDropped from ${printable(report.file)}:`);
  for (const { line, text, why } of dropped)
    say(`  line ${`${line}`.padStart(4)}  ${printable(text)}  (${printable(why)})`);
}
