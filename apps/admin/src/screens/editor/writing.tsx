import { useSearch } from '@tanstack/react-router';
import { EditorContent } from '@tiptap/react';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { build } from '#document';
import { t } from '../../messages/t';
import type { DraftPlace } from '../../parts/comments';
import { Notice } from '../../parts/notice';
import { SourceBeside } from './beside/source-beside';
import { stepToFinding } from './checks/finding-actions';
import { useChecks } from './checks/use-checks';
import { placeOfEditorSelection } from './comments/comment-marks';
import { ConflictScreen } from './conflict/conflict-screen';
import { EditorBar } from './editor-bar';
import { EditorHead } from './editor-head';
import { EditorRail, type EditorTab } from './editor-rail';
import { EditorKeysDialog } from './keys/editor-keys-dialog';
import { insertBlock } from './menus/insertable';
import { SlashList } from './menus/slash-list';
import { Toolbar } from './menus/toolbar';
import { putIn, Tray } from './menus/tray';
import type { TrayKind } from './menus/tray-props';
import { PasteNotice } from './paste/paste-notice';
import type { PasteReport } from './paste/paste-report';
import { uploadPicture } from './paste/upload-picture';
import type { EditedArticle } from './queries';
import type { EditSession } from './saving/edit-session';
import { MergedNotice } from './saving/merged-notice';
import { TextHead } from './text-head';
import { useArticleEditor } from './use-article-editor';
import css from './writing.module.css';

/** The text as its readers will see it, with what helps to write it around it. */
export function Writing({ article, session }: { article: EditedArticle; session: EditSession }) {
  const [tray, setTray] = useState<TrayKind>();
  const [keysShown, setKeysShown] = useState(false);
  const [report, setReport] = useState<PasteReport>();
  const [pictureRefused, setPictureRefused] = useState<string>();
  const [tab, setTab] = useState<EditorTab>('checks');
  const [comment, setComment] = useState<DraftPlace>();
  const { beside } = useSearch({ from: '/frame/articles/$articleId/edit' });
  const tools = useRef<HTMLDivElement>(null);
  const { draft, autosave } = session;
  const state = useSyncExternalStore(
    (listener) => autosave.subscribe(listener),
    () => autosave.state,
  );
  const { editor, menu } = useArticleEditor(session, {
    save: () => void autosave.flush(),
    link: () => setTray('link'),
    comment: () => void startComment(),
    showKeys: () => setKeysShown(true),
    toToolbar: () => tools.current?.querySelector<HTMLElement>('select, button')?.focus(),
    finding: (step) => editor && stepToFinding(editor, step),
    pasted: setReport,
    pictures: (files, at) => void takePictures(files, at),
    insert: (item) => editor && putIn(editor, item, setTray),
  });
  const startComment = async () => {
    const place = editor && placeOfEditorSelection(editor);
    if (!place) return;
    // A comment stands on a saved text: what the server does not have, it cannot keep for it.
    await autosave.flush();
    setTab('comments');
    setComment(place);
  };
  const takePictures = async (files: readonly File[], at: number) => {
    setPictureRefused(undefined);
    for (const file of files) {
      const answer = await uploadPicture(article.site.slug, file);
      if (answer.kind === 'refused') setPictureRefused(answer.message);
      else if (editor) {
        editor.commands.setTextSelection(Math.min(at, editor.state.doc.content.size));
        insertBlock(editor, build.image({ mediaId: answer.mediaId }));
      }
    }
  };
  const waived = useMemo(
    () => new Set(article.newestRevision.findings.flatMap(({ key, waiver }) => (waiver ? [key] : []))),
    [article],
  );
  const answer = useChecks(editor, draft, article, waived);
  if (!editor) return null;
  const closeTray = () => setTray(undefined);
  return (
    <div className={css.page} data-beside={beside !== undefined || undefined}>
      <EditorHead article={article} session={session} />
      <div className={css.tools}>
        <Toolbar
          ref={tools}
          editor={editor}
          openTray={setTray}
          showKeys={() => setKeysShown(true)}
          comment={() => void startComment()}
        />
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
      {beside && <SourceBeside {...{ article, session, beside }} />}
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
            <MergedNotice session={session} />
            {report && (
              <div className={css.notice}>
                <PasteNotice
                  report={report}
                  undo={() => {
                    editor.chain().focus().undo().run();
                    setReport(undefined);
                  }}
                  close={() => setReport(undefined)}
                />
              </div>
            )}
            {pictureRefused && (
              <div className={css.notice}>
                <Notice>{pictureRefused}</Notice>
              </div>
            )}
            <article className={css.sheet}>
              <TextHead draft={draft} toBody={() => editor.commands.focus('start')} />
              <EditorContent editor={editor} className={css.body} />
            </article>
          </>
        )}
      </section>
      <EditorRail
        {...{ editor, article, session, answer, waived }}
        open={tab}
        setOpen={setTab}
        comment={comment}
        closeComment={() => setComment(undefined)}
      />
      <EditorBar article={article} session={session} />
      <SlashList menu={menu} writingOn={editor.view.dom} />
      {keysShown && <EditorKeysDialog close={() => setKeysShown(false)} />}
    </div>
  );
}
