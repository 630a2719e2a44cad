import type { Editor } from '@tiptap/core';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow } from '@tiptap/pm/tables';
import type { MessageKey } from '../../../messages/t';

/** What can be done with the table the cursor is in. */
export function tableTools(editor: Editor): { label: MessageKey; act: () => void }[] {
  const run = (command: typeof addRowAfter) => () => {
    command(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  return [
    { label: 'table.addRow', act: run(addRowAfter) },
    { label: 'table.addColumn', act: run(addColumnAfter) },
    { label: 'table.deleteRow', act: run(deleteRow) },
    { label: 'table.deleteColumn', act: run(deleteColumn) },
  ];
}
