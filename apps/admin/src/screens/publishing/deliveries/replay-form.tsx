import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { type DeliveryState, ReplayDeliveriesDocument, type ReplayDeliveriesInput } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { NO_TIME, TimeField } from '../../../parts/time-field';
import { useDecision } from '../../../parts/use-decision';
import { instantOf } from '../../../parts/zoned';

const ENDED: readonly DeliveryState[] = ['EXHAUSTED', 'CANCELLED', 'SUCCEEDED'];

/** Sends again what ended in a span of time, each under its id: the other side drops what it knows already. */
export function ReplayForm({ destinationId, zone }: { destinationId: string; zone: string }) {
  const [from, setFrom] = useState(NO_TIME);
  const [to, setTo] = useState(NO_TIME);
  const [state, setState] = useState<DeliveryState>('EXHAUSTED');
  const [count, setCount] = useState<number>();
  const { take, busy, refused } = useDecision(async (input: ReplayDeliveriesInput) => {
    const answer = await request(ReplayDeliveriesDocument, { input });
    if (answer.result.__typename === 'DeliveriesReplayed') setCount(answer.result.count);
    return answer;
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        const begin = instantOf(from.localTime, zone)?.toISOString();
        const end = instantOf(to.localTime, zone)?.toISOString();
        if (begin && end) take({ destinationId, from: begin, to: end, state });
      }}
    >
      <p className="soft">{t('replay.about')}</p>
      <NativeSelect
        label={t('replay.which')}
        value={state}
        onChange={(event) => setState(event.currentTarget.value as DeliveryState)}
        data={ENDED.map((value) => ({ value, label: t(`delivery.${value}`) }))}
      />
      <div className={form.pair}>
        <TimeField label={t('replay.from')} zone={zone} value={from} onChange={setFrom} />
        <TimeField label={t('replay.to')} zone={zone} value={to} onChange={setTo} />
      </div>
      {refused && <Notice>{refused.message}</Notice>}
      {count !== undefined && !refused && <Notice tone="good">{t('replay.done', { count })}</Notice>}
      <div className={form.bar}>
        <Button type="submit" variant="default" loading={busy}>
          {t('replay.submit')}
        </Button>
      </div>
    </form>
  );
}
