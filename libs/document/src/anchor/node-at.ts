import { textOf } from '../plain-text.js';
import { articleSchema } from '../schema/article-schema.js';
import type { ArticleContent, DocumentNode } from '../types.js';

const PATH = /^document(?:\.content\[\d{1,5}\])+$/;
const LONGEST_PATH = 400;

/** The block at a path; undefined when there is none, or it is a piece of text. */
export function nodeAt(content: ArticleContent, path: string): DocumentNode | undefined {
  if (path.length > LONGEST_PATH || !PATH.test(path)) return undefined;
  const steps = [...path.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  const node = steps.reduce<DocumentNode | undefined>((at, step) => at?.content?.[step], content.document);
  return node && articleSchema.nodes[node.type]?.isBlock ? node : undefined;
}

/** The text at a path: a head field, a text block, or the value of an attribute; undefined when there is none. */
export function textAt(content: ArticleContent, path: string): string | undefined {
  if (path === 'title' || path === 'summary') return content[path];
  const [block, attribute, ...rest] = path.split('.attrs.');
  const node = nodeAt(content, block!);
  if (!node || rest.length > 0) return undefined;
  if (attribute === undefined) return articleSchema.nodes[node.type]?.isTextblock ? textOf(node) : undefined;
  const value = node.attrs && Object.hasOwn(node.attrs, attribute) ? node.attrs[attribute] : null;
  return value === null || value === undefined ? undefined : String(value);
}
