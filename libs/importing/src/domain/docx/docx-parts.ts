import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What stands in one XML part of a Word document. */
export interface PartText {
  /** Paragraphs of text that the conversion reads. */
  readonly paragraphs: readonly string[];
  /** Text that tracked changes took away. */
  readonly deleted: readonly string[];
  /** Formulas, which have no place in an article. */
  readonly formulas: readonly string[];
  /** Text that only newer versions of Word show: it stands in the file without the form for older ones. */
  readonly newer: readonly string[];
  /** The notes that the text refers to outside of what was deleted, such as `w:footnote2`. */
  readonly references: ReadonlySet<string>;
  /** The text of each note, by its number. */
  readonly notes: ReadonlyMap<string, string>;
}

/**
 * The text of a part, read apart from the conversion: what goes into the account, and what becomes a drop. Broken XML
 * gives what came before the fault.
 */
export function partText(xml: string): PartText {
  const reader = new PartReader();
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => undefined);
  parser.on('opentag', (tag) => reader.open(tag));
  parser.on('text', (text) => reader.text(text));
  parser.on('closetag', ({ name }) => reader.close(name));
  parser.write(xml).close();
  return reader;
}

const TEXT = new Set(['w:t', 'w:delText', 'm:t']);

class PartReader implements PartText {
  readonly paragraphs: string[] = [];
  readonly deleted: string[] = [];
  readonly formulas: string[] = [];
  readonly newer: string[] = [];
  readonly references = new Set<string>();
  readonly notes = new Map<string, string>();
  /** Open paragraphs: one may stand in a text box inside of another. */
  private readonly lines: string[] = [];
  /** How often each element is open. */
  private readonly depth = new Map<string, number>();
  private inText: string | null = null;
  private note: string | null = null;
  private choice: string[] = [];
  private hasFallback = false;

  open({ name, attributes }: SaxesTagPlain): void {
    this.depth.set(name, this.within(name) + 1);
    const id = attributes['w:id'] ?? '';
    if (TEXT.has(name)) this.inText = name;
    else if (name === 'w:tab' || name === 'w:br') this.append(' ');
    else if (name === 'w:p') this.lines.push('');
    else if (name === 'w:footnote' || name === 'w:endnote') this.note = id;
    else if (/^w:(?:foot|end)noteReference$/.test(name) && !this.isGone())
      this.references.add(name.replace('Reference', id));
    else if (name === 'mc:AlternateContent' && this.within(name) === 1) this.hasFallback = false;
    else if (name === 'mc:Fallback' && this.within('mc:AlternateContent') === 1) this.hasFallback = true;
  }

  text(text: string): void {
    if (this.inText === null) return;
    if (this.inText === 'm:t') pushText(this.formulas, text);
    else if (this.inText === 'w:delText') pushText(this.deleted, text);
    else if (this.within('mc:Choice') > 0) this.choice.push(text);
    else if (!this.isGone()) this.append(text);
  }

  close(name: string): void {
    this.depth.set(name, Math.max(0, this.within(name) - 1));
    if (TEXT.has(name)) this.inText = null;
    else if (name === 'w:footnote' || name === 'w:endnote') this.note = null;
    else if (name === 'mc:AlternateContent' && this.within(name) === 0) this.endChoice();
    else if (name === 'w:p') this.endLine(this.lines.pop() ?? '');
  }

  private within(name: string): number {
    return this.depth.get(name) ?? 0;
  }

  /** In what was deleted, or moved from here to where it stands again. */
  private isGone(): boolean {
    return this.within('w:del') > 0 || this.within('w:moveFrom') > 0;
  }

  private append(text: string): void {
    if (this.lines.length === 0) this.lines.push('');
    this.lines[this.lines.length - 1] += text;
  }

  private endLine(line: string): void {
    if (line.trim() === '') return;
    this.paragraphs.push(line);
    if (this.note !== null) this.notes.set(this.note, [this.notes.get(this.note) ?? '', line].join('\n').trim());
  }

  /** Word writes a drawing twice, for new and for old programs. The conversion reads the old form. */
  private endChoice(): void {
    if (!this.hasFallback && this.choice.length > 0) this.newer.push(this.choice.join(''));
    this.choice = [];
  }
}

function pushText(list: string[], text: string): void {
  if (text.trim() !== '') list.push(text);
}

/** The properties that Word writes into a document: its title, and who wrote it. */
export function coreProperties(xml: string): Record<string, string> {
  const found: Record<string, string> = {};
  const parser = new SaxesParser({ xmlns: false, position: false });
  let text = '';
  parser.on('error', () => undefined);
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    if (text.trim() !== '') found[name.replace(/^\w+:/, '')] ??= text.trim();
    text = '';
  });
  parser.write(xml).close();
  return found;
}
