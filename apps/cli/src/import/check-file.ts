import type { ImportReport } from '#importing';
import { isRefusal } from '#kernel';
import { printable, say, sayJson, sentenceOf } from './print.js';
import { readTextFile } from './read-text-files.js';
import { forPrograms, reportsOf } from './reports-of.js';

/** Prints the findings and the readability of one text. True unless it was refused. */
export async function checkFile(path: string, { json }: { json?: boolean }): Promise<boolean> {
  const [checked] = await reportsOf([await readTextFile(path)]);
  const { name, report } = checked!;
  if (json) sayJson(forPrograms(checked!));
  else if (isRefusal(report)) say(sentenceOf(name, report));
  else showCheck(report);
  return !isRefusal(report);
}

function showCheck(report: ImportReport): void {
  const { readability: it, findings } = report;
  say(`${printable(report.file)}: ${report.title === null ? 'no title' : printable(report.title)}`);
  say(
    `Reading grade ${it.fleschKincaidGrade} (Flesch-Kincaid), SMOG ${it.smog}, reading ease ${it.fleschEase}; ` +
      `${counted(it.sentences, 'sentence')} of ${it.wordsPerSentence} words on average.`,
  );
  for (const { code, line, quote, message, severity } of findings) {
    say(`\n${line === null ? 'whole file' : `line ${line}`}  ${severity}  ${code}`);
    if (quote !== '') say(`  "${printable(quote)}"`);
    say(`  ${printable(message)}`);
  }
  const blocking = findings.filter(({ severity }) => severity === 'block').length;
  say(`\n${counted(findings.length, 'finding')}, ${blocking} of them stop publishing.`);
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
