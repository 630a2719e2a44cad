import type { FindPicture } from '../draft/source-pictures.js';
import { BinaryFile } from '../text/refusals.js';
import { readPost, type WordPressPost } from '../wordpress/read-post.js';
import type { WxrHead, WxrItem } from '../wordpress/wxr-item.js';
import { WxrParser } from '../wordpress/wxr-parser.js';
import { EndsEarly, NothingToImport, XmlEntities } from './refusals.js';
import { type SourcePart, sha256Of } from './unit.js';

/** Kinds of items that hold no text of their own. */
const NO_TEXT: Readonly<Record<string, string>> = {
  attachment: 'A file of the media library.',
  nav_menu_item: 'An entry of a menu.',
  revision: 'An older state of a post.',
  custom_css: 'Styles of the site.',
  customize_changeset: 'Settings of the site.',
  oembed_cache: 'Stored mark-up of another site.',
  wp_template: 'A template of the site.',
  wp_template_part: 'A template of the site.',
  wp_global_styles: 'Styles of the site.',
  wp_navigation: 'A menu of the site.',
  wp_block: 'A block that posts share by its number.',
};

/** The posts and pages of a WordPress export, while it is read. Those before a fault stay. */
export async function* readWxr(
  name: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  findPicture?: FindPicture,
): AsyncGenerator<SourcePart> {
  const parser = new WxrParser();
  let decoder: TextDecoder | null = null;
  let items = 0;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderFor(chunk);
      for (const item of parser.write(decoder.decode(chunk, { stream: true }))) {
        items += 1;
        yield partOf(name, item, parser.head, findPicture);
      }
      if (parser.fault) break;
    }
    if (!parser.fault) decoder?.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    yield { is: 'refused', name, refusal: new BinaryFile(name, 'its bytes are not in the encoding that it declares') };
    return;
  }
  for (const item of parser.end()) {
    items += 1;
    yield partOf(name, item, parser.head, findPicture);
  }
  if (parser.fault === 'entities') yield { is: 'refused', name, refusal: new XmlEntities(name) };
  else if (parser.fault === 'broken')
    yield { is: 'refused', name, refusal: new EndsEarly(name, parser.faultLine, items, parser.openTitle) };
  else if (parser.fault)
    yield { is: 'refused', name, refusal: new NothingToImport(name, 'it is no export of a WordPress site') };
}

/** By its first bytes: a byte order mark, or what the XML declares. */
function decoderFor(chunk: Uint8Array): TextDecoder {
  const [first, second] = chunk;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const head = new TextDecoder('latin1').decode(chunk.subarray(0, 200));
  const declared = /^[^<]{0,4}<\?xml[^>]{0,100}encoding=["']([\w-]{2,30})["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}

function partOf(name: string, item: WxrItem, head: WxrHead, findPicture?: FindPicture): SourcePart {
  const own = `${name} > ${item.slug || item.title || item.id || 'item'}`.slice(0, 300);
  const without = NO_TEXT[item.type];
  const listed = item.attachmentUrl === '' ? '' : ` ${item.attachmentUrl}`;
  if (without) return { is: 'leftOut', name: own, reason: `${without}${listed}` };
  if (item.status === 'trash' || item.status === 'auto-draft')
    return {
      is: 'leftOut',
      name: own,
      reason: `In WordPress it is ${item.status === 'trash' ? 'in the trash' : 'a draft that nobody saved'}.`,
    };
  if (item.content.trim() === '' && item.excerpt === '')
    return { is: 'leftOut', name: own, reason: 'It has a title and no text.' };
  const bytes = new TextEncoder().encode(item.raw);
  return {
    is: 'article',
    name: own,
    format: 'wxr',
    sha256: sha256Of(bytes),
    bytes,
    key: item.guid || item.link || (item.id ? `${head.baseUrl}?p=${item.id}` : null),
    read: async ({ locale }) => ({ draft: readPost(postOf(item, head), 'wxr', { locale, findPicture }) }),
  };
}

function postOf(item: WxrItem, head: WxrHead): WordPressPost {
  const other: Record<string, string> = { type: item.type, status: item.status };
  if (item.hasPassword) other.password = 'set';
  if (item.readersComments > 0)
    other.readersComments = `${item.readersComments}, left out: they are other people's words`;
  return {
    title: item.title,
    content: item.content,
    contentLine: item.contentLine,
    rendered: false,
    excerpt: item.excerpt,
    link: item.link,
    slug: item.slug,
    formerSlugs: item.formerSlugs,
    date: item.date,
    modified: item.modified,
    authors: item.creator === '' ? [] : [item.creator],
    categories: item.categories,
    tags: item.tags,
    language: head.language,
    base: head.baseUrl,
    other,
  };
}
