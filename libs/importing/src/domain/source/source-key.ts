import type { ArticleDraft } from '../draft/draft.js';
import { canonicalAddress } from '../html/read-html.js';

const LONGEST = 500;

/**
 * What makes two files the same source: WordPress' guid of a post, the canonical address of a page, or else the name of
 * the file. Files of one name need not be the same article (`index.html`), so a key by name asks for more: see
 * `sameArticle`.
 */
export function sourceKeyOf(given: string | null, draft: ArticleDraft, fileName: string): string {
  if (given !== null && given !== '') return `guid:${given}`.slice(0, LONGEST);
  const canonical = draft.format === 'html' || draft.format === 'markdown' ? canonicalAddress(draft.meta) : null;
  return (canonical ? `url:${canonical}` : `file:${fileName}`).slice(0, LONGEST);
}

/** True for a key that any other article may have by chance. */
export function isWeakKey(key: string): boolean {
  return key.startsWith('file:');
}

/** At least this share of the words of the shorter text stands in the other one too. */
const SAME_WORDS = 0.3;

/** Whether two texts with a file name in common are two states of one article: the title or many of the words stayed. */
export function sameArticle(one: { title: string; text: string }, two: { title: string; text: string }): boolean {
  if (one.title !== '' && one.title.toLowerCase() === two.title.toLowerCase()) return true;
  const [first, second] = [wordsIn(one.text), wordsIn(two.text)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared >= Math.max(1, Math.min(first.size, second.size) * SAME_WORDS);
}

function wordsIn(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]{4,}/gu)
      ?.slice(0, 3_000) ?? [],
  );
}
