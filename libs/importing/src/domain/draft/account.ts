import type { DocumentNode } from '#document';
import type { Account } from './draft.js';

/** White space, and characters that cannot be seen or stored: they are no text. */
const NO_TEXT = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u115f\u1160\u3164]/u;
const PLAIN = 128;

/** How often each character stands in some texts. Folded, so that a superscript two and a two are one character. */
export class CharacterCount {
  private readonly counts = new Map<string, number>();
  total = 0;
  /** The characters of ASCII, which most text is made of, by their code: a map of them costs ten times as much. */
  private readonly plain = new Uint32Array(PLAIN);

  add(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= PLAIN) {
        // What combines with a character in front of it is folded together with it.
        this.addFolded(text.slice(Math.max(0, at - 1)), at > 0);
        return;
      }
      if (code > 32 && code < 127) this.addPlain(code, 1);
    }
  }

  private addFolded(text: string, firstIsCounted: boolean): void {
    const first = text.charCodeAt(0);
    if (firstIsCounted && first > 32 && first < 127) this.addPlain(first, -1);
    for (const character of text.normalize('NFKC')) {
      const code = character.charCodeAt(0);
      if (code < PLAIN) {
        if (code > 32 && code < 127) this.addPlain(code, 1);
      } else if (!NO_TEXT.test(character)) {
        this.counts.set(character, (this.counts.get(character) ?? 0) + 1);
        this.total += 1;
      }
    }
  }

  private addPlain(code: number, by: number): void {
    this.plain[code]! += by;
    this.total += by;
  }

  /** Characters that are here more often than in the others together. */
  missingFrom(...others: CharacterCount[]): number {
    let missing = 0;
    for (let code = 33; code < 127; code += 1) {
      const found = others.reduce((sum, other) => sum + other.plain[code]!, 0);
      missing += Math.max(0, this.plain[code]! - found);
    }
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
