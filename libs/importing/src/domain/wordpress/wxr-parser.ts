import { SaxesParser } from 'saxes';
import type { WxrHead, WxrItem } from './wxr-item.js';

/** Why the reading of an export ended before its end. */
export type WxrFault = 'entities' | 'broken' | 'notAnExport';

interface Reading {
  fields: Record<string, string>;
  categories: string[];
  tags: string[];
  formerSlugs: string[];
  contentLine: number;
  comments: number;
  from: number;
}

/** Larger items are no articles; without a limit one could fill the memory. */
const LARGEST_ITEM = 20_000_000;
/** An item's tag in front of its end. */
const LONGEST_TAG = 1_000;
/** Names that HTML has for characters and XML has not: hand-made exports hold them. */
const WEB_ENTITIES = {
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  reg: '®',
  trade: '™',
  bull: '•',
  deg: '°',
  eacute: 'é',
  ntilde: 'ñ',
};

/**
 * Reads a WordPress export (WXR) piece by piece. Holds one item at a time, whatever the size of the file. Items that
 * were complete before a fault stay given; entities of a document type are refused, because they can grow without end.
 */
export class WxrParser {
  readonly head: WxrHead = { language: '', baseUrl: '', authors: new Map() };
  fault: WxrFault | null = null;
  /** Line on which the fault was met. */
  faultLine = 0;
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly ready: WxrItem[] = [];
  private readonly path: string[] = [];
  private item: Reading | null = null;
  private author: Record<string, string> = {};
  private meta: Record<string, string> = {};
  private attributes: Record<string, string> = {};
  private text = '';
  private buffer = '';
  private bufferFrom = 0;
  private rss = false;

  constructor() {
    const { parser } = this;
    parser.on('opentag', (tag) => this.open(tag.name, tag.attributes as Record<string, string>));
    parser.on('closetag', (tag) => this.close(tag.name));
    parser.on('text', (text) => this.addText(text));
    parser.on('cdata', (text) => this.addText(text));
    parser.on('doctype', () => this.fail('entities'));
    parser.on('error', ({ message }) => {
      // An unknown entity or a stray control character spoils a word and no structure: it stays as it stands.
      if (!/undefined entity|disallowed character\.$/.test(message)) this.fail(this.rss ? 'broken' : 'notAnExport');
    });
    Object.assign(parser.ENTITIES, WEB_ENTITIES);
  }

  /** The title of the item that is open, as far as it was read. */
  get openTitle(): string {
    return (this.item?.fields.title ?? '').trim().slice(0, 100);
  }

  /** Takes the next piece of the file; gives the items that it completed. */
  write(chunk: string): WxrItem[] {
    if (this.fault) return [];
    this.buffer += chunk;
    this.parser.write(chunk);
    // What is read and belongs to no open item is not needed again, but for a tag that has begun.
    const keepFrom = this.item ? this.item.from : Math.max(0, this.parser.position - LONGEST_TAG);
    if (keepFrom > this.bufferFrom) {
      this.buffer = this.buffer.slice(keepFrom - this.bufferFrom);
      this.bufferFrom = keepFrom;
    }
    if (this.buffer.length > LARGEST_ITEM) this.fail('broken');
    return this.ready.splice(0);
  }

  /** Says that the file has ended. */
  end(): WxrItem[] {
    if (!this.fault) this.parser.close();
    if (!this.fault && !this.rss) this.fail('notAnExport');
    return this.ready.splice(0);
  }

  private fail(fault: WxrFault): void {
    this.fault ??= fault;
    this.faultLine ||= this.parser.line;
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (this.fault) return;
    if (this.path.length === 0 && name !== 'rss') this.fail('notAnExport');
    this.rss = true;
    this.path.push(name);
    this.text = '';
    this.attributes = attributes;
    if (name === 'item') this.item = this.begin();
    else if (name === 'wp:author') this.author = {};
    else if (name === 'wp:postmeta') this.meta = {};
  }

  private begin(): Reading {
    const from = this.bufferFrom + this.buffer.lastIndexOf('<item', this.parser.position - this.bufferFrom);
    return { fields: {}, categories: [], tags: [], formerSlugs: [], contentLine: 1, comments: 0, from };
  }

  private addText(text: string): void {
    if (this.fault) return;
    if (this.text === '' && this.item && this.path.at(-1) === 'content:encoded') {
      // The parser stands behind the text: its lines end here and began as many before.
      this.item.contentLine = Math.max(1, this.parser.line - newlinesIn(text));
    }
    this.text += text;
  }

  private close(name: string): void {
    if (this.fault) return;
    this.path.pop();
    const parent = this.path.at(-1) ?? '';
    const value = this.text;
    this.text = '';
    if (name === 'item') this.finish();
    else if (!this.item) this.headValue(name, parent, value);
    else if (name === 'wp:comment') this.item.comments += 1;
    else if (parent === 'wp:postmeta') this.meta[name] = value;
    else if (name === 'wp:postmeta') this.metaValue(this.item);
    else if (parent === 'item') this.itemValue(this.item, name, value);
  }

  private headValue(name: string, parent: string, value: string): void {
    if (parent === 'wp:author') this.author[name] = value;
    else if (name === 'wp:author') {
      const login = this.author['wp:author_login'];
      if (login) this.head.authors.set(login, this.author['wp:author_display_name'] || login);
    } else if (parent === 'channel' && name === 'language') this.head.language = value.trim();
    else if (parent === 'channel' && (name === 'wp:base_blog_url' || name === 'link')) this.head.baseUrl = value.trim();
  }

  private metaValue(item: Reading): void {
    if (this.meta['wp:meta_key'] === '_wp_old_slug') item.formerSlugs.push(this.meta['wp:meta_value'] ?? '');
  }

  private itemValue(item: Reading, name: string, value: string): void {
    if (name !== 'category') {
      item.fields[name] ??= value;
      return;
    }
    const list = this.attributes.domain === 'post_tag' ? item.tags : item.categories;
    if (value.trim() !== '') list.push(value.trim());
  }

  private finish(): void {
    const { item } = this;
    this.item = null;
    if (!item) return;
    const raw = this.buffer.slice(item.from - this.bufferFrom, this.parser.position - this.bufferFrom);
    const field = (name: string) => item.fields[name]?.trim() ?? '';
    this.ready.push({
      type: field('wp:post_type') || 'post',
      status: field('wp:status') || 'publish',
      title: field('title'),
      link: field('link'),
      guid: field('guid'),
      id: field('wp:post_id'),
      slug: field('wp:post_name'),
      date: field('wp:post_date_gmt') || field('wp:post_date') || field('pubDate'),
      modified: field('wp:post_modified_gmt'),
      creator: this.head.authors.get(field('dc:creator')) ?? field('dc:creator'),
      content: item.fields['content:encoded'] ?? '',
      contentLine: item.contentLine,
      excerpt: field('excerpt:encoded'),
      categories: item.categories,
      tags: item.tags,
      formerSlugs: item.formerSlugs.filter((slug) => slug.trim() !== ''),
      attachmentUrl: field('wp:attachment_url'),
      hasPassword: field('wp:post_password') !== '',
      readersComments: item.comments,
      raw,
    });
  }
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
