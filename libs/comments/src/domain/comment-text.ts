import { InvalidInput, isId } from '#kernel';

/** Characters of one comment. */
export const LONGEST_COMMENT = 5_000;
export const MOST_MENTIONS = 20;

/** Control characters but for tab and line breaks, halves of characters, and signs that turn a line around. */
const HOSTILE = /[\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u;

/** What is wrong with the words and the people of a comment; null when nothing is. The text counts without its edges. */
export function commentFault(text: string, mentions: readonly string[]): InvalidInput | null {
  const length = text.trim().length;
  if (length < 1 || length > LONGEST_COMMENT) {
    return new InvalidInput('text', `Write a comment of 1 to ${LONGEST_COMMENT} characters.`);
  }
  if (HOSTILE.test(text)) {
    return new InvalidInput('text', 'The comment holds characters that cannot be shown. Type it again as plain text.');
  }
  if (mentions.length > MOST_MENTIONS || !mentions.every(isId)) {
    return new InvalidInput('mentions', `Mention at most ${MOST_MENTIONS} people who work at the site.`);
  }
  return null;
}
