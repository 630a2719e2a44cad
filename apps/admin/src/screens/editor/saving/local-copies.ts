import { createStore, del, get, set } from 'idb-keyval';
import type { LocalCopy } from './save-types';

const copies = createStore('carepress-edits', 'copies');

/** One copy for each person, article and language. */
export function copyKey(personId: string, articleId: string, locale: string): string {
  return `${personId} ${articleId} ${locale}`;
}

/** The copy that an earlier visit left; nothing where the browser keeps nothing. */
export async function readCopy(key: string): Promise<LocalCopy | undefined> {
  try {
    return await get<LocalCopy>(key, copies);
  } catch {
    return undefined;
  }
}

/** Keeps a copy. A browser that keeps nothing (private windows of some) is no reason to stop somebody from writing. */
export async function writeCopy(key: string, copy: LocalCopy): Promise<void> {
  try {
    await set(key, copy, copies);
  } catch {
    // The state on the screen says "Not saved" for as long as the server does not have the text.
  }
}

export async function deleteCopy(key: string): Promise<void> {
  try {
    await del(key, copies);
  } catch {
    // As above.
  }
}
