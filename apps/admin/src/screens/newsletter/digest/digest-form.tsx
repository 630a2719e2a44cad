import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { type DigestCadence, type DigestPartsFragment, SaveDigestDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import { Notice } from '../../../parts/notice';
import { SubmitForm } from '../../../parts/submit-form';
import { useDecision } from '../../../parts/use-decision';

const CADENCES: readonly DigestCadence[] = ['OFF', 'WEEKLY', 'MONTHLY'];

/** The days of a week by name, the Monday first; the days of a month that each month has. */
function daysOf(cadence: DigestCadence): { value: string; label: string }[] {
  // 1 January 2024 was a Monday.
  const name = (day: number) =>
    new Intl.DateTimeFormat(currentLanguage(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
  const length = cadence === 'WEEKLY' ? 7 : 28;
  return Array.from({ length }, (_, index) => {
    const day = index + 1;
    return { value: String(day), label: cadence === 'WEEKLY' ? name(day) : String(day) };
  });
}

/** Sets the rhythm of a digest. */
export function DigestForm({ site, digest }: { site: string; digest: DigestPartsFragment | null }) {
  const [cadence, setCadence] = useState<DigestCadence>(digest?.cadence ?? 'OFF');
  const [day, setDay] = useState(digest?.day ?? 1);
  const [localTime, setLocalTime] = useState(digest?.localTime ?? '09:00');
  const [byInterest, setByInterest] = useState(digest?.byInterest ?? true);
  const { take, busy, refused } = useDecision(() =>
    request(SaveDigestDocument, {
      input: { site, cadence, day, localTime, byInterest, version: digest?.version ?? 0 },
    }),
  );
  return (
    <SubmitForm submit={t('digest.save')} busy={busy} take={() => take(undefined)}>
      <NativeSelect
        label={t('digest.cadence')}
        value={cadence}
        onChange={(event) => {
          setCadence(CADENCES.find((one) => one === event.currentTarget.value) ?? 'OFF');
          setDay(1);
        }}
        data={CADENCES.map((value) => ({ value, label: t(`digest.${value}`) }))}
      />
      {cadence !== 'OFF' && (
        <>
          <NativeSelect
            label={t('digest.day')}
            value={String(day)}
            onChange={(event) => setDay(Number(event.currentTarget.value))}
            data={daysOf(cadence)}
          />
          <TextInput
            type="time"
            label={t('digest.time')}
            value={localTime}
            onChange={(event) => setLocalTime(event.currentTarget.value)}
          />
          <CheckField
            label={t('digest.byInterest')}
            hint={t('digest.byInterestHint')}
            checked={byInterest}
            onChange={setByInterest}
          />
        </>
      )}
      {refused && <Notice>{refused.message}</Notice>}
    </SubmitForm>
  );
}
