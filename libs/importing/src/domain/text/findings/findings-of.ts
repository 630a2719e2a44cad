import { bodyLines, type TextOutline } from '../outline.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../patterns.js';
import { fileFindings } from './about-file.js';
import { doseFindings, escalationFindings } from './advice.js';
import { claimFindings, storyFindings } from './claims.js';
import { type Finding, inFileOrder, sentencesOfLines } from './finding.js';
import { inlineLinkRemnants, remnantFindings } from './lost-links.js';
import { redFlagFindings } from './red-flags.js';
import { repetitionFindings } from './repetition.js';
import { structureFindings } from './structure.js';
import {
  grammarFindings,
  jargonFindings,
  longSentenceFindings,
  spellingFindings,
  typographyFindings,
} from './wording.js';

/**
 * Everything an editor should look at in one text, in the order of the file. Claims are looked for in running text
 * only: never in links, titles of other posts, captions or site furniture.
 */
export function findingsOf(outline: TextOutline, patterns: ImportPatterns = DEFAULT_PATTERNS): Finding[] {
  const lines = bodyLines(outline);
  const sentences = sentencesOfLines(lines);
  return inFileOrder([
    ...fileFindings(outline, sentences),
    ...redFlagFindings(sentences),
    ...claimFindings(sentences),
    ...storyFindings(sentences, outline.hasByline),
    ...escalationFindings(sentences),
    ...doseFindings(sentences),
    ...structureFindings(outline, patterns),
    ...remnantFindings(inlineLinkRemnants(outline, patterns)),
    ...repetitionFindings(lines),
    ...jargonFindings(sentences),
    ...longSentenceFindings(sentences),
    ...grammarFindings(sentences, lines),
    ...spellingFindings(outline.lines),
    ...typographyFindings(outline.lines),
  ]);
}
