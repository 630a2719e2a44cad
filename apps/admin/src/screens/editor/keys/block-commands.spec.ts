import { describe, expect, it } from '@jest/globals';
import { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { articleSchema, build as b, type DocumentNode } from '#document';
import { enterInFaq, leaveBlock, moveBlock, removeBlock } from './block-commands';

const stateOf = (document: DocumentNode, words: string): EditorState => {
  const doc = Node.fromJSON(articleSchema, document);
  let at = 1;
  doc.descendants((node, pos) => {
    if (node.isText && node.text?.includes(words)) at = pos + node.text.indexOf(words);
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, at) });
};

const outcome = (state: EditorState, command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean) => {
  let next = state;
  const done = command(state, (transaction) => {
    next = state.apply(transaction);
  });
  next.doc.check();
  return { done, state: next, words: next.doc.content.content.map((node) => node.textContent) };
};

const three = b.doc('one', 'two', 'three');

describe('the keys of a block', () => {
  it('move it one place with the cursor in it, and not beyond the ends', () => {
    const up = outcome(stateOf(three, 'wo'), (state, dispatch) => moveBlock(state, -1, dispatch));
    expect(up.words).toEqual(['two', 'one', 'three']);
    expect(up.state.selection.$from.parent.textContent).toBe('two');
    expect(up.state.selection.$from.parentOffset).toBe(1);
    const down = outcome(stateOf(three, 'two'), (state, dispatch) => moveBlock(state, 1, dispatch));
    expect(down.words).toEqual(['one', 'three', 'two']);
    expect(outcome(stateOf(three, 'one'), (state, dispatch) => moveBlock(state, -1, dispatch)).done).toBe(false);
    expect(outcome(stateOf(three, 'three'), (state, dispatch) => moveBlock(state, 1, dispatch)).done).toBe(false);
  });

  it('leave a box for a new line behind it, once', () => {
    const first = outcome(stateOf(b.doc(b.caution({}, 'careful'), 'end'), 'careful'), leaveBlock);
    expect(first.words).toEqual(['careful', '', 'end']);
    expect(first.state.selection.$from.depth).toBe(1);
    const box = TextSelection.create(first.state.doc, 3);
    expect(outcome(first.state.apply(first.state.tr.setSelection(box)), leaveBlock).words).toEqual([
      'careful',
      '',
      'end',
    ]);
  });

  it('remove it, and leave a line to write on', () => {
    expect(outcome(stateOf(three, 'two'), removeBlock).words).toEqual(['one', 'three']);
    expect(outcome(stateOf(b.doc('only'), 'only'), removeBlock).words).toEqual(['']);
  });

  it('lead from a question to its answer, and from an empty line to the next question', () => {
    const faq = b.doc(b.faq({ question: 'Why?', answer: ['Because.', ''] }));
    const answer = outcome(stateOf(faq, 'Why'), enterInFaq);
    expect(answer.state.selection.$from.parent.textContent).toBe('Because.');
    const empty = TextSelection.create(answer.state.doc, answer.state.selection.$from.after() + 1);
    const next = outcome(answer.state.apply(answer.state.tr.setSelection(empty)), enterInFaq);
    expect(next.state.doc.firstChild?.childCount).toBe(2);
    expect(next.state.selection.$from.parent.type.name).toBe('faqQuestion');
  });
});
