import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { DeliveriesDocument, type DeliveryPartsFragment, ReplayDeliveriesDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { When, writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { FailureNotice, Notice } from '../../../parts/notice';
import { useOneSite } from '../../../parts/one-site';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { Screen } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { instantOf } from '../../../parts/zoned';
import { PublishingNav } from '../publishing-nav';
import { AttemptList } from './attempt-list';
import css from './deliveries.module.css';
import { DeliveryFilters } from './delivery-filters';
import { DeliveryPill } from './delivery-pill';

/** A day has passed when the next one begins. */
const DAY_MS = 86_400_000;
const MOST_ATTEMPTS = 10;

/** What the destinations of a site were told. What is asked for stands in the address. */
export function DeliveriesScreen() {
  const answer = useDeliveries();
  const rows = answer.data?.pages.flatMap(({ deliveries }) => deliveries.edges.map(({ node }) => node)) ?? [];
  const { to, state, article, from, until, what } = useSearch({ from: '/frame/publishing/deliveries' });
  const filtered = [to, state, article, from, until, what].some((one) => one !== undefined);
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <Screen title={t('deliveries.title')} about={t('deliveries.about')}>
      <PublishingNav />
      <DeliveryFilters />
      <div className={form.rows} aria-busy={answer.isFetching}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={8} />
        ) : rows.length === 0 ? (
          <Empty title={t(filtered ? 'deliveries.noMatch' : 'deliveries.none')}>
            <p>{t(filtered ? 'deliveries.noMatchWhy' : 'deliveries.noneWhy')}</p>
            {!filtered && <Link to="/publishing/destinations">{t('destinations.title')}</Link>}
          </Empty>
        ) : (
          <ul>
            {rows.map((one) => (
              <Row key={one.id} one={one} />
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
    </Screen>
  );
}

function useDeliveries() {
  const site = useOneSite();
  const zone = site?.timeZone ?? 'UTC';
  const { to, state, article, from, until, what } = useSearch({ from: '/frame/publishing/deliveries' });
  const lastDay = until && instantOf(`${until}T00:00`, zone);
  const asked = {
    ...{ site: site?.slug ?? '', destinationId: to, state, operation: what, articleId: article },
    from: from && instantOf(`${from}T00:00`, zone)?.toISOString(),
    // The day that is named is part of it.
    until: lastDay && new Date(lastDay.getTime() + DAY_MS).toISOString(),
  };
  return useInfiniteQuery({
    queryKey: ['deliveries', asked],
    queryFn: ({ pageParam }) => request(DeliveriesDocument, { ...asked, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ deliveries: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

function Row({ one }: { one: DeliveryPartsFragment }) {
  const zone = one.destination.site.timeZone;
  const replay = useDecision(() =>
    request(ReplayDeliveriesDocument, { input: { destinationId: one.destination.id, deliveryIds: [one.id] } }),
  );
  return (
    <li className={css.row}>
      <div className={css.head}>
        <div className={css.what}>
          <About one={one} />
          <div className={css.about}>
            {t('deliveries.to')}{' '}
            <Link to="/publishing/destinations/$destinationId" params={{ destinationId: one.destination.id }}>
              {one.destination.name}
            </Link>{' '}
            · <When iso={one.createdAt} zone={zone} /> · {progress(one, zone)}
          </div>
        </div>
        <div className={css.end}>
          <DeliveryPill state={one.state} />
          {one.state !== 'PENDING' && (
            <Button size="xs" variant="default" loading={replay.busy} onClick={() => replay.take(undefined)}>
              {t('replay.one')}
              <span className="hidden-visually"> {one.publication?.revision.title ?? t('operation.TEST')}</span>
            </Button>
          )}
        </div>
      </div>
      {replay.refused && <Notice>{replay.refused.message}</Notice>}
      <details>
        <summary data-row>{t('attempts.show', { count: one.attempts.length })}</summary>
        <AttemptList attempts={one.attempts} zone={zone} />
        <p className={css.about}>
          {t('deliveries.id')} <code>{one.id}</code>
        </p>
      </details>
    </li>
  );
}

function About({ one: { publication, operation } }: { one: DeliveryPartsFragment }) {
  if (!publication) return <strong>{t(operation === 'REFRESH' ? 'deliveries.refresh' : 'deliveries.test')}</strong>;
  return (
    <>
      <Link
        to="/articles/$articleId"
        params={{ articleId: publication.article.id }}
        search={{ tab: 'live', locale: publication.locale }}
      >
        {publication.revision.title}
      </Link>{' '}
      <span className={css.about}>
        {t('live.revision', { number: publication.revision.number })}, {t(`operation.${operation}`)}
      </span>
    </>
  );
}

function progress(
  { state, attempts, nextAttemptAt, replays, destination }: DeliveryPartsFragment,
  zone: string,
): string {
  const again = replays > 0 ? `${t('deliveries.replays', { count: replays })} · ` : '';
  const last = attempts.at(-1);
  if (state !== 'PENDING') return `${again}${last ? t(`outcome.${last.outcome}`) : t('attempts.none')}`;
  if (destination.state !== 'ENABLED') return again + t('deliveries.heldBack');
  if (!last) return again + t('deliveries.soon');
  const next = writeDate(nextAttemptAt, 'full', zone);
  return again + t('deliveries.next', { number: attempts.length, most: MOST_ATTEMPTS, next });
}
