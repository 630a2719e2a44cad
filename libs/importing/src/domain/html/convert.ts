import type { SourcePictures } from '../draft/source-pictures.js';
import { addressOf } from './addresses.js';
import { asBlock } from './close-frame.js';
import { verdictOn } from './clutter.js';
import {
  BLOCKS,
  type CommentNode,
  type Element,
  hasClass,
  linesOfTree,
  PROGRAMS,
  type Step,
  squeezed,
  type TextNode,
  type Visitor,
  walk,
} from './dom.js';
import type { Drops } from './drops.js';
import { type FrameKind, Frames, lineIn, placeOf } from './frames.js';
import { storable } from './inline.js';
import type { Loose } from './loose.js';
import { Marks } from './marks.js';
import type { Size } from './measure.js';
import { embedOf, ownPictureTextOf, ownVideoOf, pictureOf } from './pictures.js';
import { raised } from './raised.js';
import { isDataTable } from './tables.js';

export interface ConvertOptions {
  /** What relative addresses are relative to. */
  readonly base: string | null;
  readonly sizeOf: (element: Element) => Size;
  readonly drops: Drops;
  readonly pictures: SourcePictures;
}

const EMBEDS = new Set(['iframe', 'embed', 'object', 'video', 'audio', 'frame', 'applet']);
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);

/** Reads the blocks of an article out of the element that holds it. */
export function convert(root: Element, options: ConvertOptions): Loose[] {
  const converter = new Converter(root, options);
  walk(root, converter);
  converter.frames.flush();
  return converter.frames.root.blocks;
}

class Converter implements Visitor {
  readonly frames: Frames;
  private readonly marks = new Marks();
  private readonly whole: number;
  private preformatted = 0;
  private readonly raises: Element[] = [];

  constructor(
    private readonly root: Element,
    private readonly options: ConvertOptions,
  ) {
    this.frames = new Frames(root);
    this.whole = Math.max(1, options.sizeOf(root).text);
  }

  enter(element: Element): Step {
    if (element === this.root) return 'in';
    const { tag } = element;
    const { drops, sizeOf } = this.options;
    if (PROGRAMS.has(tag)) {
      drops.property('program', 'A program or a style of the page.', tag, placeOf(element));
      return 'skip';
    }
    if (hasClass(element, 'contents') && tag === 'nav') return this.contents(element);
    const verdict = verdictOn(element, sizeOf, this.whole);
    if (verdict) {
      if (BLOCKS.has(tag)) this.frames.flush();
      drops.tree(verdict.kind, verdict.reason, element);
      return 'skip';
    }
    if (tag === 'br') return this.lineBreak(element);
    if (tag === 'hr') return this.rule();
    if (tag === 'img') return this.picture(element);
    if (EMBEDS.has(tag)) return this.leaf(embedOf(element, this.options.base, drops));
    if (tag === 'p' && hasClass(element, 'video')) {
      const video = ownVideoOf(element, drops);
      if (video) return this.leaf(video);
    }
    if (tag === 'p' && hasClass(element, 'picture-text')) {
      const picture = ownPictureTextOf(element, drops);
      if (picture) return this.leaf(picture);
    }
    if (hasWordSign(element)) return this.wordSign(element);
    return this.open(element);
  }

  private open(element: Element): Step {
    const { tag } = element;
    if (tag === 'pre') this.preformatted += 1;
    if (tag === 'sup' || tag === 'sub') this.raises.push(element);
    this.marks.enter(element, this.inlineOf(element));
    const kind = this.kindOf(element);
    if (kind) this.frames.open(kind, element);
    else if (BLOCKS.has(tag)) this.frames.flush();
    if (tag === 'p' && this.frames.top.kind !== 'line') this.frames.top.word = wordOf(element);
    return 'in';
  }

  /** The frame that an element opens where it stands; none for an element that only ends the line before it. */
  private kindOf(element: Element): FrameKind | null {
    const { tag, attrs } = element;
    const { top, mayNest } = this.frames;
    if (top.kind === 'line') return null;
    if (/^h[1-6]$/.test(tag) || tag === 'summary' || tag === 'dt' || tag === 'caption' || tag === 'figcaption')
      return 'line';
    if (isQuestion(element)) return 'line';
    if (tag === 'p' && (hasClass(element, 'action') || hasClass(element, 'summary'))) return 'line';
    if (LISTS.has(tag)) return mayNest ? 'list' : null;
    if (tag === 'li') return top.kind === 'list' ? 'item' : null;
    if (tag === 'table') return mayNest && isDataTable(element) ? 'table' : null;
    if (tag === 'tr') return top.kind === 'table' ? 'row' : null;
    if (tag === 'td' || tag === 'th') return top.kind === 'row' ? 'cell' : null;
    if (tag === 'figure') return 'flow';
    const boxed = tag === 'blockquote' || tag === 'details' || isPair(element) || isOwnBox(element);
    return boxed && mayNest && attrs.role !== 'presentation' ? 'box' : null;
  }

  leave(element: Element): void {
    const { tag } = element;
    if (tag === 'pre') this.preformatted -= 1;
    if (this.raises.at(-1) === element) this.raises.pop();
    const frame = this.frames.close(element);
    if (frame) {
      for (const block of asBlock(frame, this.frames.top, lineIn(frame), this.options.drops)) this.frames.add(block);
      for (const block of frame.after) this.frames.add(block);
    } else if (BLOCKS.has(tag)) this.frames.flush();
    if (tag === 'p') this.frames.top.word = undefined;
    this.marks.leave(element);
  }

  text(node: TextNode): void {
    const { line, toLine, at } = node;
    if (this.preformatted === 0 || !node.text.includes('\n')) {
      this.words(node.text, node);
      return;
    }
    node.text.split('\n').forEach((part, index) => {
      if (index > 0) this.frames.text({ is: 'break', line: Math.min(toLine, line + index), at });
      this.words(part, node);
    });
  }

  private words(text: string, { line, toLine, at }: TextNode | Element): void {
    const level = this.raises.at(-1)?.tag;
    const shown = level ? raised(text, level === 'sup' ? 'sup' : 'sub') : text;
    if (shown !== '') this.frames.text({ is: 'text', text: shown, marks: this.marks.now, line, toLine, at });
  }

  comment({ text, line, at }: CommentNode): void {
    const words = squeezed(text);
    // The marks of the WordPress editor and of Word's own browser say nothing to readers.
    if (words === '' || /^\/?wp:|^\[if |^\[endif|^(?:Start|End)Fragment$/i.test(words)) return;
    this.options.drops.property('comment', 'An author’s comment in the markup.', words, {
      fromLine: line,
      toLine: line,
      at,
    });
  }

  private lineBreak({ line, at }: Element): Step {
    this.frames.text({ is: 'break', line, at });
    return 'skip';
  }

  private rule(): Step {
    this.frames.flush();
    return 'skip';
  }

  private picture(element: Element): Step {
    const { attrs } = element;
    if (/\b(?:emoji|wp-smiley)\b/.test(attrs.class ?? '') && attrs.alt) {
      this.words(attrs.alt, element);
      return 'skip';
    }
    return this.leaf(pictureOf(element, this.options.base, this.options.drops, this.options.pictures));
  }

  /** A block without text. One in the middle of a paragraph ends it. */
  private leaf(block: Loose | null): Step {
    if (!block) return 'skip';
    this.frames.flush();
    this.frames.add(block);
    return 'skip';
  }

  private contents(element: Element): Step {
    this.options.drops.words(
      'generatedLabel',
      'A table of contents is made from the headings anew.',
      linesOfTree(element),
      placeOf(element),
    );
    return this.leaf({ type: 'tableOfContents', attrs: {}, ...placeOf(element) });
  }

  private inlineOf({ tag, attrs, ...place }: Element): { link?: string; term?: string } {
    const lines = { fromLine: place.line, toLine: place.toLine, at: place.at };
    if (tag === 'a' && attrs.href !== undefined) {
      const found = addressOf(attrs.href, this.options.base);
      if ('href' in found) return { link: found.href };
      this.options.drops.property('linkTarget', found.refused, attrs.href, lines);
      // The link around it, if any, ends here as it does in a browser.
      return { link: '' };
    }
    const term = /^(?:abbr|acronym|dfn)$/.test(tag) ? storable(squeezed(attrs.title ?? '')) : '';
    return term !== '' && term.length <= 500 ? { term } : {};
  }

  /** The bullet or number that Word writes as text in front of a list item. */
  private wordSign(element: Element): Step {
    const sign = linesOfTree(element);
    this.options.drops.words('listGlyph', 'The sign in front of a list item.', sign, placeOf(element));
    const { top } = this.frames;
    top.word = { level: top.word?.level ?? 1, sign };
    return 'skip';
  }
}

function hasWordSign({ tag, attrs }: Element): boolean {
  return tag === 'span' && /mso-list:\s*ignore/i.test(attrs.style ?? '');
}

function wordOf({ attrs }: Element): { level: number; sign: string } | undefined {
  const level = /mso-list:[^;]*\blevel(\d)/i.exec(attrs.style ?? '')?.[1];
  return level ? { level: Number(level), sign: '' } : undefined;
}

function isPair(element: Element): boolean {
  return hasClass(element, 'faq-item') || /\/Question$/.test(element.attrs.itemtype ?? '');
}

function isQuestion(element: Element): boolean {
  if (hasClass(element, 'faq-question')) return true;
  return element.attrs.itemprop === 'name' && /\/Question$/.test(element.parent?.attrs.itemtype ?? '');
}

function isOwnBox(element: Element): boolean {
  if (element.tag !== 'section' && element.tag !== 'div') return false;
  return /^(?:red-flags|caution|call-to-action)$/.test(element.attrs.class ?? '');
}
