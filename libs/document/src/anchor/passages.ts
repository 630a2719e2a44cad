import { canonicalJson } from '../canonical/canonical-json.js';
import { canonicalNode } from '../canonical/canonical-node.js';
import { tokens } from '../diff/align.js';
import { TEXT_ATTRIBUTES } from '../extract/text-block.js';
import { textOf } from '../plain-text.js';
import { articleSchema } from '../schema/article-schema.js';
import type { ArticleContent, DocumentNode } from '../types.js';

/** One run of text of a content that has words: a text block, the text of an attribute, or a block that is all data. */
export interface Passage {
  readonly kind: 'text' | 'attribute' | 'atom';
  /** The attribute, or the block that is all data. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** What must be equal for two passages to be the same one. */
  readonly key: string;
}

/** A word or a sign, without white space: setting a text anew does not change its words. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Place of its passage. */
  readonly passage: number;
  /** False for signs. */
  readonly isWord: boolean;
}

/** One side of a comparison. */
export interface Side {
  readonly passages: readonly Passage[];
  readonly tokens: readonly Token[];
  /** The place of each passage's first token; one more at the end. */
  readonly first: readonly number[];
}

/** The passages of a body: text blocks in reading order, one row of words; then all others, which stand in no row. */
export function passagesOf(content: ArticleContent): Passage[] {
  const texts: Passage[] = [];
  const others: Passage[] = [];
  const visit = (node: DocumentNode, path: string): void => {
    if (articleSchema.nodes[node.type]?.isTextblock) {
      const text = textOf(node);
      if (/\S/.test(text)) texts.push({ kind: 'text', name: '', path, text, key: text });
      return;
    }
    for (const attribute of Object.keys(TEXT_ATTRIBUTES[node.type] ?? {})) {
      const text = node.attrs?.[attribute];
      if (typeof text !== 'string' || !/\S/.test(text)) continue;
      const place = `${path}.attrs.${attribute}`;
      others.push({ kind: 'attribute', name: attribute, path: place, text, key: `${attribute}\n${text}` });
    }
    if (articleSchema.nodes[node.type]?.isAtom) {
      const text = Object.values(node.attrs ?? {}).join(' ');
      const words = /\S/.test(text) ? text : node.type;
      others.push({ kind: 'atom', name: node.type, path, text: words, key: canonicalJson(canonicalNode(node)) });
    }
    for (const [index, child] of (node.content ?? []).entries()) visit(child, `${path}.content[${index}]`);
  };
  for (const [index, child] of (content.document.content ?? []).entries()) visit(child, `document.content[${index}]`);
  return [...texts, ...others];
}

/** Passages with their words counted through. */
export function sideOf(passages: readonly Passage[]): Side {
  const all: Token[] = [];
  const first: number[] = [];
  for (const [passage, { text }] of passages.entries()) {
    first.push(all.length);
    let start = 0;
    for (const token of tokens(text)) {
      const end = start + token.length;
      if (/\S/.test(token)) {
        all.push({ text: token, start, end, passage, isWord: /[\p{L}\p{N}]/u.test(token) });
      }
      start = end;
    }
  }
  first.push(all.length);
  return { passages, tokens: all, first };
}

/** The words and signs of one passage. */
export function tokensOf(side: Side, passage: number): readonly Token[] {
  return side.tokens.slice(side.first[passage], side.first[passage + 1]);
}
