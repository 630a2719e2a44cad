import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { SiteAsOfDocument, type SiteAsOfQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate, zoneCity } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { FailureNotice } from '../../../parts/notice';
import { SiteField, useOneSite } from '../../../parts/one-site';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { CardRow } from '../../../parts/screen';
import { hashWords } from '../../../parts/words';
import { instantOf } from '../../../parts/zoned';
import css from './live.module.css';

type Shown = SiteAsOfQuery['siteAsOf']['edges'][number]['node'];

/** Everything a site showed at a time of its own clock, each with who vouched for it then. */
export function AsOf({ at }: { at: string }) {
  const site = useOneSite();
  const zone = site?.timeZone ?? 'UTC';
  const navigate = useNavigate({ from: '/publishing' });
  const set = (value: string | undefined) => void navigate({ search: (now) => ({ ...now, at: value }), replace: true });
  // A day alone means its last minute: what was live when it ended.
  const wall = at.length === 10 ? `${at}T23:59` : at;
  const instant = instantOf(wall, zone)?.toISOString() ?? new Date().toISOString();
  const answer = useInfiniteQuery({
    queryKey: ['as-of', site?.slug, instant],
    queryFn: ({ pageParam }) => request(SiteAsOfDocument, { site: site?.slug ?? '', at: instant, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ siteAsOf: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = answer.data?.pages.flatMap(({ siteAsOf }) => siteAsOf.edges.map(({ node }) => node)) ?? [];
  return (
    <>
      <search className={form.filters}>
        <TextInput
          type="datetime-local"
          aria-label={t('siteAsOf.when', { city: zoneCity(zone) })}
          value={wall}
          onChange={(event) => event.currentTarget.value && set(event.currentTarget.value)}
        />
        <SiteField />
        <Button variant="default" onClick={() => set(undefined)}>
          {t('siteAsOf.now')}
        </Button>
      </search>
      <p className={css.zone}>{t('time.zone', { city: zoneCity(zone) })}</p>
      <div className={form.rows} aria-busy={answer.isFetching}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={8} />
        ) : rows.length === 0 ? (
          <Empty title={t('siteAsOf.none', { site: site?.name ?? '' })}>
            <p>{t('siteAsOf.noneWhy')}</p>
          </Empty>
        ) : (
          <ul>
            {rows.map((one) => (
              <Row key={one.publication.id} one={one} zone={zone} />
            ))}
          </ul>
        )}
      </div>
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

function Row({ one: { publication, approval }, zone }: { one: Shown; zone: string }) {
  const { article, revision, locale, contentHash, liveFrom, liveUntil } = publication;
  const span = liveUntil
    ? t('siteAsOf.fromUntil', { from: writeDate(liveFrom, 'full', zone), until: writeDate(liveUntil, 'full', zone) })
    : t('publish.since', { date: writeDate(liveFrom, 'full', zone) });
  return (
    <CardRow
      title={
        <Link
          to="/articles/$articleId"
          params={{ articleId: article.id }}
          search={{ tab: 'history', locale, revision: revision.id }}
          data-row
        >
          {revision.title}
        </Link>
      }
      about={
        <>
          {locale} · {t('live.revision', { number: revision.number })} · <code>{hashWords(contentHash)}</code> · {span}
        </>
      }
    >
      {approval && (
        <span className="soft">
          {t('siteAsOf.approvedBy', {
            name: approval.approver.name,
            date: writeDate(approval.approvedAt, 'day', zone),
          })}
        </span>
      )}
    </CardRow>
  );
}
