import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request } from '../../api/client';
import { StartCommentThreadDocument, type StartCommentThreadInput } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../empty';
import { FailureNotice } from '../notice';
import { RowsSkeleton } from '../rows-skeleton';
import { useDecision } from '../use-decision';
import { CommentForm } from './comment-form';
import { type Thread, threadsQuery } from './comment-queries';
import css from './comments.module.css';
import type { DraftPlace } from './selection-place';
import { ThreadCard, threadElementId } from './thread-card';

interface CommentThreadsProps {
  readonly revision: { readonly id: string; readonly contentHash: string };
  readonly site: { readonly slug: string; readonly timeZone: string };
  /** Where a new thread is being started. */
  readonly draft: DraftPlace | undefined;
  readonly closeDraft: () => void;
  /** The thread whose words were chosen in the text. */
  readonly chosen?: string;
  readonly show?: (thread: Thread) => void;
  /** How to begin one, said where there is none yet. */
  readonly hint: string;
}

/** What was said about a text, open threads first, and the form of a new one. */
export function CommentThreads({ revision, site, draft, closeDraft, chosen, show, hint }: CommentThreadsProps) {
  const { data, error, isPending, refetch } = useQuery(threadsQuery(revision.id));
  useEffect(() => {
    if (chosen) document.getElementById(threadElementId(chosen))?.focus();
  }, [chosen]);
  if (isPending) return <RowsSkeleton rows={3} />;
  if (error) return <FailureNotice error={error} retry={() => void refetch()} />;
  const open = data.filter(({ state }) => state === 'OPEN');
  const resolved = data.filter(({ state }) => state === 'RESOLVED');
  const cards = (threads: readonly Thread[]) => (
    <ul className="plain">
      {threads.map((thread) => (
        <ThreadCard key={thread.id} {...{ thread, site, show }} chosen={thread.id === chosen} />
      ))}
    </ul>
  );
  return (
    <>
      {draft && <NewThread {...{ revision, draft }} site={site.slug} close={closeDraft} />}
      {data.length === 0 && !draft && (
        <Empty title={t('comments.none')}>
          <p>{hint}</p>
        </Empty>
      )}
      {cards(open)}
      {resolved.length > 0 && (
        <details className={css.resolved} open={resolved.some(({ id }) => id === chosen)}>
          <summary>{t('comments.resolvedCount', { count: resolved.length })}</summary>
          {cards(resolved)}
        </details>
      )}
    </>
  );
}

interface NewThreadProps {
  readonly revision: CommentThreadsProps['revision'];
  readonly draft: DraftPlace;
  readonly site: string;
  readonly close: () => void;
}

function NewThread({ revision, draft, site, close }: NewThreadProps) {
  const { take, busy, refused } = useDecision(
    (input: StartCommentThreadInput) => request(StartCommentThreadDocument, { input }),
    close,
  );
  return (
    <div className={css.draft}>
      <blockquote className={css.quote}>“{draft.quote}”</blockquote>
      <CommentForm
        site={site}
        label={t('comments.newLabel')}
        action={t('comments.newSubmit')}
        autoFocus
        {...{ busy, refused, close }}
        submit={(written) =>
          take({ revisionId: revision.id, contentHash: revision.contentHash, place: draft.place, ...written })
        }
      />
    </div>
  );
}
