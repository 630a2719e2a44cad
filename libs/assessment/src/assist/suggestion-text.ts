import type { ArticleContent, DocumentNode } from '#document';

/** Where a sentence stands: the path of its block, such as `document.content[3]`, and its words. */
export interface Passage {
  readonly path: string;
  readonly quote: string;
}

/** The content with one sentence replaced; null when the words no longer stand there, whole and in one piece of text. */
export function withSentence(content: ArticleContent, { path, quote }: Passage, text: string): ArticleContent | null {
  const steps = [...path.matchAll(/content\[(\d+)\]/g)].map((match) => Number(match[1]));
  const document = replaced(content.document, steps, quote, text);
  return document && { ...content, document };
}

function replaced(
  node: DocumentNode,
  [step, ...rest]: readonly number[],
  quote: string,
  text: string,
): DocumentNode | null {
  const content = node.content ?? [];
  if (step === undefined) {
    const at = content.findIndex((child) => child.text?.includes(quote));
    const found = content[at];
    // A citation or a link on part of the sentence would be lost: a person rewrites such a sentence by hand.
    if (!found?.text) return null;
    const changed = { ...found, text: found.text.replace(quote, () => text) };
    return { ...node, content: content.map((child, index) => (index === at ? changed : child)) };
  }
  const child = content[step] && replaced(content[step]!, rest, quote, text);
  return child ? { ...node, content: content.map((one, index) => (index === step ? child : one)) } : null;
}
