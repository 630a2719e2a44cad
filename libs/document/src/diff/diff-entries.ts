import type { ArticleContent, Attributes, AttributeValue, DocumentNode, Reference } from '../types.js';
import { blockText } from './block-text.js';
import { type BlockChange, diffContents, type ReferenceChange, type ValueChange } from './diff-contents.js';
import { diffWords, type WordChange } from './diff-words.js';

/** One line of a difference, ready to be shown: what it is about, what became of it, its words, and what words omit. */
export interface DiffEntry {
  readonly op: 'kept' | 'changed' | 'inserted' | 'removed';
  /** For instance `title`, `paragraph` or `reference george`. */
  readonly label: string;
  readonly moved: boolean;
  readonly words: readonly WordChange[];
  /** Attributes and formatting, each a short phrase such as `sets: 2 → 3`. */
  readonly notes: readonly string[];
}

/** What changed between two contents, in reading order: head, body (kept blocks included), references. */
export function diffEntries(before: ArticleContent, after: ArticleContent): DiffEntry[] {
  const { head, blocks, references } = diffContents(before, after);
  const old = before.document.content ?? [];
  return [...head.map(headEntry), ...blocks.map((change) => blockEntry(change, old)), ...references.map(sourceEntry)];
}

function headEntry({ name, before, after }: ValueChange): DiffEntry {
  const words = diffWords(String(before ?? ''), String(after ?? ''));
  return { op: 'changed', label: name, moved: false, words, notes: [] };
}

function blockEntry(change: BlockChange, old: readonly DocumentNode[]): DiffEntry {
  const { op } = change;
  const block = change.op === 'kept' ? old[change.before]! : change.block;
  const moved = 'moved' in change && change.moved;
  const label = block.type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (change.op === 'changed') {
    const formatting = change.formatting ? ['links, emphasis, citations or inner details changed'] : [];
    const notes = [...change.attributes.map(({ name, before, after }) => arrow(name, before, after)), ...formatting];
    return { op, label, moved, words: change.words, notes };
  }
  const words: WordChange[] = [
    { op: op === 'kept' ? 'same' : change.op === 'removed' ? 'removed' : 'inserted', text: blockText(block) },
  ];
  return { op, label, moved, words, notes: op === 'kept' ? [] : attributeNotes(block.attrs ?? {}) };
}

function sourceEntry({ key, before, after }: ReferenceChange): DiffEntry {
  const op = before === null ? 'inserted' : after === null ? 'removed' : 'changed';
  return { op, label: `reference ${key}`, moved: false, words: diffWords(cited(before), cited(after)), notes: [] };
}

/** Every field of a reference: any of them may be the one that changed. */
function cited(reference: Reference | null): string {
  const { key: _key, ...fields } = reference ?? { key: '' };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

function attributeNotes(attrs: Attributes): string[] {
  return Object.entries(attrs).map(([name, value]) => `${name}: ${shown(value)}`);
}

function arrow(name: string, before: AttributeValue, after: AttributeValue): string {
  return `${name}: ${shown(before)} → ${shown(after)}`;
}

function shown(value: AttributeValue): string {
  return value === null ? 'none' : String(value);
}
