import type { DocumentNode } from '../types.js';
import { escapeHtml } from './escape.js';
import { exerciseDetails, warningTitle } from './exercise-details.js';
import { attribute, type HtmlContext, headingElement, open } from './html-context.js';
import { link, renderInline } from './html-inline.js';
import { picture } from './html-pictures.js';
import { fill } from './labels.js';
import { telTarget } from './links.js';

type RenderBlocks = (nodes: readonly DocumentNode[], context: HtmlContext) => string;

/** A box with its own heading, which also names it to a screen reader. */
function titledBox(context: HtmlContext, tag: string, role: string, title: string, body: string): string {
  const web = context.dress.medium === 'web';
  const id = context.ids.take(title, role);
  const element = web ? tag : 'div';
  const heading = headingElement(context, context.level + 1, `${role}-title`, id, escapeHtml(title));
  // Two landmarks of one name cannot be told apart in a list of them.
  const name = web && !context.boxTitles.has(title) ? attribute('aria-labelledby', id) : '';
  context.boxTitles.add(title);
  return `${open(context, element, role, name)}${heading}${body}</${element}>`;
}

export function warningBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  const attrs = node.attrs ?? {};
  const redFlags = attrs.kind === 'redFlags';
  const body = blocks(node.content ?? [], context) + (redFlags && attrs.urgency === 'now' ? callLine(context) : '');
  const role = redFlags ? 'red-flags' : 'caution';
  return titledBox(context, 'section', role, warningTitle(attrs, context.labels), body);
}

function callLine(context: HtmlContext): string {
  const number = context.options.emergencyNumber;
  const target = number === undefined ? undefined : telTarget(number);
  if (number === undefined || target === undefined) return '';
  const text = escapeHtml(fill(context.labels.call, { number }));
  return `${open(context, 'p', 'call')}<a${attribute('href', target)}>${text}</a></p>`;
}

export function exerciseBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  const attrs = node.attrs ?? {};
  const body =
    (attrs.mediaId ? picture({ mediaId: attrs.mediaId }, context, String(attrs.name ?? '')) : '') +
    doseList(exerciseDetails(attrs, context.labels), context) +
    blocks(node.content ?? [], context);
  return titledBox(context, 'article', 'exercise', String(attrs.name ?? ''), body);
}

/** A definition list on a page; short lines in an e-mail, where mail programs lay definition lists out at random. */
function doseList(details: readonly { label: string; value: string }[], context: HtmlContext): string {
  if (details.length === 0) return '';
  if (context.dress.medium === 'email') {
    const lines = details.map(({ label, value }) => `<strong>${escapeHtml(label)}:</strong> ${escapeHtml(value)}`);
    return `${open(context, 'p', 'dose')}${lines.join('<br />')}</p>`;
  }
  const rows = details.map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `${open(context, 'dl', 'dose')}${rows.join('')}</dl>`;
}

export function keyMessageBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  return titledBox(context, 'section', 'key-message', context.labels.keyMessage, blocks(node.content ?? [], context));
}

export function stepsBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  const items = (node.content ?? []).map((step) => `<li>${blocks(step.content ?? [], context)}</li>`).join('');
  return titledBox(
    context,
    'section',
    'steps',
    context.labels.steps,
    `${open(context, 'ol', 'step-list')}${items}</ol>`,
  );
}

export function faqBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  const items = (node.content ?? []).map((item) => {
    const [question, answer] = item.content ?? [];
    const id = context.ids.take((question?.content ?? []).map((child) => child.text ?? '').join(''), 'question');
    const inner = renderInline(question?.content ?? [], context);
    const heading = headingElement(context, context.level + 1, 'faq-question', id, inner);
    const body = blocks(answer?.content ?? [], context);
    return `${open(context, 'div', 'faq-item')}${heading}${open(context, 'div', 'faq-answer')}${body}</div></div>`;
  });
  const element = context.dress.medium === 'web' ? 'section' : 'div';
  return `${open(context, element, 'faq')}${items.join('')}</${element}>`;
}

export function storyBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  const { storyConsented, storyIllustrative } = context.labels;
  const label = node.attrs?.consent === 'consented' ? storyConsented : storyIllustrative;
  const element = context.dress.medium === 'web' ? 'section' : 'div';
  const note = `${open(context, 'p', 'story-label')}${escapeHtml(label)}</p>`;
  return `${open(context, element, 'patient-story')}${note}${blocks(node.content ?? [], context)}</${element}>`;
}

export function callToActionBox(node: DocumentNode, context: HtmlContext, blocks: RenderBlocks): string {
  const { label, href } = node.attrs ?? {};
  const button = label
    ? `${open(context, 'p', 'action')}${link(escapeHtml(String(label)), href, context, 'button')}</p>`
    : '';
  const element = context.dress.medium === 'web' ? 'section' : 'div';
  return `${open(context, element, 'call-to-action')}${blocks(node.content ?? [], context)}${button}</${element}>`;
}

export function contentsBox(context: HtmlContext): string {
  if (context.headings.length === 0) return '';
  const items = context.headings.map(({ id, level, text }) => {
    const inner = escapeHtml(text);
    const entry = context.dress.medium === 'web' ? `<a${attribute('href', `#${id}`)}>${inner}</a>` : inner;
    return `${open(context, 'li', `contents-level-${Math.trunc(level)}`)}${entry}</li>`;
  });
  const list = `${open(context, 'ol', 'contents-list')}${items.join('')}</ol>`;
  if (context.dress.medium === 'email') return `${open(context, 'div', 'contents')}${list}</div>`;
  return `${open(context, 'nav', 'contents', attribute('aria-label', context.labels.contents))}${list}</nav>`;
}

export function headingBlock(node: DocumentNode, context: HtmlContext): string {
  const level = Number(node.attrs?.level);
  context.level = level;
  return headingElement(
    context,
    level,
    'heading',
    context.headingIds.get(node),
    renderInline(node.content ?? [], context),
  );
}
