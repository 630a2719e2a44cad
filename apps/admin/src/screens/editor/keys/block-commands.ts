import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';

type Dispatch = ((transaction: Transaction) => void) | undefined;

/** A block of the body's top level with its position. */
export interface TopBlock {
  readonly node: Node;
  readonly pos: number;
  readonly index: number;
}

/** The top-level block the cursor is in, or that is selected as a whole. */
export function topBlock({ selection, doc }: EditorState): TopBlock | undefined {
  const { $from } = selection;
  const index = $from.index(0);
  const node = doc.maybeChild(index);
  if (!node) return undefined;
  return { node, index, pos: $from.depth === 0 ? selection.from : $from.before(1) };
}

/** Moves the block of the cursor one place; the cursor stays in it. False at the first and at the last place. */
export function moveBlock(state: EditorState, direction: -1 | 1, dispatch: Dispatch): boolean {
  const block = topBlock(state);
  const neighbour = block && state.doc.maybeChild(block.index + direction);
  if (!block || !neighbour) return false;
  const target = direction === -1 ? block.pos - neighbour.nodeSize : block.pos + neighbour.nodeSize;
  if (dispatch) {
    const { tr, selection } = state;
    tr.delete(block.pos, block.pos + block.node.nodeSize).insert(target, block.node);
    const shift = target - block.pos;
    const moved =
      selection instanceof NodeSelection
        ? NodeSelection.create(tr.doc, selection.from + shift)
        : TextSelection.between(tr.doc.resolve(selection.anchor + shift), tr.doc.resolve(selection.head + shift));
    dispatch(tr.setSelection(moved).scrollIntoView());
  }
  return true;
}

/** Puts an empty paragraph behind the block of the cursor and goes there: the way out of a table, a box or a form. */
export function leaveBlock(state: EditorState, dispatch: Dispatch): boolean {
  const block = topBlock(state);
  if (!block) return false;
  if (dispatch) {
    const after = block.pos + block.node.nodeSize;
    const next = state.doc.maybeChild(block.index + 1);
    const { tr } = state;
    // An empty paragraph that stands there already is taken; pressing the keys twice makes no second one.
    if (!(next?.type.name === 'paragraph' && next.childCount === 0)) {
      tr.insert(after, state.schema.nodes.paragraph!.create());
    }
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  }
  return true;
}

/** Removes the block of the cursor. The last one leaves an empty paragraph. */
export function removeBlock(state: EditorState, dispatch: Dispatch): boolean {
  const block = topBlock(state);
  if (!block) return false;
  if (dispatch) {
    const { tr } = state;
    const end = block.pos + block.node.nodeSize;
    if (state.doc.childCount === 1) tr.replaceWith(block.pos, end, state.schema.nodes.paragraph!.create());
    else tr.delete(block.pos, end);
    const near = Selection.near(tr.doc.resolve(Math.min(block.pos, tr.doc.content.size)));
    dispatch(tr.setSelection(near).scrollIntoView());
  }
  return true;
}

/** Enter in a question goes to its answer; Enter in the empty last line of an answer begins the next question. */
export function enterInFaq(state: EditorState, dispatch: Dispatch): boolean {
  const { $from, empty } = state.selection;
  if (!empty) return false;
  if ($from.parent.type.name === 'faqQuestion') {
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after() + 1))).scrollIntoView());
    return true;
  }
  const answer = $from.node(-1);
  const isLastLine = $from.depth >= 2 && answer.type.name === 'faqAnswer' && $from.indexAfter(-1) === answer.childCount;
  if (!isLastLine || $from.parent.content.size > 0 || answer.childCount < 2) return false;
  if (dispatch) {
    const { tr, schema } = state;
    tr.delete($from.before(), $from.after());
    const behindItem = tr.mapping.map($from.after(-2));
    const item = schema.nodes.faqItem!.createAndFill();
    if (!item) return false;
    tr.insert(behindItem, item);
    dispatch(tr.setSelection(TextSelection.create(tr.doc, behindItem + 2)).scrollIntoView());
  }
  return true;
}
