import { Skeleton } from '@mantine/core';
import { t } from '../../messages/t';
import css from './article-screen.module.css';
import reading from './reading.module.css';

/** The page of an article while its text is on its way. */
export function ArticleSkeleton() {
  return (
    <div className={css.page} role="status" aria-label={t('loading')}>
      <div className={reading.place}>
        <div className={reading.sheet}>
          <Skeleton height={36} width="70%" mb={20} />
          {[96, 90, 98, 60, 94, 97, 40].map((width) => (
            <Skeleton key={width} height={14} width={`${width}%`} mb={14} />
          ))}
        </div>
      </div>
    </div>
  );
}
