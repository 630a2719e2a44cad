import type { Attributes } from '../types.js';
import { escapeHtml } from './escape.js';
import { attribute, type HtmlContext, open } from './html-context.js';
import { link } from './html-inline.js';
import { fill } from './labels.js';
import { pictureTarget } from './links.js';

/** A picture with caption and credit. An e-mail loads nothing from outside, so it shows the words only. */
export function picture(attrs: Attributes, context: HtmlContext): string {
  const image = context.dress.medium === 'web' ? imageElement(attrs, context) : undefined;
  const shown = image ?? substitute(attrs, context);
  const words = [
    attrs.caption ? escapeHtml(String(attrs.caption)) : '',
    attrs.credit
      ? `${open(context, 'span', 'credit')}${escapeHtml(fill(context.labels.pictureCredit, { credit: String(attrs.credit) }))}</span>`
      : '',
  ].filter((part) => part !== '');
  if (context.dress.medium === 'email') {
    return shown + (words.length > 0 ? `${open(context, 'p', 'caption')}${words.join(' ')}</p>` : '');
  }
  const caption = words.length > 0 ? `${open(context, 'figcaption', 'caption')}${words.join(' ')}</figcaption>` : '';
  return `${open(context, 'figure', 'picture')}${shown}${caption}</figure>`;
}

function imageElement(attrs: Attributes, context: HtmlContext): string | undefined {
  const stored = attrs.mediaId ? context.options.media?.get(String(attrs.mediaId)) : undefined;
  const src = pictureTarget(stored ? stored.src : attrs.src, context.options.baseUrl);
  if (src === undefined) return undefined;
  const size =
    stored?.width && stored.height
      ? attribute('width', Math.trunc(stored.width)) + attribute('height', Math.trunc(stored.height))
      : '';
  const alt = attrs.decorative === true ? '' : String(attrs.alt ?? '');
  return `<img${attribute('src', src)}${attribute('alt', alt)}${size} loading="lazy" />`;
}

function substitute(attrs: Attributes, context: HtmlContext): string {
  if (attrs.decorative === true) return '';
  const words = [context.labels.picture, attrs.alt].filter(Boolean).join(': ');
  return `${open(context, 'p', 'picture-text')}[${escapeHtml(words)}]</p>`;
}

/** A video is a link: an embedded player would let a third party watch the patient. */
export function video(attrs: Attributes, context: HtmlContext): string {
  const words = escapeHtml([context.labels.video, attrs.title ?? attrs.url].filter(Boolean).join(': '));
  return `${open(context, 'p', 'video')}${link(words, attrs.url, context)}</p>`;
}
