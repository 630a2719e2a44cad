import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const key = new PluginKey<DecorationSet>('citationNumbers');

/** The number of a source behind the words that rest on it, in the order in which a reader meets the sources. */
export const citationNumbers = Extension.create({
  name: 'citationNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => numbersIn(doc),
        apply(transaction, before) {
          if (!transaction.docChanged) return before;
          return numbersIn(transaction.doc);
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

function numbersIn(doc: Node): DecorationSet {
  const numbers = new Map<string, number>();
  const found: Decoration[] = [];
  doc.descendants((node, pos, parent, index) => {
    if (!node.isText) return;
    for (const mark of node.marks) {
      if (mark.type.name !== 'citation') continue;
      const source = String(mark.attrs.referenceKey);
      if (!numbers.has(source)) numbers.set(source, numbers.size + 1);
      // Words of one citation may be several texts, when some of them are bold: the number stands behind the last.
      const goesOn = parent?.maybeChild(index + 1)?.marks.some((next) => next.eq(mark)) ?? false;
      if (!goesOn) found.push(numberAt(pos + node.nodeSize, numbers.get(source)!));
    }
  });
  return found.length > 0 ? DecorationSet.create(doc, found) : DecorationSet.empty;
}

function numberAt(pos: number, number: number): Decoration {
  const draw = () => {
    const element = document.createElement('sup');
    element.textContent = String(number);
    element.dataset.citation = '';
    return element;
  };
  return Decoration.widget(pos, draw, { side: -1, key: `citation-${number}`, ignoreSelection: true });
}
