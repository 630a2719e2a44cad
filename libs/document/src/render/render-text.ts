import { withPieces } from '../pieces.js';
import type { ArticleContent } from '../types.js';
import { referenceDetails, referenceLinks } from './links.js';
import { numberedReferences, type RenderOptions } from './options.js';
import { blocksText } from './text-blocks.js';
import { hanging, paragraphs, type TextContext, textContext, underlined } from './text-context.js';

/**
 * An article as plain text, written to be read: headings underlined, bullets and numbers, a blank line between blocks,
 * links as "text (address)", and the numbered references at the end. Lines are not wrapped. Ends without a newline.
 */
export function renderText(bare: ArticleContent, options: RenderOptions = {}): string {
  const content = withPieces(bare, options);
  const context = textContext(content, options);
  return paragraphs([
    ...(options.withTitle ? [underlined(content.title, 1), content.summary] : []),
    blocksText(content.document.content ?? [], context),
    referencesText(content, context),
  ]);
}

function referencesText(content: ArticleContent, context: TextContext): string {
  if (content.references.length === 0) return '';
  const lines = numberedReferences(content).map((reference, index) => {
    const links = referenceLinks(reference).map(({ label, href }) => (label === href ? href : `${label} (${href})`));
    const parts = [reference.title, referenceDetails(reference), links.join(', ')].filter((part) => part !== '');
    return hanging(`${index + 1}. `, parts.join('. '));
  });
  return paragraphs([underlined(context.labels.references, 2), lines.join('\n')]);
}
