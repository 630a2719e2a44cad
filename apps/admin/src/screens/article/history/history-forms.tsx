import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { request } from '../../../api/client';
import {
  type HistoryRevisionFragment,
  NameRevisionDocument,
  type NameRevisionInput,
  RestoreRevisionDocument,
  type RestoreRevisionInput,
} from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { type Refused, useDecision } from '../../../parts/use-decision';
import type { Revision } from '../queries';
import css from './history.module.css';

interface EntryFormProps {
  readonly sentence: string;
  readonly action: string;
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  readonly close: () => void;
  readonly submit: () => void;
  readonly children: ReactNode;
}

function EntryForm({ sentence, action, busy, refused, close, submit, children }: EntryFormProps) {
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <p>{sentence}</p>
      {children}
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.steps}>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}

interface RestoreFormProps {
  readonly one: HistoryRevisionFragment;
  readonly newest: Revision;
  readonly close: () => void;
}

/** Brings an earlier text back as a new revision. Nothing is lost by it, and nothing is approved. */
export function RestoreForm({ one, newest, close }: RestoreFormProps) {
  const [reason, setReason] = useState('');
  const navigate = useNavigate({ from: '/articles/$articleId' });
  const { take, busy, refused } = useDecision(
    (input: RestoreRevisionInput) => request(RestoreRevisionDocument, { input }),
    () => {
      close();
      void navigate({ search: (now) => ({ ...now, revision: undefined, against: undefined, view: undefined }) });
    },
  );
  return (
    <EntryForm
      {...{ busy, refused, close }}
      sentence={t('restore.sentence', { number: one.number, next: newest.number + 1 })}
      action={t('restore.submit')}
      submit={() => take({ revisionId: one.id, newestRevisionId: newest.id, reason: reason.trim() || null })}
    >
      <TextInput
        label={t('restore.reason')}
        maxLength={500}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </EntryForm>
  );
}

/** Gives a revision a name to find it by. */
export function NameForm({ one, close }: { one: HistoryRevisionFragment; close: () => void }) {
  const [name, setName] = useState('');
  const { take, busy, refused } = useDecision(
    (input: NameRevisionInput) => request(NameRevisionDocument, { input }),
    close,
  );
  return (
    <EntryForm
      {...{ busy, refused, close }}
      sentence={t('name.sentence')}
      action={t('name.submit')}
      submit={() => take({ revisionId: one.id, contentHash: one.contentHash, name: name.trim() })}
    >
      <TextInput
        label={t('name.label')}
        required
        withAsterisk={false}
        maxLength={80}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </EntryForm>
  );
}
