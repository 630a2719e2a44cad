import type { ImportReport } from '#importing';
import { isRefusal } from '#kernel';
import { printable, say, sayJson, sentenceOf } from './print.js';
import { readTextFile } from './read-text-files.js';
import { checksOf, forPrograms, reportsOf } from './reports-of.js';

/**
 * Prints what the checks find in texts, as one batch: texts that copy or contradict each other are found too. True unless
 * one was refused.
 */
export async function checkFiles(paths: readonly string[], { json }: { json?: boolean }): Promise<boolean> {
  const files = [];
  for (const path of paths) files.push(await readTextFile(path));
  const checked = await reportsOf(files);
  if (json) {
    const found = await checksOf(files);
    const objects = checked.map((file, at) => ({ ...forPrograms(file), ...found[at] }));
    sayJson(objects.length === 1 ? objects[0]! : objects);
  } else {
    for (const { name, report } of checked) {
      if (isRefusal(report)) say(sentenceOf(name, report));
      else showCheck(report);
    }
  }
  return !checked.some(({ report }) => isRefusal(report));
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
