import { textOf } from './plain-text.js';
import type { ArticleContent, DocumentNode } from './types.js';

const LONGEST_SLUG = 60;

/** A piece of text as the readable part of an address or id: lower-case letters and digits of any script, hyphens. */
export function slugify(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return [...slug]
    .slice(0, LONGEST_SLUG)
    .join('')
    .replace(/^-+|-+$/g, '');
}

/** Gives out ids that are unique within one page: `pain`, `pain-2`, `pain-3`. */
export class UniqueIds {
  private readonly taken = new Set<string>();
  constructor(private readonly prefix: string) {}

  take(text: string, fallback: string): string {
    const base = `${this.prefix}${slugify(text) || fallback}`;
    let id = base;
    for (let n = 2; this.taken.has(id); n += 1) id = `${base}-${n}`;
    this.taken.add(id);
    return id;
  }
}

/** A heading of the article, with the id that `renderHtml` gives it. */
export interface OutlineEntry {
  readonly level: number;
  readonly text: string;
  readonly id: string;
  /** For instance `document.content[2]`. */
  readonly path: string;
}

/**
 * The article's own headings in order. Headings take their ids before every other block does, so that a link to a
 * heading stays right when a box is added above it.
 */
export function outline(content: ArticleContent, idPrefix = 's-'): OutlineEntry[] {
  return headingsOf(content.document, new UniqueIds(idPrefix)).map(({ node: _node, ...entry }) => entry);
}

/** As `outline`, with the nodes themselves, and with the ids taken out of the given supply. */
export function headingsOf(document: DocumentNode, ids: UniqueIds): (OutlineEntry & { node: DocumentNode })[] {
  return (document.content ?? []).flatMap((node, index) => {
    if (node.type !== 'heading') return [];
    const text = textOf(node).replace(/\s+/g, ' ').trim();
    const level = Number(node.attrs?.level);
    return [{ level, text, id: ids.take(text, 'section'), path: `document.content[${index}]`, node }];
  });
}
