import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { t } from '../../../messages/t';
import rail from '../../article/rail.module.css';
import css from './outline-panel.module.css';

interface Heading {
  readonly text: string;
  readonly level: number;
  readonly pos: number;
}

/** The headings of the body with their positions. */
function headings({ editor }: { editor: Editor }): Heading[] {
  const found: Heading[] = [];
  editor.state.doc.forEach((node, pos) => {
    if (node.type.name === 'heading') found.push({ text: node.textContent, level: Number(node.attrs.level), pos });
  });
  return found;
}

/** What stands where: one line a heading, which leads to it. */
export function OutlinePanel({ editor }: { editor: Editor }) {
  const found = useEditorState({ editor, selector: headings });
  if (found.length === 0) return <p className={rail.part}>{t('outline.none')}</p>;
  const goTo = (pos: number) => {
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, pos + 1)));
    editor.view.focus();
    const element = editor.view.nodeDOM(pos);
    if (element instanceof Element) element.scrollIntoView({ block: 'start' });
  };
  return (
    <ul className={css.list}>
      {found.map(({ text, level, pos }) => (
        <li key={pos} data-level={level}>
          <button type="button" onClick={() => goTo(pos)}>
            {text || t('outline.empty')}
          </button>
        </li>
      ))}
    </ul>
  );
}
