import type { DocumentMark, DocumentNode } from '#document';

/** A piece of a paragraph: text with its marks, or a line break. */
export type Run =
  | {
      readonly is: 'text';
      text: string;
      readonly marks: readonly DocumentMark[];
      readonly line: number;
      readonly toLine: number;
      readonly at: number;
    }
  | { readonly is: 'break'; readonly line: number; readonly at: number };

/** The runs of one line or paragraph with the lines of the source they stand on. */
export interface Inline {
  readonly nodes: DocumentNode[];
  readonly fromLine: number;
  readonly toLine: number;
  /** Characters of the source before its first word. */
  readonly at: number;
}

/** What no XML feed and no database can hold. A tab or line feed here came out of a character reference. */
const UNSTORABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
/** The white space of HTML and the no-break space, which pasted text is full of. */
const SPACE = /[ \t\n\f\r\u00a0]+/g;

/** Text as it may be stored. */
export function storable(text: string): string {
  return text.replace(UNSTORABLE, '');
}

/**
 * The paragraphs that some runs make. Two line breaks in a row are what people type for a new paragraph; one stays a
 * line break. White space counts as in HTML: runs of it are one space, and none stands at the edge of a line.
 */
export function paragraphsOf(runs: readonly Run[]): Inline[] {
  const paragraphs: Run[][] = [[]];
  let breaks = 0;
  for (const run of runs) {
    if (run.is === 'break') {
      breaks += 1;
      continue;
    }
    const blank = run.text.replace(SPACE, '') === '';
    if (breaks > 0 && blank) continue;
    if (breaks > 1) paragraphs.push([]);
    else if (breaks === 1) paragraphs.at(-1)!.push({ is: 'break', line: run.line, at: run.at });
    breaks = 0;
    paragraphs.at(-1)!.push(run);
  }
  return paragraphs.map(inlineOf).filter((inline): inline is Inline => inline !== null);
}

/** The runs as one line: breaks become spaces. For headings, captions and labels. */
export function lineOf(runs: readonly Run[]): Inline | null {
  return inlineOf(
    runs.map((run) =>
      run.is === 'break' ? { is: 'text', text: ' ', marks: [], line: run.line, toLine: run.line, at: run.at } : run,
    ),
  );
}

function inlineOf(runs: readonly Run[]): Inline | null {
  const nodes: DocumentNode[] = [];
  let open = true;
  for (const run of runs) {
    if (run.is === 'break') {
      trimEnd(nodes);
      if (nodes.length > 0) nodes.push({ type: 'hardBreak' });
      open = true;
      continue;
    }
    let text = storable(run.text.replace(SPACE, ' '));
    if (open) text = text.replace(/^ +/, '');
    if (text === '') continue;
    open = text.endsWith(' ');
    nodes.push({ type: 'text', text, ...(run.marks.length > 0 ? { marks: run.marks } : {}) });
  }
  trimEnd(nodes);
  while (nodes.at(-1)?.type === 'hardBreak') {
    nodes.pop();
    trimEnd(nodes);
  }
  if (nodes.length === 0) return null;
  const texts = runs.filter((run) => run.is === 'text' && run.text.trim() !== '') as Extract<Run, { is: 'text' }>[];
  return { nodes, fromLine: texts[0]?.line ?? 1, toLine: texts.at(-1)?.toLine ?? 1, at: texts[0]?.at ?? 0 };
}

function trimEnd(nodes: DocumentNode[]): void {
  for (let last = nodes.at(-1); last?.type === 'text' && last.text!.endsWith(' '); last = nodes.at(-1)) {
    const text = last.text!.replace(/ +$/, '');
    nodes.pop();
    if (text !== '') nodes.push({ ...last, text });
  }
}

/** The plain words of some inline nodes. */
export function plainOf(nodes: readonly DocumentNode[]): string {
  return nodes.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');
}
