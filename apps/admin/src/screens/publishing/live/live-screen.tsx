import { Button, NativeSelect } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { type Site, sitesOf, useMe } from '../../../api/session';
import { type LiveCellFragment, LiveMatrixDocument, type LiveMatrixQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { FailureNotice } from '../../../parts/notice';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { Screen } from '../../../parts/screen';
import { SearchField } from '../../../parts/search-field';
import { Pill, statusWord } from '../../../parts/status';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { hashWords } from '../../../parts/words';
import { PublishingNav } from '../publishing-nav';
import { AsOf } from './as-of';
import css from './live.module.css';
import { LIVE_STATUSES } from './live-statuses';

type Article = LiveMatrixQuery['articles']['edges'][number]['node'];

/** Which text each site shows of each article now; with a date in the address, what a site showed then. */
export function LiveScreen() {
  const { at } = useSearch({ from: '/frame/publishing' });
  return (
    <Screen title={t(at ? 'siteAsOf.title' : 'live.title')} about={t(at ? 'siteAsOf.about' : 'live.about')}>
      <PublishingNav />
      {at ? <AsOf at={at} /> : <Now />}
    </Screen>
  );
}

function Now() {
  const me = useMe();
  const { site, q, status } = useSearch({ from: '/frame/publishing' });
  const navigate = useNavigate({ from: '/publishing' });
  const set = (part: object) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const sites = sitesOf(me).filter(({ slug }) => !site || slug === site);
  const answer = useInfiniteQuery({
    queryKey: ['live', { site, q, status }],
    queryFn: ({ pageParam }) => request(LiveMatrixDocument, { site, search: q, status, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ articles: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = answer.data?.pages.flatMap(({ articles }) => articles.edges.map(({ node }) => node)) ?? [];
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <>
      <search className={form.filters}>
        <SearchField label={t('articles.search')} value={q} onSearch={(words) => set({ q: words })} />
        <NativeSelect
          aria-label={t('articles.status')}
          value={status ?? ''}
          onChange={(event) => set({ status: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('articles.anyStatus') },
            ...LIVE_STATUSES.map((value) => ({ value, label: statusWord(value) })),
          ]}
        />
        <Button variant="default" onClick={() => set({ at: new Date().toISOString().slice(0, 10) })}>
          {t('siteAsOf.open')}
        </Button>
      </search>
      {answer.isError ? (
        <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <RowsSkeleton rows={10} height={40} />
      ) : rows.length === 0 ? (
        <Empty title={t(q || status ? 'articles.noMatch' : 'home.noneLive')}>
          <p>{t(q || status ? 'articles.noMatchWhy' : 'home.noneLiveWhy')}</p>
        </Empty>
      ) : (
        <Matrix rows={rows} sites={sites} />
      )}
      {answer.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t('articles.more')}
        </Button>
      )}
    </>
  );
}

function Matrix({ rows, sites }: { rows: readonly Article[]; sites: readonly Site[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it.
    <section className={css.box} aria-label={t('live.title')} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('articles.columnTitle')}</th>
            {sites.map(({ slug, name }) => (
              <th key={slug} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((article) => (
            <tr key={article.id}>
              <th scope="row">
                <Link to="/articles/$articleId" params={{ articleId: article.id }} search={{ tab: 'live' }} data-row>
                  {article.newestRevision.title || t('article.untitled')}
                </Link>
              </th>
              {sites.map((site) => (
                <td key={site.slug} data-label={site.name}>
                  <Cells article={article} site={site} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ article, site }: { article: Article; site: Site }) {
  const live = article.publications.filter((one) => one.state === 'LIVE' && one.site.slug === site.slug);
  if (live.length === 0) {
    const was = article.publications.some((one) => one.state === 'WITHDRAWN' && one.site.slug === site.slug);
    return <span className="soft">{t(was ? 'live.withdrawn' : 'live.notThere')}</span>;
  }
  return live.map((one) => <Cell key={one.id} one={one} article={article} zone={site.timeZone} />);
}

function Cell({ one, article, zone }: { one: LiveCellFragment; article: Article; zone: string }) {
  const newest = article.translations.find(({ locale }) => locale === one.locale)?.revision;
  const overdue = Date.parse(one.approval.reviewDueAt) <= Date.now();
  const hasNewer = newest !== undefined && newest.contentHash !== one.contentHash;
  return (
    <div className={css.cell}>
      <div>
        <a href={one.pageUrl} target="_blank" rel="noreferrer">
          {article.locales.length > 1 && `${one.locale} · `}
          {t('live.revision', { number: one.revision.number })}
        </a>{' '}
        <code className={css.hash} title={one.contentHash}>
          {hashWords(one.contentHash).slice(0, 9)}
        </code>
      </div>
      <div className={css.about}>{t('live.since', { date: writeDate(one.liveFrom, 'short', zone) })}</div>
      {one.endsAt && <div className={css.about}>{t('live.endsAt', { date: writeDate(one.endsAt, 'full', zone) })}</div>}
      <div className={css.pills}>
        {overdue && (
          <Pill tone="danger" icon="clock">
            {t('status.OVERDUE')}
          </Pill>
        )}
        {one.hold && (
          <Pill tone="due" icon="clock">
            <span title={one.hold.reason}>{t('live.held', { date: writeDate(one.hold.until, 'short', zone) })}</span>
          </Pill>
        )}
        {hasNewer && (
          <Pill tone="due" icon="ring">
            {t('live.newer', { number: newest.number })}
          </Pill>
        )}
      </div>
    </div>
  );
}
