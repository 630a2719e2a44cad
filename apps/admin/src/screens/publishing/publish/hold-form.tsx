import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { AcceptUpdateDocument, DeferUpdatesDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { meant, TimeField, timeInput } from '../../../parts/time-field';
import { useDecision } from '../../../parts/use-decision';
import { wallClock } from '../../../parts/zoned';
import css from '../../article/rail.module.css';

interface Kept {
  readonly id: string;
  readonly hold?: { readonly until: string; readonly reason: string } | null;
  readonly site: { readonly timeZone: string };
}

/** Until when a site keeps what it shows before it takes an update over, and why. */
export function HoldForm({ one, close }: { one: Kept; close: () => void }) {
  const zone = one.site.timeZone;
  const [until, setUntil] = useState({ localTime: one.hold ? wallClock(new Date(one.hold.until), zone) : '' });
  const [reason, setReason] = useState(one.hold?.reason ?? '');
  const { take, busy, refused } = useDecision(
    () =>
      request(DeferUpdatesDocument, {
        input: { publicationId: one.id, until: timeInput(until) ?? { localTime: '' }, reason },
      }),
    close,
  );
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (meant(until, zone)) take(undefined);
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <TimeField label={t('hold.until')} zone={zone} value={until} onChange={setUntil} autoFocus />
      <p className={css.small}>{t('hold.untilWhy')}</p>
      <TextInput
        label={t('hold.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        minLength={3}
        maxLength={1_000}
      />
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.steps}>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={busy}>
          {t('hold.save')}
        </Button>
      </div>
    </form>
  );
}

interface AcceptProps {
  readonly one: Kept;
  /** The approved text that waits, when there is one. */
  readonly update?: { readonly id: string; readonly number: number };
}

/** Takes the approved update that waits, or lets the next one through. */
export function AcceptButton({ one, update }: AcceptProps) {
  const { take, busy, refused } = useDecision(() =>
    request(AcceptUpdateDocument, { input: { publicationId: one.id, revisionId: update?.id } }),
  );
  return (
    <>
      {refused && <Notice>{refused.message}</Notice>}
      <Button size="xs" variant="default" loading={busy} onClick={() => take(undefined)}>
        {update ? t('hold.acceptRevision', { number: update.number }) : t('hold.accept')}
      </Button>
    </>
  );
}
