import { useInfiniteQuery } from '@tanstack/react-query';
import { t } from '../../../messages/t';
import { zoneCity } from '../../../parts/dates';
import { FailureNotice } from '../../../parts/notice';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { type Article, historyQuery, type Revision } from '../queries';
import css from '../rail.module.css';
import { AsOf } from './as-of';
import timeline from './history.module.css';
import { HistoryEntry } from './history-entry';

/** Every revision, newest first, with who wrote it and why, who vouched for it, and where it was public. */
export function HistoryPanel({ article, shown }: { article: Article; shown: Revision }) {
  const history = useInfiniteQuery(historyQuery(article.id, article.newestRevision.locale));
  if (history.isPending) return <RowsSkeleton rows={4} />;
  if (history.isError) return <FailureNotice error={history.error} retry={() => void history.refetch()} />;
  const revisions = history.data.pages.flatMap((page) => page?.edges.map(({ node }) => node) ?? []);
  return (
    <>
      <AsOf article={article} />
      <ol className={timeline.list}>
        {revisions.map((one) => (
          <HistoryEntry key={one.id} one={one} article={article} shown={shown} />
        ))}
      </ol>
      <div className={css.more}>
        {history.hasNextPage && (
          <button
            type="button"
            className={timeline.quiet}
            disabled={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t('history.more')}
          </button>
        )}
        <p className={css.small}>{t('history.zone', { city: zoneCity(article.site.timeZone) })}</p>
        {article.importRecord && (
          <p className={css.small}>
            {t('history.imported', {
              file: article.importRecord.fileName,
              name: article.importRecord.importedBy.name,
            })}
          </p>
        )}
      </div>
    </>
  );
}
