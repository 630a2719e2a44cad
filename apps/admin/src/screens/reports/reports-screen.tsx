import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { hasRole, useMe } from '../../api/session';
import { t } from '../../messages/t';
import { writeDate, zoneCity } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { FailureNotice } from '../../parts/notice';
import { useOneSite } from '../../parts/one-site';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Screen } from '../../parts/screen';
import { csvText, saveCsv } from '../../parts/spreadsheet';
import { ReportFilters, useAsked } from './report-filters';
import { REPORTS } from './report-kinds';
import { REPORT, type Row } from './report-rows';
import { ReportTable } from './report-table';
import css from './reports.module.css';

/** What a clinic asks of its library: what is late, on whom it stands, and what the site said on a day. */
export function ReportsScreen() {
  const { report: kind = 'overdue' } = useSearch({ from: '/frame/reports' });
  const site = useOneSite();
  const asked = useAsked();
  const { columns, asks, load } = REPORT[kind];
  const answer = useInfiniteQuery({
    queryKey: ['report', kind, asked],
    queryFn: ({ pageParam }) => load(asked, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before, query) => (query?.queryKey[1] === kind ? keepPreviousData(before) : undefined),
  });
  const rows = answer.data?.pages.flatMap((page) => page.rows) ?? [];
  const save = () =>
    saveCsv(
      `${kind}-${asked.site}.csv`,
      tableText(
        columns.map((column) => t(column as 'reports.text')),
        rows,
      ),
    );
  return (
    <Screen title={t('reports.title')} about={t('reports.about')}>
      <div className={css.layout}>
        <Kinds current={kind} />
        <section className={css.report} aria-labelledby="report-title">
          <h2 id="report-title" className={css.title}>
            {t(`reports.${kind}`)}
          </h2>
          <p className={css.about}>{t(`reports.${kind}.about`)}</p>
          <p className={css.printed}>
            {t('reports.printed', {
              site: site?.name ?? '',
              date: writeDate(new Date().toISOString(), 'full', asked.zone),
            })}
          </p>
          <ReportFilters asks={asks} />
          <div className={form.rows} aria-busy={answer.isFetching}>
            {answer.isError ? (
              <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
            ) : answer.isPending ? (
              <RowsSkeleton rows={6} />
            ) : rows.length === 0 ? (
              <Empty title={t(`reports.${kind}.none`)}>
                <p>{t(`reports.${kind}.noneWhy`)}</p>
              </Empty>
            ) : (
              <ReportTable label={t(`reports.${kind}`)} columns={columns} rows={rows} />
            )}
          </div>
          {rows.length > 0 && (
            <div className={css.end}>
              <span className="soft">
                {answer.hasNextPage
                  ? t('reports.shownOfMore', { count: rows.length })
                  : t('reports.shown', { count: rows.length })}{' '}
                {t('time.zone', { city: zoneCity(asked.zone) })}
              </span>
              {answer.hasNextPage && (
                <Button
                  variant="default"
                  size="xs"
                  loading={answer.isFetchingNextPage}
                  onClick={() => void answer.fetchNextPage()}
                >
                  {t('articles.more')}
                </Button>
              )}
              <Button variant="default" size="xs" onClick={() => window.print()}>
                {t('reports.print')}
              </Button>
              <Button variant="default" size="xs" onClick={save}>
                {t('reports.save')}
              </Button>
            </div>
          )}
        </section>
      </div>
    </Screen>
  );
}

/** The names of the reports; licences are the business of administrators. */
function Kinds({ current }: { current: string }) {
  const admin = hasRole(useMe(), ['ADMIN']);
  return (
    <nav className={css.kinds} aria-label={t('reports.title')}>
      {REPORTS.filter((kind) => kind !== 'licences' || admin).map((kind) => (
        <Link
          key={kind}
          to="/reports"
          search={{ report: kind }}
          data-current={kind === current || undefined}
          aria-current={kind === current ? 'page' : undefined}
        >
          {t(`reports.${kind}`)}
        </Link>
      ))}
    </nav>
  );
}

function tableText(head: readonly string[], rows: readonly Row[]): string {
  return csvText([head, ...rows.map(({ cells }) => cells.map(({ text, raw }) => raw ?? text))]);
}
