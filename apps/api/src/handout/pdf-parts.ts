/**
 * A part of a document as a screen reader is told of it (PDF 1.7, section 14.8.4). Parts are made while the text is laid
 * out; one that nothing is drawn for never becomes an element.
 */
export interface Part {
  /** Standard structure type, such as P or TH. */
  readonly role: string;
  readonly parent?: Part;
  /** What stands for a picture. */
  readonly alt?: string;
  /** The part that is read before this one, whenever it is drawn: the number of a list's item. */
  readonly after?: Part;
}

/** A node of the printer, as far as parts are concerned. Written by hand: the printer has no types for what it lays out. */
export interface LaidOutNode {
  /** Role that the document gives it in place of the usual one. */
  readonly role?: string;
  readonly alt?: string;
  readonly text?: unknown;
  readonly link?: unknown;
  readonly image?: unknown;
  readonly qr?: unknown;
  readonly ul?: LaidOutNode[];
  readonly ol?: LaidOutNode[];
  readonly table?: { readonly headerRows?: number; readonly body: readonly (readonly LaidOutNode[])[] };
  readonly listMarker?: { readonly _inlines?: { part?: Part }[] };
  /** What its list or table made of it. */
  part?: Part;
}

/** What is drawn and says nothing: lines, colours, the number of the page. */
export const ARTIFACT: Part = { role: 'Artifact' };

/** The whole document. */
export const WHOLE: Part = { role: 'Document' };

function table({ table }: LaidOutNode, parent: Part): Part {
  const whole = { role: 'Table', parent };
  const { headerRows = 0, body } = table!;
  for (const [number, cells] of body.entries()) {
    const row = { role: 'TR', parent: whole };
    for (const cell of cells) cell.part = { role: number < headerRows ? 'TH' : 'TD', parent: row };
  }
  return whole;
}

function list(items: readonly LaidOutNode[], parent: Part): Part {
  const whole = { role: 'L', parent };
  for (const node of items) {
    const item = { role: 'LI', parent: whole };
    const [number] = node.listMarker?._inlines ?? [];
    const label = { role: 'Lbl', parent: item };
    // A dot is drawn and not written: a screen reader says by itself that it is in a list.
    if (number) number.part = label;
    node.part = { role: 'LBody', parent: item, ...(number && { after: label }) };
  }
  return whole;
}

function leaf(node: LaidOutNode, outer: Part): Part {
  const block = node.part && !node.role ? node.part : { role: node.role ?? 'P', parent: outer };
  return node.link ? { role: 'Link', parent: block } : block;
}

/** The part that a node is, within the part in which it stands. */
export function partOf(node: LaidOutNode, around: Part): Part {
  if (around === ARTIFACT) return ARTIFACT;
  const outer = node.part ?? around;
  const items = node.ul ?? node.ol;
  if (items) return list(items, outer);
  if (node.table) return node.role ? { role: node.role, parent: outer } : table(node, outer);
  if (node.text !== undefined) return leaf(node, outer);
  if (node.image !== undefined || node.qr !== undefined) return { role: 'Figure', parent: outer, alt: node.alt ?? '' };
  return outer;
}
