import type { Attributes } from '../types.js';
import { escapeHtml } from './escape.js';
import { attribute, type HtmlContext, open } from './html-context.js';
import { link } from './html-inline.js';
import { fill } from './labels.js';
import { pictureTarget } from './links.js';
import type { PictureFile, PictureSource } from './options.js';
import { pictureWords } from './picture-words.js';

/** How wide a picture stands in the text column of a page, for a browser that must choose before it knows the style. */
const SIZES = '(min-width: 48rem) 44rem, 100vw';

/** A type as HTML has it; anything else is left out with its files. */
const PICTURE_TYPE = /^image\/[a-z0-9.+-]{1,40}$/;

/**
 * A picture with caption and credit. An e-mail loads nothing from outside, so it shows the words only. What the article
 * says of the picture counts before what is said of the file; `spareAlt` counts when both are silent.
 */
export function picture(given: Attributes, context: HtmlContext, spareAlt?: string): string {
  const stored = given.mediaId ? context.options.media?.get(String(given.mediaId)) : undefined;
  const attrs = pictureWords(stored, given, spareAlt);
  const image = context.dress.medium === 'web' ? imageElement(attrs, stored, context) : undefined;
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

function imageElement(attrs: Attributes, stored: PictureSource | undefined, context: HtmlContext): string | undefined {
  const src = pictureTarget(attrs.mediaId ? stored?.src : attrs.src, context.options.baseUrl);
  if (src === undefined) return undefined;
  const size =
    stored?.width && stored.height
      ? attribute('width', Math.trunc(stored.width)) + attribute('height', Math.trunc(stored.height))
      : '';
  const alt = attrs.decorative === true ? '' : String(attrs.alt ?? '');
  const files = fileSet(stored?.files, context);
  const image = `<img${attribute('src', src)}${files}${attribute('alt', alt)}${size} loading="lazy" />`;
  const sources = (stored?.sources ?? []).map(({ type, files: newer }) => {
    const set = PICTURE_TYPE.test(type) ? fileSet(newer, context) : '';
    return set && `<source${attribute('type', type)}${set} />`;
  });
  return sources.some(Boolean) ? `<picture>${sources.join('')}${image}</picture>` : image;
}

/** The addresses of a picture's sizes; empty when there are none. A comma would end an address, so it is encoded. */
function fileSet(files: readonly PictureFile[] | undefined, context: HtmlContext): string {
  const set = (files ?? []).flatMap(({ src, width }) => {
    const target = pictureTarget(src, context.options.baseUrl);
    return target === undefined ? [] : [`${target.replaceAll(',', '%2C')} ${Math.trunc(width)}w`];
  });
  return set.length > 0 ? attribute('srcset', set.join(', ')) + attribute('sizes', SIZES) : '';
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
