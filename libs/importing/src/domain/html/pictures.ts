import type { SourcePictures } from '../draft/source-pictures.js';
import { addressOf, videoAddress } from './addresses.js';
import { type Element, findAll, findElement, linesOfTree, squeezed } from './dom.js';
import type { Drops } from './drops.js';
import { placeOf } from './frames.js';
import { storable } from './inline.js';
import type { LooseLeaf } from './loose.js';

const LONGEST_ALT = 500;
const LONGEST_LINE = 300;
const LABEL = /^(?:Video|Vídeo|Picture|Imagen):\s+/;

/** Where lazy pictures keep their address until a script puts it into `src`. */
const SOURCES = ['src', 'data-src', 'data-lazy-src', 'data-original', 'data-orig-file', 'srcset', 'data-srcset'];

/** A picture, or null when it is none that a reader sees. What does not come along is written to `drops`. */
export function pictureOf(img: Element, base: string | null, drops: Drops, pictures: SourcePictures): LooseLeaf | null {
  const { attrs } = img;
  const words = storable(squeezed(attrs.alt ?? ''));
  const counts = (side: string | undefined) => side !== undefined && /^[012](?:px)?$/.test(side.trim());
  if (counts(attrs.width) || counts(attrs.height)) {
    drops.words('picture', 'A picture of one point: it counts readers.', words, placeOf(img));
    drops.property('picture', 'A picture of one point: it counts readers.', attrs.src ?? '', placeOf(img));
    return null;
  }
  const mediaId = pictures.take(addressesOf(img));
  const src = mediaId === null ? sourceOf(img, base, drops) : null;
  if (mediaId === null && src === null && words === '') return null;
  if (words.length > LONGEST_ALT) {
    drops.words(
      'shortened',
      'The rest of an alternative text of more than 500 characters.',
      words.slice(LONGEST_ALT),
      placeOf(img),
    );
  }
  const alt = words.slice(0, LONGEST_ALT).trim();
  const decorative = alt === '' && (attrs.alt !== undefined || attrs.role === 'presentation');
  return {
    type: 'image',
    attrs: {
      ...(src === null ? {} : { src }),
      ...(mediaId === null ? {} : { mediaId }),
      ...(alt === '' ? {} : { alt }),
      ...(decorative ? { decorative } : {}),
    },
    ...placeOf(img),
  };
}

/** Every address an element gives for its picture, the pictures of a set each by itself; what is in it comes last. */
function addressesOf({ attrs }: Element): string[] {
  const given = SOURCES.flatMap((name) => {
    const value = attrs[name]?.trim() ?? '';
    return name.endsWith('srcset') ? value.split(/,\s+/).map((one) => one.trim().split(/\s+/)[0] ?? '') : [value];
  }).filter((address) => address !== '');
  const isInline = (address: string) => /^data:/i.test(address);
  const elsewhere = given.filter((address) => !isInline(address));
  return elsewhere.length > 0 ? elsewhere : given.filter(isInline);
}

function sourceOf(img: Element, base: string | null, drops: Drops): string | null {
  let refusal: { value: string; why: string } | null = null;
  for (const name of SOURCES) {
    const value = img.attrs[name]?.trim();
    if (!value) continue;
    const found = addressOf(name.endsWith('srcset') ? largestOf(value) : value, base);
    if ('href' in found && /^(?:https?:\/\/|\/)/i.test(found.href)) return found.href;
    refusal ??= { value, why: 'refused' in found ? found.refused : 'A picture needs a web address.' };
  }
  if (refusal) drops.property('picture', `The address of a picture. ${refusal.why}`, refusal.value, placeOf(img));
  return null;
}

/** The address of the widest picture of a `srcset`. */
function largestOf(srcset: string): string {
  const options = srcset.split(/,\s+/).map((one) => {
    const [address = '', width = '0'] = one.trim().split(/\s+/);
    return { address, width: Number.parseFloat(width) || 0 };
  });
  return options.reduce((best, one) => (one.width > best.width ? one : best)).address;
}

/** An embedded player as a link to its video; null when it is not one of a known host. */
export function embedOf(element: Element, base: string | null, drops: Drops): LooseLeaf | null {
  const { tag, attrs } = element;
  const source =
    attrs.src ??
    attrs['data-src'] ??
    attrs.data ??
    findElement(element, (one) => one.tag === 'source')?.attrs.src ??
    '';
  const own = tag === 'video' ? addressOf(source, base) : null;
  const url = own && 'href' in own && /^https?:/i.test(own.href) ? own.href : videoAddress(source, base);
  const title = storable(squeezed(attrs.title ?? '')).slice(0, LONGEST_LINE);
  drops.words('embed', 'Shown only where the embedded part does not run.', linesOfTree(element), placeOf(element));
  if (url) return { type: 'videoLink', attrs: { url, ...(title === '' ? {} : { title }) }, ...placeOf(element) };
  drops.property(
    'embed',
    'An embedded part of another site, which is not one that is known for videos.',
    source,
    placeOf(element),
  );
  return null;
}

/** A paragraph in which our own pages link to a video; null for any other. */
export function ownVideoOf(element: Element, drops: Drops): LooseLeaf | null {
  const [link] = findAll(element, ({ tag }) => tag === 'a');
  const found = link && addressOf(link.attrs.href ?? '', null);
  const words = storable(linesOfTree(element).replaceAll('\n', ' '));
  if (!found || !('href' in found) || !/^https?:/i.test(found.href) || !LABEL.test(words)) return null;
  const title = withoutLabel(words, element, drops);
  if (title.length > LONGEST_LINE) return null;
  const named = title !== '' && title !== found.href;
  if (!named) drops.words('generatedLabel', 'The address of the video, written out.', title, placeOf(element));
  return { type: 'videoLink', attrs: { url: found.href, ...(named ? { title } : {}) }, ...placeOf(element) };
}

/** The words that our own pages show for a picture without an address; null for any other paragraph. */
export function ownPictureTextOf(element: Element, drops: Drops): LooseLeaf | null {
  const words = storable(linesOfTree(element).replaceAll('\n', ' '));
  const [, label = '', , alt = ''] = /^(\[(?:Picture|Imagen))(: (.{1,500}))?\]$/.exec(words) ?? [];
  if (label === '') return null;
  drops.words(
    'generatedLabel',
    'A label that a page puts in front by itself.',
    `${label}${alt === '' ? '' : ':'}]`,
    placeOf(element),
  );
  return { type: 'image', attrs: alt.trim() === '' ? {} : { alt: alt.trim() }, ...placeOf(element) };
}

/** Text without the label that our own pages put in front of it. */
export function withoutLabel(words: string, element: Element, drops: Drops): string {
  const label = LABEL.exec(words)?.[0] ?? '';
  drops.words('generatedLabel', 'A label that a page puts in front by itself.', label.trim(), placeOf(element));
  return words.slice(label.length).trim();
}

/** The words under a picture and who took it. Links in it lose their targets: a caption is plain text. */
export function captionOf(figcaption: Element, drops: Drops): { caption: string; credit: string } {
  for (const link of findAll(figcaption, ({ tag }) => tag === 'a')) {
    drops.property('linkTarget', 'A caption is plain text.', link.attrs.href ?? '', placeOf(link));
  }
  const own = findElement(figcaption, ({ tag, attrs }) => tag === 'span' && attrs.class === 'credit');
  const credit = own ? storable(linesOfTree(own).replaceAll('\n', ' ')) : '';
  const all = storable(linesOfTree(figcaption).replaceAll('\n', ' '));
  if (credit === '' || credit.length > LONGEST_LINE || !all.endsWith(credit)) return { caption: all, credit: '' };
  const caption = all.slice(0, all.length - credit.length).trim();
  return { caption, credit: withoutLabel(credit, figcaption, drops) };
}
