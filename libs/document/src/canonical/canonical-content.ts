import type { ArticleContent, Reference } from '../types.js';
import { canonicalNode } from './canonical-node.js';
import { nfc } from './nfc.js';

/** A valid content in its one form. References stand in the order of their keys: readers see them in order of citation. */
export function canonicalContent(content: ArticleContent): ArticleContent {
  return {
    locale: Intl.getCanonicalLocales(content.locale)[0] ?? content.locale,
    title: nfc(content.title),
    summary: nfc(content.summary),
    document: canonicalNode(content.document),
    references: content.references.map(canonicalReference).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function canonicalReference(reference: Reference): Reference {
  const given = Object.entries(reference)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]): [string, unknown] => [name, typeof value === 'string' ? nfc(value) : value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(given) as unknown as Reference;
}
