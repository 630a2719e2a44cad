import { type Editor, Extension, markInputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import { goToNextCell, tableEditing } from '@tiptap/pm/tables';
import { enterInFaq, leaveBlock, moveBlock, removeBlock } from './block-commands';

/** What keys of the editor ask of the screen around it. */
export interface ScreenActions {
  readonly save: () => void;
  readonly link: () => void;
  readonly comment: () => void;
  readonly showKeys: () => void;
  readonly toToolbar: () => void;
  readonly finding: (step: 1 | -1) => void;
}

const ITEMS = ['listItem', 'step'] as const;

function inItems(editor: Editor, act: (name: (typeof ITEMS)[number]) => boolean): boolean {
  return ITEMS.some((name) => editor.isActive(name) && act(name));
}

/** Every key of the editor; `keyList` tells people about them. */
export function editorKeys(actions: ScreenActions): Extension {
  const ask = (act: () => void) => () => {
    act();
    return true;
  };
  return Extension.create({
    name: 'editorKeys',
    // Before TipTap's own keys: Enter means something else in a list, a question and a table.
    priority: 200,
    addProseMirrorPlugins: () => [tableEditing()],
    addKeyboardShortcuts() {
      const { editor } = this;
      const run = (command: typeof leaveBlock) => () => command(editor.state, editor.view.dispatch);
      const toCell = (direction: 1 | -1) => goToNextCell(direction)(editor.state, editor.view.dispatch);
      const enter = () =>
        enterInFaq(editor.state, editor.view.dispatch) ||
        inItems(editor, (name) => editor.commands.splitListItem(name));
      const tab = () => toCell(1) || inItems(editor, (name) => editor.commands.sinkListItem(name));
      const backspace = () => {
        const { $from, empty } = editor.state.selection;
        return empty && $from.parentOffset === 0 && inItems(editor, (name) => liftFirst(editor, name));
      };
      return {
        Enter: enter,
        Tab: tab,
        Backspace: backspace,
        'Shift-Enter': () => editor.commands.insertContent({ type: 'hardBreak' }),
        'Shift-Tab': () => toCell(-1) || inItems(editor, (name) => editor.commands.liftListItem(name)),
        'Mod-Enter': run(leaveBlock),
        'Alt-Shift-ArrowUp': () => moveBlock(editor.state, -1, editor.view.dispatch),
        'Alt-Shift-ArrowDown': () => moveBlock(editor.state, 1, editor.view.dispatch),
        'Mod-Shift-Backspace': run(removeBlock),
        'Mod-b': () => editor.commands.toggleMark('strong'),
        'Mod-i': () => editor.commands.toggleMark('em'),
        'Mod-Alt-0': () => editor.commands.setNode('paragraph'),
        'Mod-Alt-2': () => editor.commands.setNode('heading', { level: 2 }),
        'Mod-Alt-3': () => editor.commands.setNode('heading', { level: 3 }),
        'Mod-Alt-4': () => editor.commands.setNode('heading', { level: 4 }),
        'Mod-Shift-7': () => editor.commands.toggleList('orderedList', 'listItem'),
        'Mod-Shift-8': () => editor.commands.toggleList('bulletList', 'listItem'),
        'Mod-s': ask(actions.save),
        'Mod-Shift-k': ask(actions.link),
        'Mod-Alt-m': ask(actions.comment),
        'Mod-/': ask(actions.showKeys),
        'Alt-F10': ask(actions.toToolbar),
        F8: ask(() => actions.finding(1)),
        'Shift-F8': ask(() => actions.finding(-1)),
      };
    },
    addInputRules() {
      const { nodes, marks } = this.editor.schema;
      return [
        ...([2, 3, 4] as const).map((level) =>
          textblockTypeInputRule({
            find: new RegExp(`^#{${level}}\\s$`),
            type: nodes.heading!,
            getAttributes: { level },
          }),
        ),
        wrappingInputRule({ find: /^\s*[-*•]\s$/, type: nodes.bulletList! }),
        wrappingInputRule({ find: /^\s*1[.)]\s$/, type: nodes.orderedList! }),
        wrappingInputRule({ find: /^\s*>\s$/, type: nodes.blockquote! }),
        markInputRule({ find: /(?:^|\s)(\*\*(?!\s)([^*]+)\*\*)$/, type: marks.strong! }),
      ];
    },
  });
}

/** Backspace at the beginning of an item takes it one level out, as long as the cursor is in its first line. */
function liftFirst(editor: Editor, name: string): boolean {
  const { $from } = editor.state.selection;
  if ($from.node(-1).type.name !== name || $from.index(-1) !== 0) return false;
  return editor.commands.liftListItem(name);
}
