import { isFaqSection, nameIn } from './classify-lines.js';
import type { SourceLine } from './lines.js';
import type { ImportPatterns } from './patterns.js';
import { isCallToAction } from './promotion.js';
import type { Shape } from './shapes.js';
import { hasAtMostWords } from './words.js';

/** A line's shape once the title and the FAQ are known. */
export type Placed =
  | Shape
  | { readonly is: 'title' }
  | { readonly is: 'question'; readonly pair: number }
  | { readonly is: 'answer'; readonly pair: number }
  | { readonly is: 'answerItem'; readonly text: string; readonly ordered: boolean; readonly pair: number }
  | { readonly is: 'misplacedLink'; readonly label: string; readonly title: string };

const MAX_QUESTION_WORDS = 15;

/** Index of the title: the first heading candidate with no body before it, or -1. A title is never made up. */
export function titleIndex(shapes: readonly Shape[], patterns: ImportPatterns): number {
  for (let at = 0; at < shapes.length; at++) {
    const shape = shapes[at] as Shape;
    if (shape.is === 'text' || shape.is === 'listIntro' || shape.is === 'item') return -1;
    if (shape.is !== 'candidate') continue;
    const section = isFaqSection(shape.text, patterns) || nameIn(shape.text, patterns.topSections);
    return section || shape.minor ? -1 : at;
  }
  return -1;
}

/** Marks the title, turns its repetitions into captions (they are image texts), and finds the FAQ. */
export function placeLines(
  lines: readonly SourceLine[],
  shapes: readonly Shape[],
  patterns: ImportPatterns,
): { placed: Placed[]; title: string | null } {
  const at = titleIndex(shapes, patterns);
  const title = at === -1 ? null : withoutMark((lines[at] as SourceLine).plain);
  const named = shapes.map((shape, index): Shape | { is: 'title' } => {
    if (index === at) return { is: 'title' };
    const repeats = title !== null && (lines[index] as SourceLine).plain.toLowerCase() === title.toLowerCase();
    return repeats && shape.is === 'candidate' ? { is: 'caption' } : shape;
  });
  return { placed: placeFaq(lines, named, patterns), title };
}

function withoutMark(plain: string): string {
  return plain.replace(/^#{1,6} +/, '');
}

/** Only a named FAQ section holds questions; each ends at the next question or heading. */
function placeFaq(
  lines: readonly SourceLine[],
  shapes: readonly (Shape | { is: 'title' })[],
  patterns: ImportPatterns,
): Placed[] {
  let inside = false;
  let answering = false;
  let pair = -1;
  const placed = shapes.map((shape, at): Placed => {
    if (shape.is === 'candidate' && isFaqSection(shape.text, patterns)) {
      inside = true;
      answering = false;
    } else if (inside && isQuestion(shape, (lines[at] as SourceLine).plain)) {
      answering = true;
      pair++;
      return { is: 'question', pair };
    } else if (shape.is === 'candidate') {
      inside = false;
      answering = false;
    } else if (answering && shape.is === 'text' && isCallToAction((lines[at] as SourceLine).plain, patterns)) {
      // A practice's closing words under the last question answer nothing.
      answering = false;
    } else if (answering && (shape.is === 'text' || shape.is === 'listIntro')) {
      return { is: 'answer', pair };
    } else if (answering && shape.is === 'item') {
      return { is: 'answerItem', text: shape.text, ordered: shape.ordered, pair };
    }
    return shape;
  });
  markMisplacedLinks(placed);
  return placed;
}

function isQuestion(shape: Shape | { is: 'title' }, plain: string): boolean {
  return (
    (shape.is === 'candidate' || shape.is === 'text') &&
    plain.endsWith('?') &&
    hasAtMostWords(plain, MAX_QUESTION_WORDS)
  );
}

/** A related link between two pairs of a FAQ reads like part of an answer. */
function markMisplacedLinks(placed: Placed[]): void {
  let questionBelow = false;
  for (let at = placed.length - 1; at >= 0; at--) {
    const shape = placed[at] as Placed;
    if (shape.is === 'question') questionBelow = true;
    else if (shape.is === 'candidate') questionBelow = false;
    else if (shape.is === 'relatedLink' && questionBelow && pairAbove(placed, at)) {
      placed[at] = { is: 'misplacedLink', label: shape.label, title: shape.title };
    }
  }
}

function pairAbove(placed: readonly Placed[], from: number): boolean {
  for (let at = from - 1; at >= 0; at--) {
    const is = placed[at]?.is;
    if (is === 'answer' || is === 'answerItem' || is === 'question') return true;
    // Only lifted lines are looked through, so this never walks far.
    if (is !== 'relatedLink' && is !== 'caption') return false;
  }
  return false;
}
