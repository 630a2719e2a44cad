import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { useMe } from '../../../api/session';
import { SendTestIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';

/** Sends the issue, marked as a test, to whoever presses. It is never counted. */
export function TestSend({ issueId, disabled }: { issueId: string; disabled: boolean }) {
  const { email } = useMe();
  const [sent, setSent] = useState(false);
  const test = useDecision(async (id: string) => {
    setSent(false);
    const answer = await request(SendTestIssueDocument, { input: { id } });
    setSent(answer.result.__typename === 'SentTest');
    return answer;
  });
  return (
    <>
      <Button variant="default" disabled={disabled} loading={test.busy} onClick={() => test.take(issueId)}>
        {t('testSend.action')}
      </Button>
      {sent && <Notice tone="good">{t('testSend.done', { email })}</Notice>}
      {test.refused && <Notice>{test.refused.message}</Notice>}
    </>
  );
}
