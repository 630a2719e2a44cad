import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions';
import { useEditor } from '@tiptap/react';
import { useMemo, useRef } from 'react';
import { t } from '../../messages/t';
import { citationNumbers } from './blocks/citation-numbers';
import { blockViews } from './blocks/views';
import { findingMarks } from './checks/finding-marks';
import { commentMarks } from './comments/comment-marks';
import { editorKeys, type ScreenActions } from './keys/editor-keys';
import type { Insertable } from './menus/insertable';
import { SlashMenu } from './menus/slash-menu';
import { type PasteActions, pasteHandling } from './paste/paste-handling';
import type { EditSession } from './saving/edit-session';
import { articleExtensions, editorSchemaSpec } from './schema/article-extensions';

export interface EditorActions extends ScreenActions, Omit<PasteActions, 'knownSources'> {
  readonly insert: (item: Insertable) => void;
}

/** The editor of a session's body. The actions may change with every drawing; the editor asks for the latest. */
export function useArticleEditor(session: EditSession, actions: EditorActions) {
  const latest = useRef(actions);
  latest.current = actions;
  const menu = useMemo(() => new SlashMenu(), []);
  const editor = useEditor(
    {
      schemaSpec: editorSchemaSpec,
      // The Content-Security-Policy allows no style element; the few rules stand in the screen's own style sheet.
      injectCSS: false,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      enableInputRules: true,
      enablePasteRules: false,
      enableCoreExtensions: { textDirection: false },
      content: session.draft.content().document as object,
      extensions: [
        ...articleExtensions(blockViews),
        UndoRedo.configure({ depth: 500 }),
        Dropcursor.configure({ class: 'drop-cursor', color: false }),
        Gapcursor,
        Placeholder.configure({ placeholder: placeholderOf, showOnlyCurrent: false, includeChildren: true }),
        citationNumbers,
        findingMarks,
        commentMarks,
        pasteHandling({
          pasted: (report) => latest.current.pasted(report),
          pictures: (files, at) => latest.current.pictures(files, at),
          knownSources: () => new Set(session.draft.references.map(({ key }) => key)),
        }),
        menu.extension((item) => latest.current.insert(item)),
        editorKeys({
          save: () => latest.current.save(),
          link: () => latest.current.link(),
          comment: () => latest.current.comment(),
          showKeys: () => latest.current.showKeys(),
          toToolbar: () => latest.current.toToolbar(),
          finding: (step) => latest.current.finding(step),
        }),
      ],
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': t('edit.body'),
          lang: session.draft.content().locale,
          spellcheck: 'true',
        },
      },
      onUpdate: ({ transaction }) => {
        if (transaction.docChanged) session.draft.tell();
      },
      onCreate: ({ editor: one }) => session.draft.attach(one),
    },
    [session],
  );
  return { editor, menu };
}

function placeholderOf({ node, editor }: { node: { type: { name: string } }; editor: { isEmpty: boolean } }): string {
  if (node.type.name === 'heading') return t('place.heading');
  if (node.type.name === 'faqQuestion') return t('place.question');
  return editor.isEmpty ? t('place.begin') : t('place.paragraph');
}
