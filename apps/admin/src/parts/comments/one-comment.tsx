import { useState } from 'react';
import { request } from '../../api/client';
import { useMe } from '../../api/session';
import { EditCommentDocument, type EditCommentInput, RetractCommentDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../dates';
import { Notice } from '../notice';
import { useDecision } from '../use-decision';
import { CommentForm } from './comment-form';
import type { Comment } from './comment-queries';
import css from './comments.module.css';

/** One comment; its writer can change it or take it back. */
export function OneComment({ comment, site, zone }: { comment: Comment; site: string; zone: string }) {
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const edit = useDecision(
    (input: EditCommentInput) => request(EditCommentDocument, { input }),
    () => setEditing(false),
  );
  const retract = useDecision((id: string) => request(RetractCommentDocument, { id }));
  const { id, text, version, author, createdAt, editedAt, mentions } = comment;
  if (text == null) {
    return (
      <li className={css.comment}>
        <p className={css.about}>{t('comments.retracted', { name: author.name })}</p>
      </li>
    );
  }
  return (
    <li className={css.comment}>
      <p className={css.about}>
        <strong>{author.name}</strong> <When iso={createdAt} zone={zone} />
        {editedAt && ` · ${t('comments.edited')}`}
      </p>
      {editing ? (
        <CommentForm
          site={site}
          label={t('comments.editLabel')}
          action={t('comments.save')}
          start={{ text, mentions: mentions.map((one) => one.id) }}
          autoFocus
          busy={edit.busy}
          refused={edit.refused}
          submit={(written) => edit.take({ commentId: id, version, ...written })}
          close={() => setEditing(false)}
        />
      ) : (
        <p className={css.words}>{text}</p>
      )}
      {!editing && mentions.length > 0 && (
        <p className={css.about}>{t('comments.told', { names: mentions.map(({ name }) => name).join(', ') })}</p>
      )}
      {!editing && author.id === me.id && (
        <p className={css.own}>
          <button type="button" className={css.quiet} onClick={() => setEditing(true)}>
            {t('comments.edit')}
          </button>
          <button type="button" className={css.quiet} disabled={retract.busy} onClick={() => retract.take(id)}>
            {t('comments.retract')}
          </button>
        </p>
      )}
      {retract.refused && <Notice>{retract.refused.message}</Notice>}
    </li>
  );
}
