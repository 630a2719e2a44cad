import { splitSentences, type TextBlock } from '#document';
import { type Check, type CheckInput, type Hit, hitBlock } from '../check.js';
import { invites, organisationIn, speaksForPractice } from './phrases.js';

const LOOKED_AT = new Set(['paragraph', 'listItem', 'faqAnswer', 'step', 'keyMessage', 'quote']);
const FOUND = {
  code: 'PROMO_CONTENT',
  message: 'This is advertising; move it to a call to action outside the clinical text, or remove it.',
} as const;

/**
 * Advertising inside clinical text: passages that speak for the practice or ask the reader to come, and whole sections
 * that mostly do. What stands in a call to action is where it belongs. Each finding proposes the move.
 */
export const promotionCheck: Check = {
  id: 'promotion',
  version: 2,
  severity: 'fix',
  run(input) {
    const organisation = input.context.organisation ?? organisationIn(input.blocks.map(({ text }) => text));
    const looked = input.blocks.filter(({ kind }) => LOOKED_AT.has(kind));
    const inSections = advertisingSections(input.blocks, organisation);
    return looked
      .filter((block) => inSections.has(block.index) || speaks(block.text, organisation))
      .map((block) => withMove(block, input));
  },
};

function speaks(text: string, organisation: string | null): boolean {
  return (
    speaksForPractice(text, organisation) ||
    splitSentences(text.slice(0, 20_000)).some(({ from, to }) => isOffer(text.slice(from, to)))
  );
}

/** "Call us if it comes with pain" is advice to this reader; "give us a call" is an offer to all. */
function isOffer(sentence: string): boolean {
  const own = /\b(?:us|our|we|free|complimentary)\b|(?:nos|nuestr[oa]s?|gratis|gratuit[oa])(?![\p{L}])/iu.test(
    sentence,
  );
  return own && !/\b(?:if|when|unless|within|si|cuando)\b/i.test(sentence) && invites(sentence);
}

/** The move of the whole top-level block: a call to action stands beside the text, never inside a list. */
function withMove(block: TextBlock, { content }: CheckInput): Hit {
  const path = /^document\.content\[\d+\]/.exec(block.path)?.[0] ?? block.path;
  const top = content.document.content?.[Number(/\d+/.exec(path)?.[0] ?? 0)];
  const movable = top?.type === 'paragraph' || top?.type === 'bulletList' || top?.type === 'orderedList';
  return { ...hitBlock(block, FOUND), ...(movable ? { proposal: { kind: 'moveToCallToAction', paths: [path] } } : {}) };
}

/** Sections whose first paragraph mostly speaks for the practice, and half of whose paragraphs do. Not the lead. */
function advertisingSections(blocks: readonly TextBlock[], organisation: string | null): ReadonlySet<number> {
  const found = new Set<number>();
  const starts = blocks.filter(({ kind }) => kind === 'heading').map(({ index }) => index);
  starts.forEach((start, at) => {
    const section = blocks
      .slice(start + 1, starts[at + 1] ?? blocks.length)
      .filter(({ kind }) => kind === 'paragraph' || kind === 'listItem');
    const paragraphs = section.filter(({ kind }) => kind === 'paragraph');
    const own = paragraphs.map(({ text }) => mostlySpeaks(text.slice(0, 20_000), organisation));
    if (own[0] === true && own.filter(Boolean).length * 2 >= own.length)
      for (const { index } of section) found.add(index);
  });
  return found;
}

/** Most sentences say "we" or the practice's name, and at least one is a phrase of promotion. */
function mostlySpeaks(text: string, organisation: string | null): boolean {
  if (!speaksForPractice(text, organisation)) return false;
  const sentences = splitSentences(text).map(({ from, to }) => text.slice(from, to));
  const own = sentences.filter((one) => /\b(?:we|us|our)\b/i.test(one) || speaksForPractice(one, organisation));
  return own.length * 2 > sentences.length;
}
