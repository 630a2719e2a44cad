import { type ArticleContent, extractBlocks } from '#document';
import type { DraftPlace } from './selection-place';

/** A whole passage to comment on, for who does not select words: by keyboard alone, or on a small screen. */
export interface Passage extends DraftPlace {
  readonly key: string;
}

/** Every passage of a text that can be commented on as a whole, in reading order. */
export function passagesOf(content: ArticleContent): Passage[] {
  const head = (['title', 'summary'] as const)
    .filter((path) => content[path] !== '')
    .map((path) => ({ key: path, quote: content[path], place: { path, from: 0, to: content[path].length } }));
  const body = extractBlocks(content).map(({ path, text, attribute }) => ({
    key: path,
    quote: text,
    place: attribute ? { path, from: 0, to: text.length } : { path },
  }));
  return [...head, ...body];
}
