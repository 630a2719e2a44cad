import { SaxesParser } from 'saxes';

/** What stands in one XML part of a Word document. */
export interface PartText {
  /** Paragraphs of text. */
  readonly paragraphs: readonly string[];
  /** Text that tracked changes took away. */
  readonly deleted: readonly string[];
}

/**
 * The text of a part, read apart from the conversion: what goes into the account, and what becomes a drop. Broken XML
 * gives what came before the fault.
 */
export function partText(xml: string): PartText {
  const paragraphs: string[] = [];
  const deleted: string[] = [];
  const parser = new SaxesParser({ xmlns: false, position: false });
  let open: string | null = null;
  let paragraph = '';
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name }) => {
    if (name === 'w:t' || name === 'w:delText') open = name;
    else if (name === 'w:tab' || name === 'w:br') paragraph += ' ';
  });
  parser.on('text', (text) => {
    if (open === 'w:t') paragraph += text;
    else if (open === 'w:delText' && text.trim() !== '') deleted.push(text);
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t' || name === 'w:delText') open = null;
    if (name !== 'w:p') return;
    if (paragraph.trim() !== '') paragraphs.push(paragraph);
    paragraph = '';
  });
  parser.write(xml).close();
  return { paragraphs, deleted };
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
