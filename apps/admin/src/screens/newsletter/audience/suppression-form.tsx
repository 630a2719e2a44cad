import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { LiftSuppressionDocument, SuppressAddressDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';

interface SuppressionFormProps {
  readonly doing: 'suppress' | 'lift';
  readonly site: string;
  readonly close: () => void;
}

const MOST_NOTE = 500;

/** Keeps an address from being written to, or lets it be again, with the reason. */
export function SuppressionForm({ doing, site, close }: SuppressionFormProps) {
  const [email, setEmail] = useState('');
  const [note, setNote] = useState('');
  const [done, setDone] = useState<string>();
  const { take, busy, refused } = useDecision(async () => {
    const input = { site, email: email.trim(), note };
    const answer =
      doing === 'suppress'
        ? await request(SuppressAddressDocument, { input })
        : await request(LiftSuppressionDocument, { input });
    const { result } = answer;
    if (result.__typename === 'SuppressedAddress' || result.__typename === 'LiftedSuppression') {
      setDone(t(`${doing}.done`, { reason: t(`suppressed.${result.reason}`) }));
    }
    return answer;
  });
  if (done) {
    return (
      <div className={`${form.form} ${form.box}`}>
        <Notice tone="good">{done}</Notice>
        <div className={form.bar}>
          <Button variant="default" onClick={close} autoFocus>
            {t('outcome.close')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className={`${form.form} ${form.box}`}
      aria-label={t(`${doing}.action`)}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <p>{t(`${doing}.why`)}</p>
      <TextInput
        label={t('suppress.email')}
        autoComplete="off"
        required
        withAsterisk={false}
        autoFocus
        value={email}
        error={refused && refused.field !== 'note' ? refused.message : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Textarea
        label={t('suppress.note')}
        description={t('suppress.noteHint')}
        required
        withAsterisk={false}
        maxLength={MOST_NOTE}
        value={note}
        error={refused?.field === 'note' ? refused.message : undefined}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {t(`${doing}.submit`)}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
