import type { DocumentNode } from '#document';
import type { Account } from './draft.js';

/** White space, and characters that cannot be seen or stored: they are no text. */
const NO_TEXT = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u115f\u1160\u3164]/gu;

/** How often each character stands in some texts. Folded, so that a superscript two and a two are one character. */
export class CharacterCount {
  readonly counts = new Map<string, number>();
  total = 0;

  add(text: string): void {
    for (const character of text.normalize('NFKC').replace(NO_TEXT, '')) {
      this.counts.set(character, (this.counts.get(character) ?? 0) + 1);
      this.total += 1;
    }
  }

  /** Characters that are here more often than in the others together. */
  missingFrom(...others: CharacterCount[]): number {
    let missing = 0;
    for (const [character, count] of this.counts) {
      const found = others.reduce((sum, other) => sum + (other.counts.get(character) ?? 0), 0);
      missing += Math.max(0, count - found);
    }
    return missing;
  }
}

/**
 * Adds up where the text of a source went. The sides are counted apart: the input from the source itself, the kept from
 * the finished article. A parser that loses a word cannot hide it.
 */
export function accountOf(input: readonly string[], kept: readonly string[], dropped: readonly string[]): Account {
  const [source, body, left] = [input, kept, dropped].map((texts) => {
    const count = new CharacterCount();
    for (const text of texts) count.add(text);
    return count;
  }) as [CharacterCount, CharacterCount, CharacterCount];
  return { input: source.total, kept: body.total, dropped: left.total, lost: source.missingFrom(body, left) };
}

const SHOWN_ATTRIBUTES = ['alt', 'caption', 'credit', 'title', 'label', 'definition'] as const;

/** Every text of a document that a reader meets, its words in attributes among them. */
export function textsOf(document: DocumentNode): string[] {
  const texts: string[] = [];
  const open: DocumentNode[] = [document];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.text) texts.push(node.text);
    for (const name of SHOWN_ATTRIBUTES) {
      const value = node.attrs?.[name];
      if (typeof value === 'string') texts.push(value);
    }
    for (const child of node.content ?? []) open.push(child);
  }
  return texts;
}
