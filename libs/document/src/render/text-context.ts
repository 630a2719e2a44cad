import type { ArticleContent } from '../types.js';
import { type Labels, labelsFor } from './labels.js';
import { numberedReferences, type RenderOptions } from './options.js';

/** What one run of the text renderer knows. */
export interface TextContext {
  readonly content: ArticleContent;
  readonly options: RenderOptions;
  readonly labels: Labels;
  readonly referenceNumbers: ReadonlyMap<string, number>;
}

export function textContext(content: ArticleContent, options: RenderOptions): TextContext {
  return {
    content,
    options,
    labels: labelsFor(content.locale, options.labels),
    referenceNumbers: new Map(numberedReferences(content).map(({ key }, index) => [key, index + 1])),
  };
}

/** Every line after the first moved to the right, so that it stands under the text of its bullet. */
export function hanging(marker: string, text: string): string {
  return (marker + text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length)}`)).trimEnd();
}

/** Text set off as a quotation, each line behind its mark. */
export function quotation(text: string): string {
  return text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n');
}

/** Blocks of text with a blank line between them; empty ones vanish. */
export function paragraphs(blocks: readonly string[]): string {
  return blocks
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .join('\n\n');
}

/** A heading in plain text: the words, underlined as its level asks. */
export function underlined(text: string, level: number): string {
  if (text.trim() === '') return '';
  const sign = ['', '=', '-'][level];
  if (!sign) return text;
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  return `${text}\n${sign.repeat(Math.min(72, longest))}`;
}
