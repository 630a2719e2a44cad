import { type ArticleContent, type DocumentNode, isPiece, renderText, textOf } from '#document';
import { type Exercise, exercisesOf } from './exercises.js';
import { type Faq, faqOf } from './faq.js';
import type { ArticlePayload } from './payload.js';

/** A block of a body. What stands in it beside its text hangs on its type. */
export interface Block {
  readonly __typename: string;
  /** Plain text, without marks. */
  readonly text: string;
  /** The block as it stands in the ProseMirror document, with marks. */
  readonly node: DocumentNode;
  readonly exercise?: Exercise;
  readonly questions?: readonly Faq[];
  readonly [more: string]: unknown;
}

type Ground = Pick<ArticlePayload, 'locale' | 'title' | 'summary' | 'document' | 'shown' | 'outline'>;

type Own = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** The blocks of a body in reading order. Those of a shared piece stand in its place, as far as they were kept. */
export function blocksOf(article: Ground): Block[] {
  // The headings of the text itself have ids, in their order; those of shared pieces have none.
  const ids = article.outline.map(({ id }) => id);
  const top = (article.shown ?? article.document).content ?? [];
  return top.flatMap((node) => {
    if (!isPiece(node) || !node.content?.length)
      return [blockOf(node, article, node.type === 'heading' ? ids.shift() : undefined)];
    return node.content.map((inner) => blockOf(inner, article, undefined));
  });
}

function blockOf(node: DocumentNode, article: Ground, id: string | undefined): Block {
  const content: ArticleContent = { ...article, references: [], document: { type: 'doc', content: [node] } };
  // The plain text of a document underlines its headings.
  const text = node.type === 'heading' ? textOf(node) : renderText(content, {}).trim();
  return { ...ownOf(node, content, id), text, node };
}

function ownOf(node: DocumentNode, content: ArticleContent, id: string | undefined): Own {
  const { attrs = {}, content: inner = [] } = node;
  const texts = () => inner.map((it) => textIn(it, content));
  switch (node.type) {
    case 'heading':
      return { __typename: 'HeadingBlock', level: attrs.level, id };
    case 'bulletList':
      return { __typename: 'ListBlock', isOrdered: false, start: 1, items: texts() };
    case 'orderedList':
      return { __typename: 'ListBlock', isOrdered: true, start: attrs.start ?? 1, items: texts() };
    case 'steps':
      return { __typename: 'StepsBlock', steps: texts() };
    case 'table':
      return { __typename: 'TableBlock', rows: inner.map((row) => rowOf(row, content)) };
    case 'exercise':
      return { __typename: 'ExerciseBlock', exercise: exercisesOf(content, {})[0]! };
    case 'faq':
      return { __typename: 'FaqBlock', questions: faqOf(content, {}) };
    default:
      return { __typename: PLAIN[node.type] ?? 'OtherBlock', ...attrs };
  }
}

/** Blocks whose attributes are answered as they stand. */
const PLAIN: Readonly<Record<string, string>> = {
  paragraph: 'ParagraphBlock',
  blockquote: 'QuoteBlock',
  image: 'ImageBlock',
  videoLink: 'VideoBlock',
  keyMessage: 'KeyMessageBlock',
  warning: 'WarningBlock',
  callToAction: 'CallToActionBlock',
  patientStory: 'PatientStoryBlock',
};

function textIn({ content = [] }: DocumentNode, article: ArticleContent): string {
  return renderText({ ...article, document: { type: 'doc', content } }, {}).trim();
}

function rowOf({ content: cells = [] }: DocumentNode, article: ArticleContent) {
  return { cells: cells.map((cell) => ({ isHeader: cell.type === 'tableHeader', text: textIn(cell, article) })) };
}
