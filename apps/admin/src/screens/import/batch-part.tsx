import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/client';
import { CancelImportDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { FailureNotice, Notice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card } from '../../parts/screen';
import { useDecision } from '../../parts/use-decision';
import css from './import-screen.module.css';
import { ItemPart } from './item-part';
import { type Batch, batchQuery, isOver } from './queries';

/** One upload: how far the worker is, and what became of each part. */
export function BatchPart({ id, another }: { id: string; another: () => void }) {
  const answer = useQuery(batchQuery(id));
  if (answer.isError) return <FailureNotice error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.isPending) return <RowsSkeleton rows={4} height={62} />;
  const batch = answer.data;
  if (!batch) {
    return (
      <Empty title={t('import.noBatch')}>
        <Button onClick={another}>{t('import.another')}</Button>
      </Empty>
    );
  }
  const { total } = batch.counts;
  return (
    <div className={css.batch}>
      <Head batch={batch} another={another} />
      <Card title={t('import.results')} aside={<span className="soft">{countsIn(batch)}</span>}>
        {batch.items.length === 0 ? (
          <p className={css.none}>{isOver(batch.state) ? t('import.nothing') : t('import.soon')}</p>
        ) : (
          <ul>
            {batch.items.map((item) => (
              <ItemPart key={item.ordinal} item={item} />
            ))}
          </ul>
        )}
        {total > batch.items.length && batch.items.length > 0 && (
          <p className={css.none}>{t('import.more', { count: total - batch.items.length })}</p>
        )}
      </Card>
    </div>
  );
}

function Head({ batch, another }: { batch: Batch; another: () => void }) {
  const { take, busy, refused } = useDecision((id: string) => request(CancelImportDocument, { id }));
  const over = isOver(batch.state);
  const percent = Math.round(batch.progress * 100);
  const reading = batch.files.find(({ state }) => state === 'reading')?.fileName;
  return (
    <div className={css.progress}>
      <div className={css.progressHead}>
        <strong role="status">{stateWords(batch)}</strong>
        {over ? (
          <Button onClick={another}>{t('import.another')}</Button>
        ) : (
          <Button variant="default" loading={busy} onClick={() => take(batch.id)}>
            {t('import.cancel')}
          </Button>
        )}
      </div>
      {!over && (
        <>
          <Progress value={percent} aria-label={t('import.progress', { percent })} size="lg" />
          <p className="soft">
            {t('import.read', { count: batch.counts.total, percent })} {reading}
          </p>
        </>
      )}
      {batch.fault && <Notice>{batch.fault}</Notice>}
      {refused && <Notice>{refused.message}</Notice>}
    </div>
  );
}

const STATES = {
  queued: 'import.state.queued',
  running: 'import.state.running',
  done: 'import.state.done',
  failed: 'import.state.failed',
  cancelled: 'import.state.cancelled',
} as const;

function stateWords({ state }: Batch): string {
  return t(STATES[state as keyof typeof STATES] ?? 'import.state.running');
}

const COUNTED = ['created', 'revised', 'unchanged', 'known', 'conflict', 'refused', 'leftOut'] as const;

/** "3 new articles, 1 could not be read": what there is none of is not said. */
export function countsIn({ counts }: Pick<Batch, 'counts'>): string {
  return COUNTED.filter((name) => counts[name] > 0)
    .map((name) => t(`import.count.${name}`, { count: counts[name] }))
    .join(', ');
}
