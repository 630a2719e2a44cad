import type { Refusal } from '#kernel';

// A text or a file name may hold signs that a terminal obeys, or that turn the direction of the line around.
const COMMANDS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A text from a file, safe to show in a terminal on one line. */
export function printable(text: string): string {
  return text.replace(COMMANDS, ' ').trim();
}

/** One line to standard output. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** One JSON document to standard output. */
export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2));
}

/** The sentence of a refusal, with the file it is about where it does not name it itself. */
export function sentenceOf(name: string, { message }: Refusal): string {
  return printable(message.includes(name) ? message : `${name}: ${message}`);
}

/** Rows under their heads; columns of numbers stand to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => `${row[at]}`.length)));
  const lineOf = (cells: readonly (string | number)[], right: (at: number) => boolean) =>
    cells
      .map((cell, at) => (right(at) ? `${cell}`.padStart(widths[at]!) : `${cell}`.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd();
  const numbers = (at: number) => typeof rows[0]?.[at] === 'number';
  return [heads, ...rows].map((cells) => lineOf(cells, numbers)).join('\n');
}
