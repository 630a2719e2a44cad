import type { TextBlock } from '#document';
import { type Check, type Hit, quoteAround } from '../check.js';

const ENDED = /[.!?…:;。！？]["'”’)\]»*]*$/u;
/** Words that no sentence ends on. */
const OPEN_END =
  /(?:^|\s)(?:the|a|an|and|or|but|of|to|with|for|in|on|at|by|from|that|which|who|is|are|was|were|has|have|had|will|can|may|your|our|their|el|la|los|las|un|una|y|o|de|con|para|por|que|su|es)$/i;
const QUOTED = 60;
const FEWEST_WORDS = 8;

/**
 * A text that breaks off: the last paragraph of the article has no full stop, or a paragraph anywhere ends on a word
 * that cannot end a sentence. An offer or a byline at the end is no sentence.
 */
export const truncationCheck: Check = {
  id: 'truncated-text',
  version: 1,
  severity: 'block',
  run({ blocks }) {
    const prose = blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'listItem' || kind === 'faqAnswer');
    const last = prose.at(-1);
    return prose.filter((block) => breaksOff(block, block === last)).map(hitOf);
  },
};

function breaksOff({ text, kind }: TextBlock, isLast: boolean): boolean {
  const end = text.slice(-400).trimEnd();
  if (ENDED.test(end)) return false;
  if (OPEN_END.test(end) && words(end) >= 4) return true;
  // A short closing line without a full stop is a signature; a long one was cut off.
  return isLast && kind === 'paragraph' && words(text.slice(0, 4_000)) >= FEWEST_WORDS;
}

function words(text: string): number {
  return text.trim().split(/\s+/).length;
}

function hitOf(block: TextBlock): Hit {
  const message = 'The text breaks off here; complete it from its source or remove the passage before publishing.';
  const end = block.text.trimEnd().length;
  const at = Math.max(0, end - QUOTED);
  return {
    code: 'TRUNCATED_TEXT',
    message,
    path: block.path,
    blockIndex: block.index,
    ...quoteAround(block.text.slice(0, end), at, end - at),
    passage: block.text,
  };
}
