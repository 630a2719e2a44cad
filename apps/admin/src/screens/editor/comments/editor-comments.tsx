import type { Editor } from '@tiptap/core';
import { useEffect, useSyncExternalStore } from 'react';
import { t } from '../../../messages/t';
import { CommentThreads, type DraftPlace, useThreads } from '../../../parts/comments';
import type { EditedArticle } from '../queries';
import type { EditSession } from '../saving/edit-session';
import { markThreads, showThread } from './comment-marks';

interface CommentsProps {
  readonly editor: Editor;
  readonly article: EditedArticle;
  readonly session: EditSession;
  readonly draft: DraftPlace | undefined;
  readonly closeDraft: () => void;
}

/** The revision the text stands on, kept up with every save. */
function useStandsOn({ autosave }: EditSession) {
  return useSyncExternalStore(
    (listener) => autosave.subscribe(listener),
    () => autosave.standsOn,
  );
}

/** What was said about the text, beside it. A comment stands on saved words: the text is saved before one begins. */
export function EditorComments({ editor, article, session, draft, closeDraft }: CommentsProps) {
  const { revisionId, contentHash } = useStandsOn(session);
  return (
    <CommentThreads
      revision={{ id: revisionId, contentHash }}
      site={article.site}
      draft={draft}
      closeDraft={closeDraft}
      show={(thread) => showThread(editor, thread)}
      hint={t('edit.commentHint')}
    />
  );
}

/** Marks the words of open threads in the text, whichever tab is open; answers how many threads are open. */
export function useThreadMarks(editor: Editor | null, session: EditSession): number {
  const { revisionId } = useStandsOn(session);
  const threads = useThreads(revisionId);
  useEffect(() => {
    if (editor && threads.length > 0) markThreads(editor, threads);
  }, [editor, threads]);
  return threads.filter(({ state }) => state === 'OPEN').length;
}
