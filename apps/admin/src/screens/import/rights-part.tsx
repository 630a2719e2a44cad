import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { type RightsStatus, StateRightsDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import css from './import-screen.module.css';
import type { Record } from './queries';

/** The grounds that a text may stand on. Nobody states that they do not know. */
const GROUNDS = ['OWNED', 'LICENSED', 'PUBLIC_DOMAIN', 'CONSENTED'] as const satisfies readonly RightsStatus[];

/** Who owns the words: until somebody states it, the text is not published. */
export function RightsPart({ record }: { record: Record }) {
  const [rights, setRights] = useState<RightsStatus>('OWNED');
  const [note, setNote] = useState('');
  const { take, busy, refused } = useDecision(() =>
    request(StateRightsDocument, { input: { importRecordId: record.id, rights, note: note.trim() } }),
  );
  if (record.rights !== 'unknown') {
    return (
      <section aria-label={t('import.rights')}>
        <h3>{t('import.rights')}</h3>
        <p>{t('import.rightsStated', { note: record.rightsNote ?? '' })}</p>
      </section>
    );
  }
  return (
    <section aria-label={t('import.rights')}>
      <h3>{t('import.rights')}</h3>
      <p className="soft">{t('import.rightsWhy')}</p>
      <form
        className={css.rights}
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <NativeSelect
          label={t('import.rightsGround')}
          value={rights}
          onChange={(event) => setRights(event.currentTarget.value as RightsStatus)}
          data={GROUNDS.map((value) => ({ value, label: t(`import.rights.${value}`) }))}
        />
        <TextInput
          label={t('import.rightsNote')}
          required
          withAsterisk={false}
          minLength={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('import.rightsSubmit')}
        </Button>
      </form>
      {refused && <Notice>{refused.message}</Notice>}
    </section>
  );
}
