import { EditorContent } from '@tiptap/react';
import { useRef, useState, useSyncExternalStore } from 'react';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { ConflictScreen } from './conflict/conflict-screen';
import { EditorBar } from './editor-bar';
import { EditorHead } from './editor-head';
import { EditorKeysDialog } from './keys/editor-keys-dialog';
import { SlashList } from './menus/slash-list';
import { Toolbar } from './menus/toolbar';
import { putIn, Tray, type TrayKind } from './menus/tray';
import type { EditedArticle } from './queries';
import type { EditSession } from './saving/edit-session';
import { TextHead } from './text-head';
import { useArticleEditor } from './use-article-editor';
import css from './writing.module.css';

/** The text as its readers will see it, with what helps to write it around it. */
export function Writing({ article, session }: { article: EditedArticle; session: EditSession }) {
  const [tray, setTray] = useState<TrayKind>();
  const [keysShown, setKeysShown] = useState(false);
  const tools = useRef<HTMLDivElement>(null);
  const { draft, autosave } = session;
  const state = useSyncExternalStore(
    (listener) => autosave.subscribe(listener),
    () => autosave.state,
  );
  const { editor, menu } = useArticleEditor(session, {
    save: () => void autosave.flush(),
    link: () => setTray('link'),
    comment: () => undefined,
    showKeys: () => setKeysShown(true),
    toToolbar: () => tools.current?.querySelector<HTMLElement>('select, button')?.focus(),
    finding: () => undefined,
    insert: (item) => editor && putIn(editor, item, setTray),
  });
  if (!editor) return null;
  const closeTray = () => setTray(undefined);
  return (
    <div className={css.page}>
      <EditorHead article={article} session={session} />
      <div className={css.tools}>
        <Toolbar ref={tools} editor={editor} openTray={setTray} showKeys={() => setKeysShown(true)} />
        {tray && (
          <Tray
            key={tray}
            kind={tray}
            editor={editor}
            draft={draft}
            site={article.site.slug}
            open={setTray}
            close={closeTray}
          />
        )}
      </div>
      <section className={css.place} aria-label={t('article.text')}>
        {state.kind === 'conflict' ? (
          <ConflictScreen conflict={state.conflict} resolve={(content) => autosave.resolve(content)} />
        ) : (
          <>
            {session.broughtBack && (
              <div className={css.notice}>
                <Notice tone="due">{t('edit.broughtBack')}</Notice>
              </div>
            )}
            <article className={css.sheet}>
              <TextHead draft={draft} toBody={() => editor.commands.focus('start')} />
              <EditorContent editor={editor} className={css.body} />
            </article>
          </>
        )}
      </section>
      <aside className={css.rail} aria-label={t('rail.title')} />
      <EditorBar article={article} session={session} />
      <SlashList menu={menu} writingOn={editor.view.dom} />
      {keysShown && <EditorKeysDialog close={() => setKeysShown(false)} />}
    </div>
  );
}
