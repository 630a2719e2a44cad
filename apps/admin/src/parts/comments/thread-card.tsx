import { useState } from 'react';
import { request } from '../../api/client';
import {
  ReopenCommentThreadDocument,
  ReplyToCommentDocument,
  type ReplyToCommentInput,
  ResolveCommentThreadDocument,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../notice';
import { Pill } from '../status';
import { useDecision } from '../use-decision';
import { CommentForm } from './comment-form';
import type { Thread } from './comment-queries';
import css from './comments.module.css';
import { OneComment } from './one-comment';

interface ThreadCardProps {
  readonly thread: Thread;
  readonly site: { readonly slug: string; readonly timeZone: string };
  readonly chosen: boolean;
  /** Shows the words it stands on; left out where the text is not on the screen. */
  readonly show?: (thread: Thread) => void;
}

/** A conversation: the words it is about, what was said, a reply, and the way to settle it. */
export function ThreadCard({ thread, site, chosen, show }: ThreadCardProps) {
  const [replying, setReplying] = useState(false);
  const open = thread.state === 'OPEN';
  return (
    <li className={css.thread} id={threadElementId(thread.id)} data-chosen={chosen} tabIndex={-1}>
      <Quote thread={thread} show={show} />
      <ul className="plain">
        {thread.comments.map((comment) => (
          <OneComment key={comment.id} comment={comment} site={site.slug} zone={site.timeZone} />
        ))}
      </ul>
      {replying ? (
        <Reply threadId={thread.id} site={site.slug} close={() => setReplying(false)} />
      ) : (
        <p className={css.own}>
          <button type="button" className={css.quiet} onClick={() => setReplying(true)}>
            {t('comments.reply')}
          </button>
          <Settle thread={thread} open={open} />
        </p>
      )}
    </li>
  );
}

/** The element of a thread, so that a click on its words can lead to it. */
export const threadElementId = (id: string) => `thread-${id}`;

function Quote({ thread, show }: Pick<ThreadCardProps, 'thread' | 'show'>) {
  const { state } = thread.place;
  return (
    <div className={css.quoteLine}>
      {show && state !== 'ORPHANED' ? (
        <button type="button" className={css.quote} title={t('checks.show')} onClick={() => show(thread)}>
          “{thread.quote}”
        </button>
      ) : (
        <blockquote className={css.quote}>“{thread.quote}”</blockquote>
      )}
      {thread.state === 'RESOLVED' && (
        <Pill tone="good" icon="check">
          {t('comments.resolved', { name: thread.stateBy?.name ?? t('review.someone') })}
        </Pill>
      )}
      {state === 'CHANGED' && <p className={css.about}>{t('comments.changed', { quote: thread.place.quote ?? '' })}</p>}
      {state === 'ORPHANED' && (
        <p className={css.about}>{t('comments.orphaned', { number: thread.revision.number })}</p>
      )}
    </div>
  );
}

function Reply({ threadId, site, close }: { threadId: string; site: string; close: () => void }) {
  const { take, busy, refused } = useDecision(
    (input: ReplyToCommentInput) => request(ReplyToCommentDocument, { input }),
    close,
  );
  return (
    <CommentForm
      site={site}
      label={t('comments.replyLabel')}
      action={t('comments.replySubmit')}
      autoFocus
      {...{ busy, refused, close }}
      submit={(written) => take({ threadId, ...written })}
    />
  );
}

function Settle({ thread, open }: { thread: Thread; open: boolean }) {
  const resolve = useDecision((id: string) => request(ResolveCommentThreadDocument, { id }));
  const reopen = useDecision((id: string) => request(ReopenCommentThreadDocument, { id }));
  const step = open ? resolve : reopen;
  return (
    <>
      <button type="button" className={css.quiet} disabled={step.busy} onClick={() => step.take(thread.id)}>
        {open ? t('comments.resolve') : t('comments.reopen')}
      </button>
      {step.refused && <Notice>{step.refused.message}</Notice>}
    </>
  );
}
