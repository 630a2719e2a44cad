import type { Drop, DropKind } from '../draft/draft.js';
import { type Element, linesOfTree } from './dom.js';
import type { Lines } from './loose.js';

/** A drop whose place in the article is not known yet. */
export type PendingDrop = Omit<Drop, 'before' | 'id'> & { readonly at: number };

/** Longer properties are cut: an address inlined as data can have megabytes. */
const LONGEST_VALUE = 300;

/** Everything that did not come along, in the order it was met. */
export class Drops {
  readonly all: PendingDrop[] = [];

  /** Words that were left out. Blank ones are nothing. */
  words(kind: DropKind, reason: string, text: string, { fromLine, toLine, at }: Lines): void {
    if (text.trim() === '') return;
    this.all.push({ kind, reason, text, fromLine, toLine, at });
  }

  /** A property that was left out, such as the target of a link whose words stay. */
  property(kind: DropKind, reason: string, value: string, { fromLine, toLine, at }: Lines): void {
    const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}...` : value;
    this.all.push({ kind, reason, text: '', value: shown, fromLine, toLine, at });
  }

  /** A whole part of the page. */
  tree(kind: DropKind, reason: string, element: Element): void {
    const { line, toLine, at } = element;
    this.words(kind, reason, linesOfTree(element), { fromLine: line, toLine, at });
  }
}
