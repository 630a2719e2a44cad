import {
  type ArticleContent,
  type BlockChange,
  type DocumentNode,
  diffContents,
  diffWords,
  type ReferenceChange,
  type ValueChange,
  type WordChange,
} from '#document';

/** What one line of a comparison shows. */
export interface CompareRow {
  readonly key: string;
  readonly op: 'kept' | 'changed' | 'inserted' | 'removed';
  /** What it is: `title`, `summary` or the type of a block. */
  readonly type: string;
  /** Of a heading. */
  readonly level?: number;
  readonly moved: boolean;
  readonly words: readonly WordChange[];
  /** Values that are no words, such as a dose. */
  readonly values: readonly ValueChange[];
  /** Sources and links that stand in it on one side only. */
  readonly marks: readonly MarkChange[];
  /** Emphasis, or values of inner blocks, differ in another way. */
  readonly formatting: boolean;
}

/** A citation or link that a block gained or lost. */
export interface MarkChange {
  readonly kind: 'citation' | 'link';
  readonly op: 'inserted' | 'removed';
  readonly target: string;
}

/** Rows that changed one by one, and rows without a change together. */
export type CompareGroup =
  | { readonly kind: 'kept'; readonly rows: readonly CompareRow[] }
  | { readonly kind: 'change'; readonly row: CompareRow };

export interface Comparison {
  readonly same: boolean;
  readonly groups: readonly CompareGroup[];
  readonly references: readonly ReferenceChange[];
  /** How many places changed. */
  readonly count: number;
}

/** What changed from one content to another, in reading order, ready to be drawn. */
export function compare(before: ArticleContent, after: ArticleContent): Comparison {
  const { same, blocks, references } = diffContents(before, after);
  const old = before.document.content ?? [];
  const rows = [...headRows(before, after), ...blocks.map((change, at) => blockRow(change, old, at))];
  const groups: CompareGroup[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.op !== 'kept' || row.moved) groups.push({ kind: 'change', row });
    else if (last?.kind === 'kept') groups[groups.length - 1] = { kind: 'kept', rows: [...last.rows, row] };
    else groups.push({ kind: 'kept', rows: [row] });
  }
  const changes = groups.filter(({ kind }) => kind === 'change').length;
  return { same, groups, references, count: changes + references.length };
}

const UNTOUCHED = { moved: false, values: [], marks: [], formatting: false } as const;

function headRows(before: ArticleContent, after: ArticleContent): CompareRow[] {
  return (['title', 'summary'] as const)
    .filter((type) => before[type] !== '' || after[type] !== '')
    .map((type) => {
      const words = diffWords(before[type], after[type]);
      const op = before[type] === after[type] ? 'kept' : 'changed';
      return { key: type, op, type, words, ...UNTOUCHED };
    });
}

function blockRow(change: BlockChange, old: readonly DocumentNode[], at: number): CompareRow {
  const { op } = change;
  const block = change.op === 'kept' ? (old[change.before] as DocumentNode) : change.block;
  const level = typeof block.attrs?.level === 'number' ? { level: block.attrs.level } : {};
  const row = { key: String(at), op, type: block.type, ...level, moved: 'moved' in change && change.moved };
  if (change.op === 'changed') {
    const marks = markChanges(old[change.before], block);
    return { ...row, words: change.words, values: change.attributes, marks, formatting: change.formatting };
  }
  const side = change.op === 'kept' ? 'same' : change.op;
  const words: WordChange[] = [{ op: side, text: linesOf(block) }];
  const values = Object.entries(block.attrs ?? {})
    .filter(([name, value]) => value !== null && !HIDDEN.has(name))
    .map(
      ([name, value]): ValueChange => (op === 'removed' ? { name, before: value, after: null } : shown(name, value)),
    );
  return { ...row, words, values: row.level === undefined ? values : [], marks: [], formatting: false };
}

const HIDDEN = new Set(['level', 'start', 'colspan', 'rowspan', 'contentHash']);

const shown = (name: string, value: ValueChange['after']): ValueChange => ({ name, before: null, after: value });

const INLINE = new Set(['text', 'hardBreak']);

/** The words of a block, each of its inner blocks on a line of its own. */
function linesOf(node: DocumentNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  const parts = node.content ?? [];
  return parts.map(linesOf).join(parts.every(({ type }) => INLINE.has(type)) ? '' : '\n');
}

/** The citations and links that one side has and the other has not. */
function markChanges(before: DocumentNode | undefined, after: DocumentNode): MarkChange[] {
  const [old, now] = [targetsOf(before), targetsOf(after)];
  const missing = (from: readonly string[], among: readonly string[], op: MarkChange['op']) =>
    [...new Set(from)]
      .filter((one) => !among.includes(one))
      .map((one): MarkChange => {
        const [kind, ...target] = one.split(' ');
        return { kind: kind as MarkChange['kind'], op, target: target.join(' ') };
      });
  return [...missing(old, now, 'removed'), ...missing(now, old, 'inserted')];
}

function targetsOf(node: DocumentNode | undefined): string[] {
  if (!node) return [];
  const own = (node.marks ?? []).flatMap(({ type, attrs }) => {
    if (type === 'citation') return [`citation ${attrs?.referenceKey}`];
    return type === 'link' ? [`link ${attrs?.href}`] : [];
  });
  return [...own, ...(node.content ?? []).flatMap(targetsOf)];
}
