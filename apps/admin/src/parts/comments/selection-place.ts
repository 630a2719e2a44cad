import type { CommentPlaceInput } from '../../gql/operations';

/** Where somebody wants to comment: the place for the API, and the words that stand there. */
export interface DraftPlace {
  readonly place: CommentPlaceInput;
  readonly quote: string;
}

// A page that is drawn with paths has each text of the content in an element of its own. What the renderer adds inside
// it, such as the number of a citation, is no part of the content.
const TEXT = '[data-path]';
const ADDED = 'sup.citation';

interface Piece {
  readonly node: Node;
  readonly start: number;
  readonly length: number;
}

/** The texts and line breaks of an element that belong to the content, with their offsets in it. */
function piecesOf(element: Element): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  const visit = (node: Node): void => {
    if (node instanceof Element && node.matches(ADDED)) return;
    const length = node instanceof Text ? node.data.length : node.nodeName === 'BR' ? 1 : 0;
    if (length > 0) pieces.push({ node, start, length });
    start += length;
    for (const child of node.childNodes) visit(child);
  };
  visit(element);
  return pieces;
}

/** The part of the selection that lies in one text: its offsets there, or undefined when it is empty. */
function partIn(element: Element, selected: Range): { from: number; to: number } | undefined {
  let from: number | undefined;
  let to = 0;
  for (const { node, start, length } of piecesOf(element)) {
    if (!selected.intersectsNode(node)) continue;
    const first = node === selected.startContainer ? selected.startOffset : 0;
    const last = node === selected.endContainer ? selected.endOffset : length;
    if (node instanceof Text && last <= first) continue;
    from ??= start + first;
    to = start + last;
  }
  return from === undefined ? undefined : { from, to };
}

/** The place of the words that are selected in a drawn text; undefined when none of them belong to the content. */
export function placeOfSelection(root: HTMLElement, selection: Selection | null): DraftPlace | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const selected = selection.getRangeAt(0);
  if (!root.contains(selected.commonAncestorContainer)) return undefined;
  const quote = selection.toString().trim();
  const parts = [...root.querySelectorAll<HTMLElement>(TEXT)].flatMap((element) => {
    const part = selected.intersectsNode(element) ? partIn(element, selected) : undefined;
    return part ? [{ path: element.dataset.path ?? '', ...part }] : [];
  });
  const head = parts[0];
  const last = parts.at(-1);
  if (!head || !last || quote === '') return undefined;
  // A comment on the title or the summary ends in it.
  const end = head.path.startsWith('document') ? last : head;
  return { quote, place: { path: head.path, from: head.from, to: end.to, endPath: end.path } };
}

interface Place {
  readonly path?: string | null;
  readonly from?: number | null;
  readonly endPath?: string | null;
  readonly to?: number | null;
}

/** A place as a range of a drawn text; undefined when it is orphaned, or stands where nothing is drawn. */
export function rangeOfPlace(root: HTMLElement, { path, from, endPath, to }: Place): Range | undefined {
  if (!path) return undefined;
  const texts = [...root.querySelectorAll<HTMLElement>(TEXT)];
  const named = (wanted: string) => texts.find(({ dataset }) => dataset.path === wanted);
  const first = named(path) ?? texts.find(({ dataset }) => dataset.path?.startsWith(`${path}.`));
  const last = named(endPath ?? path) ?? texts.findLast(({ dataset }) => dataset.path?.startsWith(`${path}.`));
  if (!first || !last) return undefined;
  const range = document.createRange();
  const isRange = from != null && to != null && named(path);
  if (!isRange) {
    range.setStartBefore(first);
    range.setEndAfter(last);
    return range;
  }
  const start = pointAt(first, from, 'start');
  const end = pointAt(last, to, 'end');
  if (!start || !end) return undefined;
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range.collapsed ? undefined : range;
}

function pointAt(element: Element, offset: number, edge: 'start' | 'end'): { node: Node; offset: number } | undefined {
  for (const { node, start, length } of piecesOf(element)) {
    const inside = edge === 'start' ? offset < start + length : offset <= start + length;
    if (!inside || !(node instanceof Text)) continue;
    return { node, offset: Math.max(0, Math.min(length, offset - start)) };
  }
  return undefined;
}
