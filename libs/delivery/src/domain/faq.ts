import { type ArticleContent, type DocumentNode, type RenderOptions, renderText, textOf } from '#document';

/** A question that a patient asks, with its answer. */
export interface Faq {
  readonly question: string;
  /** Plain text, paragraphs parted by a blank line. */
  readonly answer: string;
}

function faqItems(node: DocumentNode): DocumentNode[] {
  return node.type === 'faqItem' ? [node] : (node.content ?? []).flatMap(faqItems);
}

/** The questions and answers of an article, in reading order. */
export function faqOf(content: ArticleContent, options: RenderOptions): Faq[] {
  return faqItems(content.document).map(({ content: parts = [] }) => {
    const question = parts.filter((part) => part.type === 'faqQuestion').map(textOf);
    const answer = parts.filter((part) => part.type === 'faqAnswer').flatMap((part) => part.content ?? []);
    const document: DocumentNode = { type: 'doc', content: answer };
    return {
      question: question.join(' ').trim(),
      answer: renderText({ ...content, references: [], document }, options),
    };
  });
}
