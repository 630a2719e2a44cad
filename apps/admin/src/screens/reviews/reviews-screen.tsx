import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { request } from '../../api/client';
import { hasRole, useMe } from '../../api/session';
import { ReviewsDocument, type ReviewsQuery } from '../../gql/operations';
import { t } from '../../messages/t';
import { When, writeDate } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { LinkButton } from '../../parts/link-button';
import { FailureNotice } from '../../parts/notice';
import { REVIEWERS } from '../../parts/roles';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow, Screen } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { moveAmongRows, useKeys } from '../../parts/use-keys';
import { topicWords } from '../../parts/words';
import { MoreRows } from '../articles/more-rows';
import { mayDecide } from '../home/waiting-for-you';

type Case = ReviewsQuery['openReviewCases']['edges'][number]['node'];

/** Every open review case, oldest first, with who can decide it. */
export function ReviewsScreen() {
  const me = useMe();
  const { site } = useSearch({ from: '/frame' });
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  const answer = useInfiniteQuery({
    queryKey: ['reviews', 'list', site],
    queryFn: ({ pageParam }) => request(ReviewsDocument, { site, first: 30, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ openReviewCases: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
  const rows = answer.data?.pages.flatMap(({ openReviewCases }) => openReviewCases.edges.map(({ node }) => node)) ?? [];
  const total = answer.data?.pages[0]?.openReviewCases.totalCount;
  return (
    <Screen title={t('reviews.title')} about={total === undefined ? ' ' : t('reviews.count', { count: total })}>
      <Card title={t('reviews.open')}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={5} />
        ) : rows.length === 0 ? (
          <Empty title={t('reviews.none')}>
            <p>{hasRole(me, REVIEWERS) ? t('reviews.noneReviewer') : t('reviews.noneAuthor')}</p>
          </Empty>
        ) : (
          <ul>
            {rows.map((one) => (
              <ReviewRow key={one.id} one={one} />
            ))}
          </ul>
        )}
      </Card>
      {total !== undefined && total > rows.length && (
        <MoreRows
          shown={rows.length}
          total={total}
          more={answer.hasNextPage}
          loading={answer.isFetchingNextPage}
          load={() => void answer.fetchNextPage()}
        />
      )}
    </Screen>
  );
}

function ReviewRow({ one }: { one: Case }) {
  const me = useMe();
  const mine = mayDecide(me, one);
  const wrote = one.contributors.some(({ id }) => id === me.id);
  const title = one.revision.title || t('article.untitled');
  const to = {
    to: '/articles/$articleId',
    params: { articleId: one.article.id },
    search: { tab: 'review', locale: one.locale },
  } as const;
  return (
    <CardRow
      title={
        <Link {...to} data-row>
          {title}
        </Link>
      }
      about={
        <>
          {topicWords(one.article.topic)} · {one.article.site.name} ·{' '}
          {t('home.askedBy', { name: one.requestedBy.name, number: one.revision.number })}{' '}
          <When iso={one.requestedAt} zone={one.article.site.timeZone} />
          <br />
          {wrote ? t('reviews.yours') : waitsFor(one, me.id)}
        </>
      }
    >
      {one.article.riskClass === 'HIGH' && (
        <Pill tone="due" icon="fix">
          {t('risk.HIGH')}
        </Pill>
      )}
      <DuePill one={one} />
      {mine && (
        <LinkButton {...to} variant="default" size="sm" aria-label={t('home.reviewOf', { title })}>
          {t('home.review')}
        </LinkButton>
      )}
    </CardRow>
  );
}

const openAssignments = (one: Case) =>
  one.assignments.filter(({ state }) => state === 'ASSIGNED' || state === 'ACCEPTED');

function waitsFor(one: Case, myId: string): string {
  const open = openAssignments(one);
  if (open.some(({ reviewer }) => reviewer.id === myId)) return t('reviews.waitsForYou');
  if (open.length === 0) return t('reviews.takeUp');
  return t('reviews.waitsFor', { names: open.map(({ reviewer }) => reviewer.name).join(', ') });
}

/** Until when the first answer is due. */
function DuePill({ one }: { one: Case }) {
  const due = openAssignments(one)
    .map(({ dueAt }) => dueAt)
    .sort()[0];
  if (!due) return null;
  const late = new Date(due) < new Date();
  const date = writeDate(due, 'day', one.article.site.timeZone);
  return (
    <Pill tone={late ? 'danger' : 'due'} icon="clock">
      {t(late ? 'desk.late' : 'desk.due', { date })}
    </Pill>
  );
}
