import { InvalidInput } from '#kernel';

const LONGEST_REASON = 500;

/** Control characters but for tab and line breaks, halves of characters, and signs that turn a line around. */
const HOSTILE = /[\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u;

/** What is wrong with the words in which somebody says why they saved; null when nothing is. */
export function reasonFault(reason: string | null | undefined): InvalidInput | null {
  if (!reason) return null;
  if (reason.length > LONGEST_REASON) {
    return new InvalidInput('reason', `Say it in at most ${LONGEST_REASON} characters.`);
  }
  if (!HOSTILE.test(reason)) return null;
  return new InvalidInput('reason', 'The reason holds characters that cannot be shown. Type it again as plain text.');
}
