import type { DocumentNode } from '../types.js';
import { escapeHtml } from './escape.js';
import * as box from './html-boxes.js';
import { attribute, type HtmlContext, open } from './html-context.js';
import { renderInline } from './html-inline.js';
import { picture, video } from './html-pictures.js';

/** Several blocks as HTML, one after the other. */
export function renderBlocks(nodes: readonly DocumentNode[], context: HtmlContext): string {
  return nodes.map((node) => renderBlock(node, context)).join('');
}

type Render = (node: DocumentNode, context: HtmlContext) => string;

const children: Render = (node, context) => renderBlocks(node.content ?? [], context);

const BLOCKS: Readonly<Record<string, Render>> = {
  heading: box.headingBlock,
  paragraph: (node, context) => `${open(context, 'p', 'paragraph')}${renderInline(node.content ?? [], context)}</p>`,
  bulletList: (node, context) => `${open(context, 'ul', 'list')}${children(node, context)}</ul>`,
  orderedList: orderedList,
  listItem: (node, context) => `<li>${tight(node.content ?? [], context)}</li>`,
  blockquote: (node, context) => `${open(context, 'blockquote', 'quote')}${children(node, context)}</blockquote>`,
  table: table,
  image: (node, context) => picture(node.attrs ?? {}, context),
  videoLink: (node, context) => video(node.attrs ?? {}, context),
  keyMessage: (node, context) => box.keyMessageBox(node, context, renderBlocks),
  steps: (node, context) => box.stepsBox(node, context, tight),
  exercise: (node, context) => box.exerciseBox(node, context, renderBlocks),
  faq: (node, context) => box.faqBox(node, context, renderBlocks),
  warning: (node, context) => box.warningBox(node, context, renderBlocks),
  safetyBlock: (node, context) => piece(node, context, 'safety-block', context.labels.safetyBlockMissing),
  sharedExercise: (node, context) => piece(node, context, 'shared-exercise', context.labels.exerciseMissing),
  callToAction: (node, context) => box.callToActionBox(node, context, renderBlocks),
  patientStory: (node, context) => box.storyBox(node, context, renderBlocks),
  tableOfContents: (_node, context) => box.contentsBox(context),
};

function renderBlock(node: DocumentNode, context: HtmlContext): string {
  const render = Object.hasOwn(BLOCKS, node.type) ? BLOCKS[node.type] : undefined;
  // A block of a newer schema: its words are shown, because leaving out a warning would be worse than a plain look.
  return render ? render(node, context) : renderInline(node.content ?? [], context);
}

/** The blocks of a list item or cell: one paragraph, alone or before lists, needs no element of its own. */
function tight(nodes: readonly DocumentNode[], context: HtmlContext): string {
  const [first, ...rest] = nodes;
  const plain =
    first?.type === 'paragraph' && rest.every(({ type }) => type === 'bulletList' || type === 'orderedList');
  if (!first || !plain) return renderBlocks(nodes, context);
  return renderInline(first.content ?? [], context) + renderBlocks(rest, context);
}

function orderedList(node: DocumentNode, context: HtmlContext): string {
  const start = Math.trunc(Number(node.attrs?.start ?? 1));
  const from = Number.isFinite(start) && start !== 1 ? attribute('start', start) : '';
  return `${open(context, 'ol', 'list', from)}${children(node, context)}</ol>`;
}

function table(node: DocumentNode, context: HtmlContext): string {
  const rows = (node.content ?? []).map((row, index) => {
    const cells = (row.content ?? []).map((child) => cell(child, index === 0, context));
    return `<tr>${cells.join('')}</tr>`;
  });
  return `${open(context, 'table', 'table')}<tbody>${rows.join('')}</tbody></table>`;
}

/** A header cell names its column when it stands in the first row, and its row everywhere else. */
function cell(node: DocumentNode, isFirstRow: boolean, context: HtmlContext): string {
  const span = (name: 'colspan' | 'rowspan'): string => {
    const value = Math.trunc(Number(node.attrs?.[name] ?? 1));
    return Number.isFinite(value) && value > 1 ? attribute(name, value) : '';
  };
  const isHeader = node.type === 'tableHeader';
  const scope = isHeader ? attribute('scope', isFirstRow ? 'col' : 'row') : '';
  const tag = isHeader ? 'th' : 'td';
  const attributes = span('colspan') + span('rowspan') + scope;
  return `${open(context, tag, 'cell', attributes)}${tight(node.content ?? [], context)}</${tag}>`;
}

/** A shared piece. One that cannot be found says so: an empty place would read as "nothing to worry about". */
function piece(node: DocumentNode, context: HtmlContext, role: string, missing: string): string {
  const element = context.dress.medium === 'web' ? 'section' : 'div';
  const inner =
    node.content === undefined
      ? `${open(context, 'p', 'safety-missing')}${escapeHtml(missing)}</p>`
      : children(node, context);
  return `${open(context, element, role)}${inner}</${element}>`;
}
