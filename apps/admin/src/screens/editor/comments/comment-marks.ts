import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { DraftPlace, Thread } from '../../../parts/comments';
import { nodeAtPath, pathAtPos } from '../content/node-at-path';

const key = new PluginKey<DecorationSet>('commentMarks');
const LONGEST_QUOTE = 200;

/** Marks the words that open threads stand on; the marks move along while somebody writes. */
export const commentMarks = Extension.create({
  name: 'commentMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, before) =>
          (transaction.getMeta(key) as DecorationSet | undefined) ?? before.map(transaction.mapping, transaction.doc),
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

/** Draws the marks of these threads in the text as it stands now. */
export function markThreads(editor: Editor, threads: readonly Thread[]): void {
  const { doc, tr } = editor.state;
  const marks = threads.flatMap(({ id, state, place }) => {
    const range = state === 'OPEN' ? rangeOf(doc, place) : undefined;
    return range ? [Decoration.inline(range.from, range.to, { 'data-comment': id }, { thread: id })] : [];
  });
  editor.view.dispatch(tr.setMeta(key, DecorationSet.create(doc, marks)).setMeta('addToHistory', false));
}

/** Goes to the words of a thread; false when they are gone. */
export function showThread(editor: Editor, thread: Thread): boolean {
  const mark = key.getState(editor.state)?.find(undefined, undefined, (spec) => spec.thread === thread.id)[0];
  const range = mark ?? rangeOf(editor.state.doc, thread.place);
  if (!range) return false;
  const { doc, tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, range.from, range.to)).scrollIntoView());
  editor.view.focus();
  return true;
}

/** The selected words as a place to comment on; the whole block when nothing is selected. Null outside of text. */
export function placeOfEditorSelection(editor: Editor): DraftPlace | undefined {
  const { doc, selection } = editor.state;
  const [start, end] = [pathAtPos(doc, selection.from), pathAtPos(doc, selection.to)];
  if (!start || !end) return undefined;
  const words = doc.textBetween(selection.from, selection.to, ' ', ' ').trim();
  if (words === '') {
    const whole = selection.$from.parent.textContent.trim();
    return whole ? { quote: whole.slice(0, LONGEST_QUOTE), place: { path: start.path } } : undefined;
  }
  const ends = end.path === start.path ? {} : { endPath: end.path };
  return {
    quote: words.slice(0, LONGEST_QUOTE),
    place: { path: start.path, from: start.offset, to: end.offset, ...ends },
  };
}

function rangeOf(doc: Node, place: Thread['place']): { from: number; to: number } | undefined {
  const { path, from, to } = place;
  const start = path && !path.includes('.attrs.') ? nodeAtPath(doc, path) : undefined;
  if (!start) return undefined;
  if (typeof from !== 'number' || typeof to !== 'number') {
    return { from: start.pos + 1, to: start.pos + start.node.nodeSize - 1 };
  }
  const end = place.endPath ? (nodeAtPath(doc, place.endPath) ?? start) : start;
  const range = { from: start.pos + 1 + from, to: Math.min(end.pos + 1 + to, end.pos + end.node.nodeSize - 1) };
  return range.to > range.from && range.to <= doc.content.size ? range : undefined;
}
