import { describe, expect, it } from '@jest/globals';
import { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { articleSchema, build as b } from '#document';
import { replaceChanged } from './replace-changed';

const SEED = 20261122;
const docOf = (words: readonly string[]) =>
  Node.fromJSON(articleSchema, b.doc(...(words.length > 0 ? words : ['']).map((word) => b.p(word))));

describe('taking words from elsewhere', () => {
  it('gives the other document exactly, whatever was added, removed, moved or changed', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const { tr } = EditorState.create({ doc: docOf(before) });
        expect(replaceChanged(tr, docOf(after)).doc.toJSON()).toEqual(docOf(after).toJSON());
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('leaves the cursor where it stands', () => {
    const state = EditorState.create({ doc: docOf(['one', 'two', 'three']) });
    const { tr } = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 7)));
    const { selection, doc } = replaceChanged(tr, docOf(['one, longer', 'two', 'three, too']));
    expect(doc.textBetween(selection.from, doc.resolve(selection.from).end())).toBe('wo');
  });
});
