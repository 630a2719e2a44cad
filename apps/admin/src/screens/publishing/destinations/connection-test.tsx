import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  type DestinationPartsFragment,
  DestinationTestsDocument,
  TestDestinationDocument,
} from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { AttemptList } from '../deliveries/attempt-list';

const ASK_MS = 1_500;

/** Sends an event that says nothing, and shows what the other side answered. */
export function ConnectionTest({ one }: { one: DestinationPartsFragment }) {
  const [started, setStarted] = useState<string>();
  const tests = useQuery({
    queryKey: ['destinations', 'tests', one.id],
    queryFn: async () => (await request(DestinationTestsDocument, { id: one.id })).deliveries.edges[0]?.node ?? null,
    // Until the test that was started has its first answer.
    refetchInterval: ({ state: { data } }) => (started && (data?.id !== started || !answered(data)) ? ASK_MS : false),
  });
  const test = useDecision(async (id: string) => {
    const answer = await request(TestDestinationDocument, { id });
    if (answer.result.__typename === 'TestStarted') setStarted(answer.result.deliveryId);
    return answer;
  });
  const last = tests.data;
  const waits = started !== undefined && (last?.id !== started || !answered(last));
  const first = last?.attempts.at(-1);
  return (
    <Card title={t('test.title')}>
      <div className={`${form.form} ${form.pad}`}>
        <p className="soft">{t('test.about')}</p>
        {one.state !== 'ENABLED' && <Notice tone="due">{t('test.waits')}</Notice>}
        {test.refused && <Notice>{test.refused.message}</Notice>}
        <div className={form.bar}>
          <Button loading={test.busy || (waits && one.state === 'ENABLED')} onClick={() => test.take(one.id)}>
            {t('test.send')}
          </Button>
        </div>
        {started && !waits && first && (
          <Notice tone={first.outcome === 'ACCEPTED' ? 'good' : 'danger'}>
            {first.outcome === 'ACCEPTED' ? t('test.reached') : t('test.notReached')} {t(`outcome.${first.outcome}`)}
          </Notice>
        )}
        {last && <AttemptList attempts={last.attempts} zone={one.site.timeZone} />}
        {tests.isSuccess && !last && <p className="soft">{t('test.never')}</p>}
      </div>
    </Card>
  );
}

function answered({ attempts }: { readonly attempts: readonly { readonly outcome: string }[] }): boolean {
  return attempts.some(({ outcome }) => outcome !== 'STARTED');
}
