import { bodyLines, type TextOutline } from '../outline.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../patterns.js';
import type { Finding } from './finding.js';
import { sentencesOfLines } from './finding.js';

/** Words in running text that once carried a link. */
export interface InlineLinkRemnant {
  readonly line: number;
  readonly text: string;
}

/** Phrases that only make sense as a link. At most one a sentence and pattern. */
export function inlineLinkRemnants(
  outline: TextOutline,
  patterns: ImportPatterns = DEFAULT_PATTERNS,
): InlineLinkRemnant[] {
  return sentencesOfLines(bodyLines(outline)).flatMap(({ text, line }) =>
    patterns.lostLinks.flatMap((pattern) => {
      const found = pattern.exec(text)?.[1];
      return found === undefined ? [] : [{ line: line.line, text: found }];
    }),
  );
}

export function remnantFindings(remnants: readonly InlineLinkRemnant[]): Finding[] {
  return remnants.map(({ line, text }) => ({
    code: 'LINK_TARGET_LOST',
    line,
    quote: text,
    message: 'These words were a link whose address is lost; find the page it meant or reword the sentence.',
    severity: 'note',
  }));
}
