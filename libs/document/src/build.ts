import type { ArticleContent, Attributes, AttributeValue, DocumentMark, DocumentNode, Reference } from './types.js';

/** A piece of text: a bare string, a marked text, or several of them. */
export type Inline = string | DocumentNode | readonly Inline[];

type Given = Readonly<Record<string, AttributeValue | undefined>>;

function inline(parts: readonly Inline[]): DocumentNode[] {
  return parts.flatMap((part): DocumentNode[] => {
    if (typeof part === 'string') return part === '' ? [] : [{ type: 'text', text: part }];
    return Array.isArray(part) ? inline(part) : [part as DocumentNode];
  });
}

function block(type: string, content: readonly DocumentNode[], attrs: Given = {}): DocumentNode {
  const given = Object.entries(attrs).filter(([, value]) => value !== undefined);
  return {
    type,
    ...(given.length > 0 ? { attrs: Object.fromEntries(given) as Attributes } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function marked(mark: DocumentMark, parts: readonly Inline[]): DocumentNode[] {
  return inline(parts).map((node) => ({ ...node, marks: [...(node.marks ?? []), mark] }));
}

/** A bare string where a block is wanted is a paragraph. */
type BlockOrText = string | DocumentNode;

function blocks(items: readonly BlockOrText[]): DocumentNode[] {
  return items.map((item) => (typeof item === 'string' ? block('paragraph', inline([item])) : item));
}

/** A list item from its words, or from a paragraph and what follows it. */
type Item = BlockOrText | readonly BlockOrText[];

function items(type: string, list: readonly Item[]): DocumentNode[] {
  return list.map((item) => block(type, blocks(Array.isArray(item) ? item : [item as BlockOrText])));
}

interface ExerciseAttributes {
  position?: string;
  sets?: number | string;
  reps?: number | string;
  holdSeconds?: number;
  restSeconds?: number;
  load?: string;
  frequency?: string;
  side?: 'left' | 'right' | 'both' | 'each';
  stopRule?: string;
  easier?: string;
  harder?: string;
  mediaId?: string;
}

interface PictureAttributes {
  src?: string;
  mediaId?: string;
  alt?: string;
  decorative?: boolean;
  caption?: string;
  credit?: string;
}

type Urgency = 'now' | 'today' | 'soon';

function cells(type: string, row: readonly BlockOrText[]): DocumentNode[] {
  return row.map((item) => block(type, blocks([item])));
}

/**
 * Small pure functions that write documents as plain JSON: for importers, demo content and tests. They check nothing;
 * `parseContent` does.
 */
export const build = {
  doc: (...content: BlockOrText[]) => block('doc', blocks(content)),
  h: (level: 2 | 3 | 4, ...text: Inline[]) => block('heading', inline(text), { level }),
  p: (...text: Inline[]) => block('paragraph', inline(text)),
  ul: (...list: Item[]) => block('bulletList', items('listItem', list)),
  ol: (...list: Item[]) => block('orderedList', items('listItem', list)),
  olFrom: (start: number, ...list: Item[]) => block('orderedList', items('listItem', list), { start }),
  quote: (...content: BlockOrText[]) => block('blockquote', blocks(content)),
  table: (header: readonly BlockOrText[], ...rows: (readonly BlockOrText[])[]) =>
    block('table', [
      ...(header.length > 0 ? [block('tableRow', cells('tableHeader', header))] : []),
      ...rows.map((row) => block('tableRow', cells('tableCell', row))),
    ]),
  image: (attrs: PictureAttributes) => block('image', [], { ...attrs }),
  video: (url: string, title?: string) => block('videoLink', [], { url, title }),
  keyMessage: (...content: BlockOrText[]) => block('keyMessage', blocks(content)),
  steps: (...list: Item[]) => block('steps', items('step', list)),
  exercise: (name: string, attrs: ExerciseAttributes = {}, ...content: BlockOrText[]) =>
    block('exercise', blocks(content), { name, ...attrs }),
  faq: (...pairs: { question: Inline; answer: BlockOrText | readonly BlockOrText[] }[]) =>
    block(
      'faq',
      pairs.map(({ question, answer }) =>
        block('faqItem', [
          block('faqQuestion', inline([question])),
          block('faqAnswer', blocks(Array.isArray(answer) ? answer : [answer as BlockOrText])),
        ]),
      ),
    ),
  /** A red-flag warning; without a title it gets the one that its urgency asks for. */
  redFlags: (attrs: { urgency?: Urgency; title?: string }, ...content: BlockOrText[]) =>
    block('warning', blocks(content), { kind: 'redFlags', ...attrs }),
  caution: (attrs: { title?: string }, ...content: BlockOrText[]) =>
    block('warning', blocks(content), { kind: 'caution', ...attrs }),
  safetyBlock: (blockId: string, version: number, contentHash: string) =>
    block('safetyBlock', [], { blockId, version, contentHash }),
  sharedExercise: (blockId: string, version: number, contentHash: string) =>
    block('sharedExercise', [], { blockId, version, contentHash }),
  callToAction: (attrs: { label?: string; href?: string }, ...content: BlockOrText[]) =>
    block('callToAction', blocks(content), attrs),
  story: (consent: 'illustrative' | 'consented', ...content: BlockOrText[]) =>
    block('patientStory', blocks(content), { consent }),
  contents: () => block('tableOfContents', []),
  br: () => block('hardBreak', []),
  strong: (...text: Inline[]) => marked({ type: 'strong' }, text),
  em: (...text: Inline[]) => marked({ type: 'em' }, text),
  link: (href: string, ...text: Inline[]) => marked({ type: 'link', attrs: { href } }, text),
  term: (definition: string, ...text: Inline[]) => marked({ type: 'glossaryTerm', attrs: { definition } }, text),
  cite: (referenceKey: string, ...text: Inline[]) => marked({ type: 'citation', attrs: { referenceKey } }, text),
  reference: (reference: Reference): Reference => reference,
  /** A whole content around a document; English of the United States when no locale is given. */
  content: (
    document: DocumentNode,
    head: { title?: string; summary?: string; locale?: string; references?: readonly Reference[] } = {},
  ): ArticleContent => ({
    locale: head.locale ?? 'en-US',
    title: head.title ?? '',
    summary: head.summary ?? '',
    document,
    references: head.references ?? [],
  }),
};
