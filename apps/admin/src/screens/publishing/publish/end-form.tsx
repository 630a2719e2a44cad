import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { SetPublicationEndDocument, type TimeInput } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { meant, TimeField, timeInput } from '../../../parts/time-field';
import { useDecision } from '../../../parts/use-decision';
import { wallClock } from '../../../parts/zoned';
import css from '../../article/rail.module.css';

interface EndFormProps {
  readonly one: { readonly id: string; readonly endsAt?: string | null; readonly site: { readonly timeZone: string } };
  readonly close: () => void;
}

/** Until when something live stays so; without a time it stays until somebody takes it off. */
export function EndForm({ one, close }: EndFormProps) {
  const zone = one.site.timeZone;
  const [until, setUntil] = useState({ localTime: one.endsAt ? wallClock(new Date(one.endsAt), zone) : '' });
  const { take, busy, refused } = useDecision(
    (time: TimeInput | null) => request(SetPublicationEndDocument, { input: { publicationId: one.id, until: time } }),
    close,
  );
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (meant(until, zone)) take(timeInput(until) ?? null);
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <TimeField label={t('publish.until')} zone={zone} value={until} onChange={setUntil} autoFocus />
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.steps}>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        {one.endsAt && (
          <Button size="xs" variant="default" loading={busy} onClick={() => take(null)}>
            {t('end.remove')}
          </Button>
        )}
        <Button size="xs" type="submit" loading={busy}>
          {t('end.save')}
        </Button>
      </div>
    </form>
  );
}
