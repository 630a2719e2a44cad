import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { request } from '../../api/client';
import {
  RequestChangesDocument,
  type RequestChangesInput,
  RequestReviewDocument,
  type RequestReviewInput,
  WithdrawPublicationDocument,
  type WithdrawPublicationInput,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { type Refused, useDecision } from '../../parts/use-decision';
import css from './action-bar.module.css';
import type { Article } from './queries';

interface DecisionFormProps {
  /** What will happen, where, in a sentence. */
  readonly sentence: string;
  readonly action: string;
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  readonly danger?: boolean;
  readonly close: () => void;
  readonly submit: () => void;
  readonly children?: ReactNode;
}

/** A step that asks back in its own place: the sentence, what it needs, and a way out. */
export function DecisionForm({ sentence, action, busy, refused, danger, close, submit, children }: DecisionFormProps) {
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <p className={css.sentence}>{sentence}</p>
      {children}
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button type="submit" loading={busy} data-danger={danger || undefined} autoFocus={!children}>
          {action}
        </Button>
      </div>
    </form>
  );
}

/** A text of one or more sentences. The form is opened by a button, so the first field takes the focus. */
function Sentences({ label, hint, value, change, required }: SentencesProps) {
  return (
    <Textarea
      label={label}
      description={hint}
      required={required}
      withAsterisk={false}
      rows={2}
      autoFocus
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

interface SentencesProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly required?: boolean;
}

export function AskForm({ article, close }: { article: Article; close: () => void }) {
  const [note, setNote] = useState('');
  const { newestRevision } = article;
  const { take, busy, refused } = useDecision(
    (input: RequestReviewInput) => request(RequestReviewDocument, { input }),
    close,
  );
  return (
    <DecisionForm
      sentence={t('ask.sentence', { number: newestRevision.number })}
      action={t('ask.action')}
      {...{ busy, refused, close }}
      submit={() => take({ revisionId: newestRevision.id, note: note.trim() || null })}
    >
      <Sentences label={t('ask.note')} value={note} change={setNote} />
    </DecisionForm>
  );
}

export function ChangesForm({ caseId, close }: { caseId: string; close: () => void }) {
  const [note, setNote] = useState('');
  const [small, setSmall] = useState(false);
  const { take, busy, refused } = useDecision(
    (input: RequestChangesInput) => request(RequestChangesDocument, { input }),
    close,
  );
  return (
    <DecisionForm
      sentence={t('changes.sentence')}
      action={t('changes.submit')}
      {...{ busy, refused, close }}
      submit={() => take({ caseId, note: note.trim(), onlyMinorEdits: small })}
    >
      <Sentences label={t('changes.note')} value={note} change={setNote} required />
      <Checkbox
        label={t('changes.minor')}
        description={t('changes.minorHint')}
        checked={small}
        onChange={(event) => setSmall(event.currentTarget.checked)}
      />
    </DecisionForm>
  );
}

/** `live` holds one publication or more; where the article is live on several sites, one is chosen. */
export function WithdrawForm({ live, close }: { live: Article['publications']; close: () => void }) {
  const [reason, setReason] = useState('');
  const [chosen, choose] = useState(live[0]?.id ?? '');
  const { take, busy, refused } = useDecision(
    (input: WithdrawPublicationInput) => request(WithdrawPublicationDocument, { input }),
    close,
  );
  const site = live.find(({ id }) => id === chosen)?.site.name ?? '';
  return (
    <DecisionForm
      sentence={t('withdraw.sentence', { site })}
      action={t('withdraw.submit')}
      danger
      {...{ busy, refused, close }}
      submit={() => take({ publicationId: chosen, reason: reason.trim() })}
    >
      {live.length > 1 && (
        <NativeSelect
          label={t('frame.site')}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={live.map((one) => ({ value: one.id, label: one.site.name }))}
        />
      )}
      <Sentences
        label={t('withdraw.reason')}
        hint={t('withdraw.reasonHint')}
        value={reason}
        change={setReason}
        required
      />
    </DecisionForm>
  );
}
