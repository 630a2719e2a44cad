import type { Element, TextNode } from './dom.js';
import { type Inline, lineOf, paragraphsOf, type Run } from './inline.js';
import { around, type Lines, type Loose, type LooseCell, type LooseItem, type LooseParagraph } from './loose.js';

/** `line` takes one line of text: a heading, a question, a caption. The others take blocks. */
export type FrameKind = 'flow' | 'line' | 'list' | 'item' | 'table' | 'row' | 'cell' | 'box';

/** Deeper boxes and lists are laid flat: no reader follows a list into its seventh level, and the schema has a limit. */
const DEEPEST = 6;

export interface Frame {
  readonly kind: FrameKind;
  readonly element: Element;
  readonly blocks: Loose[];
  readonly items: LooseItem[];
  readonly cells: LooseCell[];
  readonly rows: LooseCell[][];
  runs: Run[];
  /** Blocks that cannot stand in a line; they follow it. */
  readonly after: Loose[];
  word?: LooseParagraph['word'];
  /** The line that names a box. */
  title?: Inline;
  /** The button of a call to action. */
  action?: { readonly label: string; readonly href: string | null };
  /** The captions of a figure. */
  readonly captions: Element[];
}

function frameOf(kind: FrameKind, element: Element): Frame {
  return { kind, element, blocks: [], items: [], cells: [], rows: [], runs: [], after: [], captions: [] };
}

/** Where an element stands. */
export function placeOf({ line, toLine, at }: Element | TextNode): Lines {
  return { fromLine: line, toLine, at };
}

/** The open boxes around the place a walk has reached, and the text that waits there for its paragraph to end. */
export class Frames {
  private readonly stack: Frame[];

  constructor(root: Element) {
    this.stack = [frameOf('flow', root)];
  }

  get top(): Frame {
    return this.stack[this.stack.length - 1]!;
  }

  get root(): Frame {
    return this.stack[0]!;
  }

  /** True where a list, table or box may still open. */
  get mayNest(): boolean {
    if (this.top.kind === 'line') return false;
    return this.stack.filter(({ kind }) => kind === 'list' || kind === 'table' || kind === 'box').length < DEEPEST;
  }

  /** True when a frame of this kind is open somewhere around. */
  inside(kind: FrameKind): boolean {
    return this.stack.some((frame) => frame.kind === kind);
  }

  open(kind: FrameKind, element: Element): void {
    this.flush();
    this.stack.push(frameOf(kind, element));
  }

  /** Ends the frame of an element with its text put into paragraphs; null when the element opened none. */
  close(element: Element): Frame | null {
    if (this.stack.length === 1 || this.top.element !== element) return null;
    if (this.top.kind !== 'line') this.flush();
    const closed = this.stack.pop()!;
    return closed;
  }

  text(run: Run): void {
    this.top.runs.push(run);
  }

  /** Ends the paragraph at hand. In a line it is a break only. */
  flush(): void {
    const { top } = this;
    if (top.runs.length === 0) return;
    if (top.kind === 'line') {
      const last = top.runs.at(-1)!;
      if (last.is === 'text') top.runs.push({ is: 'break', line: last.line, at: last.at });
      return;
    }
    const { runs, word } = top;
    top.runs = [];
    for (const inline of paragraphsOf(runs))
      this.add({ type: 'paragraph', inline, ...linesOf(inline), ...(word ? { word } : {}) });
  }

  /** Puts a block where the walk is. A list has only items, so a block right in it continues its last one. */
  add(block: Loose): void {
    const { top } = this;
    if (top.kind === 'line') top.after.push(block);
    else if (top.kind === 'list') {
      const last = top.items.at(-1);
      if (last) last.blocks.push(block);
      else top.items.push({ blocks: [block], ...around([block], block) });
    } else top.blocks.push(block);
  }
}

/** Where the words of a line or paragraph stand. */
export function linesOf({ fromLine, toLine, at }: Inline): Lines {
  return { fromLine, toLine, at };
}

/** The one line of a line frame; null when it holds no word. */
export function lineIn(frame: Frame): Inline | null {
  return lineOf(frame.runs);
}
