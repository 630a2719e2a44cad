import { canonicalContent } from '../canonical/canonical-content.js';
import { canonicalJson } from '../canonical/canonical-json.js';
import type { ArticleContent, AttributeValue, DocumentNode, Reference } from '../types.js';
import { blockText } from './block-text.js';
import { diffWords, type WordChange } from './diff-words.js';
import { type BlockPair, matchBlocks } from './match-blocks.js';

/** What became of one block of the body. `before` and `after` are its places on the two sides. */
export type BlockChange =
  | { readonly op: 'kept'; readonly before: number; readonly after: number; readonly moved: boolean }
  | { readonly op: 'removed'; readonly before: number; readonly block: DocumentNode }
  | { readonly op: 'inserted'; readonly after: number; readonly block: DocumentNode }
  | {
      readonly op: 'changed';
      readonly before: number;
      readonly after: number;
      readonly moved: boolean;
      /** The block as it is on the new side. */
      readonly block: DocumentNode;
      readonly words: readonly WordChange[];
      readonly attributes: readonly ValueChange[];
      /** Marks, citations, or attributes of inner blocks differ. */
      readonly formatting: boolean;
    };

/** A named value on both sides; null where it has its default or is absent. */
export interface ValueChange {
  readonly name: string;
  readonly before: AttributeValue;
  readonly after: AttributeValue;
}

/** A reference that was added (`before` is null), removed (`after` is null) or changed. */
export interface ReferenceChange {
  readonly key: string;
  readonly before: Reference | null;
  readonly after: Reference | null;
}

export interface ContentDiff {
  /** True when both sides have the same content hash. */
  readonly same: boolean;
  /** Title, summary and locale, where they differ. */
  readonly head: readonly ValueChange[];
  /** In the order of the new side; a removed block stands where it was. */
  readonly blocks: readonly BlockChange[];
  readonly references: readonly ReferenceChange[];
}

/** What changed from one valid content to another, as data: moves, insertions, removals, words, attributes, references. */
export function diffContents(before: ArticleContent, after: ArticleContent): ContentDiff {
  const a = canonicalContent(before);
  const b = canonicalContent(after);
  return {
    same: canonicalJson(a) === canonicalJson(b),
    head: (['title', 'summary', 'locale'] as const)
      .filter((name) => a[name] !== b[name])
      .map((name) => ({ name, before: a[name], after: b[name] })),
    blocks: blockChanges(a.document.content ?? [], b.document.content ?? []),
    references: referenceChanges(a.references, b.references),
  };
}

/** The new side, made from the old one and the difference. */
export function applyDiff(before: ArticleContent, diff: ContentDiff): ArticleContent {
  const old = canonicalContent(before);
  const blocks = old.document.content ?? [];
  const content = diff.blocks.flatMap((change): DocumentNode[] => {
    if (change.op === 'removed') return [];
    return [change.op === 'kept' ? blocks[change.before]! : change.block];
  });
  const changed = new Map(diff.references.map(({ key, after }) => [key, after]));
  const kept = old.references.filter(({ key }) => !changed.has(key));
  const references = [...kept, ...[...changed.values()].filter((reference) => reference !== null)];
  const head = Object.fromEntries(diff.head.map(({ name, after }) => [name, after]));
  return canonicalContent({ ...old, ...head, document: { ...old.document, content }, references });
}

function blockChanges(a: readonly DocumentNode[], b: readonly DocumentNode[]): BlockChange[] {
  const pairs = matchBlocks(a, b);
  const byAfter = new Map(pairs.map((pair) => [pair.after, pair]));
  const matched = new Set(pairs.map(({ before }) => before));
  const removed = a.flatMap((block, before): BlockChange[] =>
    matched.has(before) ? [] : [{ op: 'removed', before, block }],
  );
  const removedBefore = (place: number): BlockChange[] => {
    const count = removed.findIndex((change) => change.op === 'removed' && change.before >= place);
    return removed.splice(0, count < 0 ? removed.length : count);
  };
  const changes = b.flatMap((block, after): BlockChange[] => {
    const pair = byAfter.get(after);
    if (!pair) return [{ op: 'inserted', after, block }];
    return [...(pair.moved ? [] : removedBefore(pair.before)), pairChange(a[pair.before]!, block, pair)];
  });
  return [...changes, ...removed];
}

function pairChange(old: DocumentNode, block: DocumentNode, pair: BlockPair): BlockChange {
  const { before, after, moved } = pair;
  if (pair.equal) return { op: 'kept', before, after, moved };
  const words = diffWords(blockText(old), blockText(block));
  const attributes = valueChanges(old.attrs ?? {}, block.attrs ?? {});
  const textIsSame = words.every(({ op }) => op === 'same');
  const formatting = (textIsSame && attributes.length === 0) || formattingOf(old) !== formattingOf(block);
  return { op: 'changed', before, after, moved, block, words, attributes, formatting };
}

/** The marks and the inner attributes of a block, without its words. */
function formattingOf(node: DocumentNode): string {
  const inner = (child: DocumentNode): unknown[] => [
    ...(child.marks ?? []),
    ...(child.attrs ? [child.attrs] : []),
    ...(child.content ?? []).flatMap(inner),
  ];
  return canonicalJson((node.content ?? []).flatMap(inner));
}

function valueChanges(
  before: Readonly<Record<string, AttributeValue>>,
  after: Readonly<Record<string, AttributeValue>>,
): ValueChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
    .filter((change) => change.before !== change.after);
}

function referenceChanges(before: readonly Reference[], after: readonly Reference[]): ReferenceChange[] {
  const a = new Map(before.map((reference) => [reference.key, reference]));
  const b = new Map(after.map((reference) => [reference.key, reference]));
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .map((key) => ({ key, before: a.get(key) ?? null, after: b.get(key) ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after));
}
