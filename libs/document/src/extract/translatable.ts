import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { nfc } from '../canonical/nfc.js';
import { isPiece } from '../pieces.js';
import { textOf } from '../plain-text.js';
import { articleSchema } from '../schema/article-schema.js';
import type { ArticleContent, DocumentNode } from '../types.js';

/** Attributes that a reader meets as words, or that a translation must say alike: a dose, a side, how urgent it is. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  image: ['alt', 'caption', 'credit'],
  videoLink: ['title'],
  exercise: [
    ...['name', 'position', 'sets', 'reps', 'holdSeconds', 'restSeconds', 'load', 'frequency', 'side'],
    ...['stopRule', 'easier', 'harder'],
  ],
  warning: ['kind', 'urgency', 'title'],
  callToAction: ['label'],
  patientStory: ['consent'],
};

/** Boxes that change what their words mean: the same sentence is advice, a warning, an offer or an example. */
const BOXES = new Set([
  'warning',
  'exercise',
  'callToAction',
  'patientStory',
  'keyMessage',
  'faqQuestion',
  'faqAnswer',
]);

/** One text that a translation must carry. */
export interface TranslatableText {
  /** `title`, `summary`, or for instance `document.content[3].attrs.caption`. */
  readonly path: string;
  /** What it is: `title`, `summary`, the name of an attribute, the box it stands in, or empty for plain text. */
  readonly role: string;
  /** With single spaces. */
  readonly text: string;
}

/**
 * Everything a translator must say in the other language, in reading order: words, alternative texts, captions, meanings
 * of glossary terms, doses and urgency. Not: ids, addresses, pictures, headings' levels, emphasis, citations, sources and
 * the version of a shared piece, which has a translation of its own. That a piece stands there counts.
 */
export function translatableTexts(content: ArticleContent): TranslatableText[] {
  const found: TranslatableText[] = [];
  const add = (path: string, role: string, value: unknown) => {
    const text = nfc(String(value)).replace(/\s+/g, ' ').trim();
    if (text !== '') found.push({ path, role, text });
  };
  const visit = (node: DocumentNode, path: string, box: string): void => {
    const role = BOXES.has(node.type) ? node.type : box;
    for (const name of saidBy(node)) add(`${path}.attrs.${name}`, name, node.attrs?.[name] ?? '');
    if (isPiece(node)) add(path, node.type, node.attrs?.blockId);
    else if (articleSchema.nodes[node.type]?.isTextblock) {
      add(path, role, textOf(node));
      for (const meaning of meaningsOf(node)) add(path, 'glossaryTerm', meaning);
    } else for (const [index, child] of (node.content ?? []).entries()) visit(child, `${path}.content[${index}]`, role);
  };
  add('title', 'title', content.title);
  add('summary', 'summary', content.summary);
  visit(content.document, 'document', '');
  return found;
}

function saidBy(node: DocumentNode): readonly string[] {
  const names = Object.hasOwn(SAID, node.type) ? SAID[node.type]! : [];
  // Nobody hears the alternative text of a picture that is decorative.
  return node.attrs?.decorative === true ? names.filter((name) => name !== 'alt') : names;
}

/** The meanings of glossary terms, each once: an editor may cut a marked text in pieces. */
function meaningsOf(node: DocumentNode): string[] {
  const marks = (node.content ?? []).flatMap((child) => child.marks ?? []);
  const meanings = marks.filter(({ type }) => type === 'glossaryTerm').map(({ attrs }) => String(attrs?.definition));
  return [...new Set(meanings)];
}

/**
 * The fingerprint of what a translation must carry: SHA-256 in 64 hexadecimal digits over the translatable texts and
 * their roles. Two contents with the same one need no new translation, however else they differ.
 */
export function translatableHash(content: ArticleContent): string {
  const lines = translatableTexts(content).map(({ role, text }) => [role, text]);
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(lines))));
}
