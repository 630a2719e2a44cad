import { splitSentences, type TextBlock, type TextBlockKind } from '#document';
import type { PlacedSentence } from './check.js';

/** What a reader takes as the text speaking: running text and offers. Not headings, questions, captions or cells. */
const SPOKEN: ReadonlySet<TextBlockKind> = new Set<TextBlockKind>([
  'paragraph',
  'listItem',
  'step',
  'quote',
  'keyMessage',
  'exercise',
  'faqAnswer',
  'warning',
  'patientStory',
  'callToAction',
]);

/** A passage without a full stop is looked at in pieces of this length, so that no pattern meets a huge string. */
const LONGEST_PIECE = 1_200;

/** The sentences of blocks that speak to the reader, each with its place. */
export function sentencesIn(blocks: readonly TextBlock[]): PlacedSentence[] {
  return blocks
    .filter(({ kind }) => SPOKEN.has(kind))
    .flatMap((block) => splitSentences(block.text).flatMap(({ from, to }) => piecesOf(block, from, to)));
}

function piecesOf(block: TextBlock, from: number, to: number): PlacedSentence[] {
  const pieces: PlacedSentence[] = [];
  for (let at = from; at < to; at += LONGEST_PIECE) {
    const end = Math.min(to, at + LONGEST_PIECE);
    pieces.push({ text: block.text.slice(at, end), from: at, to: end, block });
  }
  return pieces;
}
