import { spellerFor } from '#dictionaries';
import { type CheckedUnit, checkUnits } from '#importing';
import { printable, say, sayJson, sentenceOf } from '../import/print.js';
import { refusalForPrograms } from '../import/reports-of.js';
import { type Answer, type CheckOptions, exitCode } from './exit-code.js';
import { namedFiles } from './named-files.js';
import { readUnits } from './read-units.js';

/**
 * Prints what the checks find in files of every kind that can be imported, as one batch: texts that copy or contradict
 * each other are found too. A file that cannot be read is a sentence, and the others go on.
 *
 * @returns the exit code
 */
export async function checkFiles(
  words: readonly string[],
  options: CheckOptions & { locale: string },
): Promise<number> {
  const parts = await readUnits(await namedFiles(words), options.locale);
  const checked: CheckedUnit[] = [];
  const units = parts.flatMap((part) => ('refusal' in part ? [] : [part]));
  for await (const one of checkUnits(units, spellerFor)) checked.push(one);
  const objects: object[] = [];
  const answers: Answer[] = [];
  for (const part of parts) {
    const result = 'refusal' in part ? part : checked.shift()!;
    if ('refusal' in result) {
      answers.push('unreadable');
      if (options.json) objects.push(refusalForPrograms(result.name, result.refusal));
      else say(sentenceOf(result.name, result.refusal));
    } else {
      answers.push(...result.checks.map(({ severity }) => severity));
      if (options.json) objects.push(result);
      else showCheck(result);
    }
  }
  if (options.json) sayJson(objects.length === 1 ? objects[0]! : objects);
  return exitCode(answers, options);
}

function showCheck({ file, title, locale, readability: it, checks, findings }: CheckedUnit): void {
  say(`\n${printable(file)}: ${title === null ? 'no title' : printable(title)}`);
  say(grades(locale, it));
  // What only the source shows, such as a lost picture, stands beside what the checks find in the article.
  const known = new Set(checks.map(({ code }) => code));
  const ofSource = findings.filter(({ code }) => !known.has(code)).map((one) => ({ ...one, path: '' }));
  for (const { code, line, path, quote, message, severity } of [...checks, ...ofSource]) {
    say(`\n${line === null ? (path === '' ? 'whole file' : path) : `line ${line}`}  ${severity}  ${code}`);
    if (quote !== '') say(`  "${printable(quote)}"`);
    say(`  ${printable(message)}`);
  }
  const blocking = checks.filter(({ severity }) => severity === 'block').length;
  say(`\n${counted(checks.length + ofSource.length, 'finding')}, ${blocking} of them stop publishing.`);
}

function grades(locale: string, it: CheckedUnit['readability']): string {
  const length = `${counted(it.sentences, 'sentence')} of ${it.wordsPerSentence} words on average.`;
  return locale.startsWith('es')
    ? `Reading ease ${it.fleschEase} (Fernández Huerta); ${length}`
    : `Reading grade ${it.fleschKincaidGrade} (Flesch-Kincaid), SMOG ${it.smog}, reading ease ${it.fleschEase}; ${length}`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
