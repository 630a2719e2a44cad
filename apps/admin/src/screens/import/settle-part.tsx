import { Button } from '@mantine/core';
import { request } from '../../api/client';
import { SettleImportDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import type { NewestRevision, Record } from './queries';

/** An import that met newer edits: a person takes its text as a new revision, or leaves the article as it is. */
export function SettlePart({ record, newest }: { record: Record; newest: NewestRevision }) {
  const { take, busy, refused } = useDecision((taken: boolean) =>
    request(SettleImportDocument, {
      input: { importRecordId: record.id, take: taken, newestRevisionId: newest.id },
    }),
  );
  if (record.outcome !== 'conflict') return null;
  return (
    <section aria-label={t('import.settle')}>
      <Notice tone="due">{t('import.settleWhy')}</Notice>
      {refused && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button variant="default" size="xs" loading={busy} onClick={() => take(true)}>
          {t('import.settleTake')}
        </Button>
        <Button variant="default" size="xs" loading={busy} onClick={() => take(false)}>
          {t('import.settleKeep')}
        </Button>
      </div>
    </section>
  );
}
