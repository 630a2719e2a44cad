/** One line of the source that is not blank. Lines are counted from 1, blank lines included. */
export interface SourceLine {
  /** Number of the line in the file, from 1. */
  readonly line: number;
  /** The line as it stands in the file, without its line ending. */
  readonly raw: string;
  /** The line for matching: trimmed, no-break spaces as spaces, invisible characters left out. */
  readonly plain: string;
}

/** What a file splits into. */
export interface SplitText {
  /** Number of lines, blank ones included. A final line ending does not open another line. */
  readonly lineCount: number;
  readonly lines: readonly SourceLine[];
}

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const ODD_SPACE = /[\u00A0\u202F\u2007\t\v\f]/g;

/** The form of a line that patterns are tried on. Never shown and never stored as content. */
export function plainForm(raw: string): string {
  return raw.replace(INVISIBLE, '').replace(ODD_SPACE, ' ').trim();
}

/**
 * Splits a text at CRLF, CR and LF in one pass and drops blank lines; their numbers stay counted.
 * A byte order mark in front of the first line is not part of that line.
 */
export function splitLines(text: string): SplitText {
  const all = withoutBom(text).split(/\r\n|\r|\n/);
  if (all.length > 1 && all.at(-1) === '') all.pop();
  const lines: SourceLine[] = [];
  all.forEach((raw, index) => {
    if (raw.trim() !== '') lines.push({ line: index + 1, raw, plain: plainForm(raw) });
  });
  return { lineCount: text === '' ? 0 : all.length, lines };
}

function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
