import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sitesOf, useMe } from '../../api/session';
import type { WentLiveQuery } from '../../gql/operations';
import { t } from '../../messages/t';
import { isToday, When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { PublicationPill } from '../../parts/status';
import { wentLiveQuery } from './queries';

type Publication = WentLiveQuery['publications']['edges'][number]['node'];

/** The newest publications of the chosen sites; one that was replaced is left out, because its successor stands here. */
export function WentLive({ site }: { site: string | undefined }) {
  const me = useMe();
  const sites = site ? [site] : sitesOf(me).map(({ slug }) => slug);
  const answers = useQueries({ queries: sites.map((slug) => wentLiveQuery(slug)) });
  const failed = answers.find(({ error }) => error);
  const newest = answers
    .flatMap(({ data }) => data?.publications.edges ?? [])
    .map(({ node }) => node)
    .filter(({ state }) => state !== 'REPLACED')
    .sort((a, b) => b.liveFrom.localeCompare(a.liveFrom));
  // Nothing today: the newest few say when something did.
  const today = newest.filter(({ liveFrom, site: { timeZone } }) => isToday(liveFrom, timeZone));
  const rows = today.length > 0 ? today.slice(0, 6) : newest.slice(0, 3);
  const loading = answers.some(({ isPending }) => isPending);
  return (
    <Card
      title={today.length > 0 ? t('home.todayCount', { count: today.length }) : t('home.wentLive')}
      aside={
        <Link to="/articles" search={{ status: 'LIVE' }}>
          {t('home.allLive')}
        </Link>
      }
    >
      {failed ? (
        <FailureNotice error={failed.error} retry={() => void failed.refetch()} />
      ) : loading ? (
        <RowsSkeleton rows={3} />
      ) : rows.length === 0 ? (
        <Empty title={t('home.noneLive')}>
          <p>{t('home.noneLiveWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {rows.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ one }: { one: Publication }) {
  return (
    <CardRow
      title={
        <Link
          to="/articles/$articleId"
          params={{ articleId: one.article.id }}
          search={{ tab: 'live', locale: one.locale }}
        >
          {one.revision.title}
        </Link>
      }
      about={
        <>
          {one.site.name} · {t('home.approvedBy', { name: one.approval.approver.name })} ·{' '}
          <When iso={one.liveFrom} zone={one.site.timeZone} />
        </>
      }
    >
      <PublicationPill state={one.state} />
    </CardRow>
  );
}
