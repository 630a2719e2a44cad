import { headingsOf, UniqueIds } from '../outline.js';
import type { Attributes, DocumentNode } from '../types.js';
import { exerciseDetails, warningTitle } from './exercise-details.js';
import { fill } from './labels.js';
import { linkTarget } from './links.js';
import { pictureWords } from './picture-words.js';
import { hanging, paragraphs, quotation, type TextContext, underlined } from './text-context.js';
import { inlineText } from './text-inline.js';

type Render = (node: DocumentNode, context: TextContext) => string;

/** Several blocks as text, with a blank line between them. */
export function blocksText(nodes: readonly DocumentNode[], context: TextContext): string {
  return paragraphs(nodes.map((node) => blockText(node, context)));
}

const children: Render = (node, context) => blocksText(node.content ?? [], context);
const inline: Render = (node, context) => inlineText(node.content ?? [], context);

const BLOCKS: Readonly<Record<string, Render>> = {
  heading: (node, context) => underlined(inline(node, context), Number(node.attrs?.level)),
  paragraph: inline,
  bulletList: (node, context) => list(node, context, () => '- '),
  orderedList: (node, context) => list(node, context, (index) => `${Number(node.attrs?.start ?? 1) + index}. `),
  blockquote: (node, context) => quotation(children(node, context)),
  table: tableText,
  image: (node, context) => pictureText(node.attrs ?? {}, context),
  videoLink: videoText,
  keyMessage: (node, context) => titled(context.labels.keyMessage, children(node, context)),
  steps: (node, context) =>
    titled(
      context.labels.steps,
      list(node, context, (index) => `${index + 1}. `),
    ),
  exercise: exerciseText,
  faq: (node, context) => paragraphs((node.content ?? []).map((item) => children(item, context))),
  faqQuestion: inline,
  warning: warningText,
  safetyBlock: (node, context) => pieceText(node, context, context.labels.safetyBlockMissing),
  sharedExercise: (node, context) => pieceText(node, context, context.labels.exerciseMissing),
  callToAction: callToActionText,
  patientStory: storyText,
  tableOfContents: contentsText,
};

function blockText(node: DocumentNode, context: TextContext): string {
  const render = Object.hasOwn(BLOCKS, node.type) ? BLOCKS[node.type] : undefined;
  if (render) return render(node, context);
  return node.content?.some(({ type }) => type === 'text' || type === 'hardBreak')
    ? inline(node, context)
    : children(node, context);
}

function titled(title: string, body: string): string {
  return paragraphs([`${title}:`, body]);
}

function list(node: DocumentNode, context: TextContext, marker: (index: number) => string): string {
  return (node.content ?? []).map((item, index) => hanging(marker(index), itemText(item, context))).join('\n');
}

/** A list directly under the words of its item; everything else keeps its blank line. */
function itemText(item: DocumentNode, context: TextContext): string {
  return (item.content ?? []).reduce((text, child) => {
    const next = blockText(child, context);
    if (text === '' || next === '') return text + next;
    return `${text}${child.type === 'paragraph' ? '\n\n' : '\n'}${next}`;
  }, '');
}

function tableText(node: DocumentNode, context: TextContext): string {
  const rows = (node.content ?? []).map((row) =>
    (row.content ?? []).map((cell) => children(cell, context).replace(/\s*\n\s*/g, ' ')).join(' | '),
  );
  return rows.filter((row) => row.trim() !== '').join('\n');
}

function pictureText(given: Attributes, context: TextContext): string {
  const attrs = pictureWords(given.mediaId ? context.options.media?.get(String(given.mediaId)) : undefined, given);
  const words = attrs.decorative === true ? '' : [context.labels.picture, attrs.alt].filter(Boolean).join(': ');
  const credit = attrs.credit ? fill(context.labels.pictureCredit, { credit: String(attrs.credit) }) : '';
  return [words === '' ? '' : `[${words}]`, String(attrs.caption ?? ''), credit]
    .filter((part) => part !== '')
    .join('\n');
}

function videoText(node: DocumentNode, context: TextContext): string {
  const { title, url } = node.attrs ?? {};
  const target = linkTarget(url, context.options.baseUrl) ?? '';
  return `${context.labels.video}: ${title ? `${title} (${target})` : target}`;
}

function exerciseText(node: DocumentNode, context: TextContext): string {
  const attrs = node.attrs ?? {};
  const details = exerciseDetails(attrs, context.labels).map(({ label, value }) => hanging('- ', `${label}: ${value}`));
  return paragraphs([String(attrs.name ?? ''), details.join('\n'), children(node, context)]);
}

function warningText(node: DocumentNode, context: TextContext): string {
  const attrs = node.attrs ?? {};
  const number = context.options.emergencyNumber;
  const call = attrs.kind === 'redFlags' && attrs.urgency === 'now' && number;
  return paragraphs([
    `*** ${warningTitle(attrs, context.labels)} ***`,
    children(node, context),
    call ? fill(context.labels.call, { number }) : '',
  ]);
}

function pieceText(node: DocumentNode, context: TextContext, missing: string): string {
  return node.content === undefined ? missing : children(node, context);
}

function callToActionText(node: DocumentNode, context: TextContext): string {
  const { label, href } = node.attrs ?? {};
  const target = linkTarget(href, context.options.baseUrl);
  return paragraphs([children(node, context), [label, target].filter(Boolean).join(': ')]);
}

function storyText(node: DocumentNode, context: TextContext): string {
  const { storyConsented, storyIllustrative } = context.labels;
  const label = node.attrs?.consent === 'consented' ? storyConsented : storyIllustrative;
  return paragraphs([`(${label})`, children(node, context)]);
}

function contentsText(_node: DocumentNode, context: TextContext): string {
  const lines = headingsOf(context.content.document, new UniqueIds('')).map(
    ({ level, text }) => `${'  '.repeat(Math.max(0, level - 2))}- ${text}`,
  );
  return lines.length === 0 ? '' : titled(context.labels.contents, lines.join('\n'));
}
