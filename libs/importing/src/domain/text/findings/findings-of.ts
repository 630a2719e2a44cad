import type { TextOutline } from '../outline.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../patterns.js';
import { fileFindings } from './about-file.js';
import { type Finding, inFileOrder } from './finding.js';
import { structureFindings } from './structure.js';
import { type TextKnowledge, textFindings } from './text-findings.js';

/**
 * Everything an editor should look at in one file, in the order of its lines: what the checks of the workbench say about
 * the text, and what only the file shows, such as lost links, pictures and dates.
 */
export function findingsOf(
  outline: TextOutline,
  patterns: ImportPatterns = DEFAULT_PATTERNS,
  knowledge: TextKnowledge = {},
): Finding[] {
  return inFileOrder([
    ...fileFindings(outline),
    ...textFindings(outline, knowledge),
    ...structureFindings(outline, patterns),
  ]);
}
