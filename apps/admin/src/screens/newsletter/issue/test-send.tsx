import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/client';
import { useMe } from '../../../api/session';
import { SendTestIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import { colleaguesQuery } from '../../../parts/comments';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';
import css from './issue.module.css';

/** As many as one test may go to. */
const MOST = 5;

interface TestSendProps {
  readonly issueId: string;
  readonly site: string;
  readonly disabled: boolean;
}

/** Sends the issue, marked as a test, to oneself or to chosen colleagues. It is never counted. */
export function TestSend({ issueId, site, disabled }: TestSendProps) {
  const { email } = useMe();
  const [choosing, setChoosing] = useState(false);
  const [sent, setSent] = useState('');
  const test = useDecision(async (personIds: readonly string[] | undefined) => {
    setSent('');
    const answer = await request(SendTestIssueDocument, {
      input: { id: issueId, ...(personIds && { personIds: [...personIds] }) },
    });
    if (answer.result.__typename === 'SentTest') {
      setSent(personIds ? t('testSend.doneFor', { count: personIds.length }) : t('testSend.done', { email }));
      setChoosing(false);
    }
    return answer;
  });
  return (
    <>
      {choosing ? (
        <Colleagues site={site} busy={test.busy} send={test.take} close={() => setChoosing(false)} />
      ) : (
        <div className={form.bar}>
          <Button variant="default" disabled={disabled} loading={test.busy} onClick={() => test.take(undefined)}>
            {t('testSend.action')}
          </Button>
          <Button variant="default" disabled={disabled} onClick={() => setChoosing(true)}>
            {t('testSend.toOthers')}
          </Button>
        </div>
      )}
      {sent && <Notice tone="good">{sent}</Notice>}
      {test.refused && <Notice>{test.refused.message}</Notice>}
    </>
  );
}

interface ColleaguesProps {
  readonly site: string;
  readonly busy: boolean;
  readonly send: (personIds: readonly string[]) => void;
  readonly close: () => void;
}

function Colleagues({ site, busy, send, close }: ColleaguesProps) {
  const { data = [] } = useQuery(colleaguesQuery(site));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <fieldset className={form.fieldset}>
      <legend>{t('testSend.who', { most: MOST })}</legend>
      <div className={css.people}>
        {data.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={chosen.includes(id)}
            disabled={chosen.length >= MOST && !chosen.includes(id)}
            onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
      <div className={form.bar}>
        <Button loading={busy} disabled={chosen.length === 0} onClick={() => send(chosen)}>
          {t('testSend.now')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </fieldset>
  );
}
