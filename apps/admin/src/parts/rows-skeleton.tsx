import { Skeleton } from '@mantine/core';
import { t } from '../messages/t';
import css from './rows-skeleton.module.css';

/** Rows that are on their way, as tall as they will be. Shown only after 300 ms: most answers come sooner. */
export function RowsSkeleton({ rows, height = 62 }: { rows: number; height?: 40 | 62 }) {
  return (
    <div className={css.rows} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
        <div key={row} className={css.row} data-height={height}>
          <Skeleton height={12} width={`${40 + ((row * 17) % 35)}%`} radius="sm" />
        </div>
      ))}
    </div>
  );
}
