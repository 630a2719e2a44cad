import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { When, zoneCity } from '../../parts/dates';
import { FailureNotice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { hashWords } from '../../parts/words';
import { type Article, historyQuery, type Revision } from './queries';
import css from './rail.module.css';

/** Every revision, newest first; choosing one shows its text in the middle. */
export function HistoryPanel({ article, shown }: { article: Article; shown: Revision }) {
  const history = useInfiniteQuery(historyQuery(article.id, article.newestRevision.locale));
  if (history.isPending) return <RowsSkeleton rows={4} />;
  if (history.isError) return <FailureNotice error={history.error} retry={() => void history.refetch()} />;
  const revisions = history.data.pages.flatMap((page) => page?.edges.map(({ node }) => node) ?? []);
  const zone = article.site.timeZone;
  return (
    <>
      <ul className="plain">
        {revisions.map((one) => (
          <li key={one.id}>
            <Link
              to="."
              search={(now) => ({
                ...now,
                tab: 'history' as const,
                revision: one.id === article.newestRevision.id ? undefined : one.id,
              })}
              className={css.revision}
              aria-current={one.id === shown.id}
              activeProps={{ className: css.revision }}
            >
              <strong>{t('history.revision', { number: one.number })}</strong>{' '}
              <span className={css.small}>{one.pinnedAt ? t('history.pinned') : t('history.workingCopy')}</span>
              <div className={css.small}>
                {one.createdBy.name} · <When iso={one.updatedAt} zone={zone} /> ·{' '}
                <span className="code">{hashWords(one.contentHash)}</span>
              </div>
            </Link>
          </li>
        ))}
      </ul>
      <div className={css.more}>
        {history.hasNextPage && (
          <button type="button" className={css.quote} onClick={() => void history.fetchNextPage()}>
            {t('history.more')}
          </button>
        )}
        <p className={css.small}>{t('history.zone', { city: zoneCity(zone) })}</p>
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
