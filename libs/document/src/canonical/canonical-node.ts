import { type AttributeSpec, BLOCK_ATTRIBUTES, MARK_ATTRIBUTES } from '../schema/attributes.js';
import type { Attributes, AttributeValue, DocumentMark, DocumentNode } from '../types.js';
import { canonicalJson } from './canonical-json.js';
import { nfc } from './nfc.js';

const MARK_RANK = new Map(Object.keys(MARK_ATTRIBUTES).map((name, index) => [name, index]));

/**
 * A valid node in its one form: default attributes, empty lists of marks and empty contents left out, marks in the
 * schema's order, neighbouring texts with equal marks joined, text in NFC.
 *
 * Defaults are left out rather than filled in, so that a schema which gains an optional attribute does not change the
 * hash, and with it the approval, of every article that does not use it.
 */
export function canonicalNode(node: DocumentNode): DocumentNode {
  const attrs = canonicalAttributes(node.attrs, BLOCK_ATTRIBUTES[node.type] ?? {});
  const marks = canonicalMarks(node.marks ?? []);
  const content = joinTexts(node.content ?? []).map(canonicalNode);
  return {
    type: node.type,
    ...(attrs ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
    ...(marks.length > 0 ? { marks } : {}),
    ...(node.text === undefined ? {} : { text: nfc(node.text) }),
  };
}

function canonicalAttributes(
  attrs: Attributes | undefined | null,
  specs: Readonly<Record<string, AttributeSpec>>,
): Attributes | undefined {
  const kept = Object.entries(attrs ?? {})
    .filter(([name, value]) => value !== undefined && value !== specs[name]?.default)
    .map(([name, value]): [string, AttributeValue] => [name, typeof value === 'string' ? nfc(value) : value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Marks are a set: their order and a repetition say nothing. Citations of one text are ordered by their key. */
function canonicalMarks(marks: readonly DocumentMark[]): DocumentMark[] {
  if (marks.length === 0) return [];
  const byForm = new Map<string, DocumentMark>();
  for (const mark of marks) {
    const attrs = canonicalAttributes(mark.attrs, MARK_ATTRIBUTES[mark.type] ?? {});
    const canonical = { type: mark.type, ...(attrs ? { attrs } : {}) };
    byForm.set(canonicalJson(canonical), canonical);
  }
  return [...byForm.entries()]
    .sort(([formA, a], [formB, b]) => rank(a) - rank(b) || (formA < formB ? -1 : 1))
    .map(([, mark]) => mark);
}

function rank(mark: DocumentMark): number {
  return MARK_RANK.get(mark.type) ?? MARK_RANK.size;
}

function joinTexts(nodes: readonly DocumentNode[]): DocumentNode[] {
  const joined: { node: DocumentNode; marks: string }[] = [];
  for (const node of nodes) {
    const marks = node.type === 'text' && node.marks?.length ? canonicalJson(canonicalMarks(node.marks)) : '';
    const last = joined.at(-1);
    if (last && node.type === 'text' && last.node.type === 'text' && last.marks === marks) {
      last.node = { ...last.node, text: `${last.node.text}${node.text}` };
    } else joined.push({ node, marks });
  }
  return joined.map(({ node }) => node);
}
