import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasRole, type Me, useMe } from '../../api/session';
import type { MyReviewsQuery, ReviewsQuery, WaitingArticleFragment } from '../../gql/operations';
import { type MessageKey, t } from '../../messages/t';
import { When, writeDate } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { LinkButton } from '../../parts/link-button';
import { FailureNotice } from '../../parts/notice';
import { IMPORTERS, PUBLISHERS, REVIEW_ASKERS, REVIEWERS } from '../../parts/roles';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { Pill, StatusPill } from '../../parts/status';
import { openCasesQuery, waitingArticlesQuery } from './queries';
import { myReviewsQuery } from './use-home';

/** More than these stand behind "All reviews". */
const ROWS = 8;

type Case = ReviewsQuery['openReviewCases']['edges'][number]['node'];

/** True when this person may decide a case: a reviewer at its site who wrote none of it. */
export function mayDecide(me: Me, one: Case): boolean {
  const wrote = one.contributors.some(({ id }) => id === me.id);
  return !wrote && hasRole(me, REVIEWERS, one.article.site.slug);
}

/** What this person can take the next step of, by their roles. `count` is undefined while it is not known. */
export function useWaiting(site: string | undefined) {
  const me = useMe();
  const cases = useQuery(openCasesQuery(site));
  const articles = useQuery(waitingArticlesQuery(site));
  const own = useQuery(myReviewsQuery);
  const asked = (own.data ?? []).filter(({ reviewCase: { article } }) => !site || article.site.slug === site);
  const askedCases = new Set(asked.map(({ reviewCase }) => reviewCase.id));
  const reviews = (cases.data?.openReviewCases.edges ?? [])
    .map(({ node }) => node)
    .filter((one) => mayDecide(me, one) && !askedCases.has(one.id) && !isTaken(one));
  const minePart = (edges: readonly { node: WaitingArticleFragment }[] | undefined, roles: typeof PUBLISHERS) =>
    (edges ?? []).map(({ node }) => node).filter((article) => hasRole(me, roles, article.site.slug));
  const toChange = minePart(articles.data?.changesRequested.edges, REVIEW_ASKERS);
  const toPublish = minePart(articles.data?.approved.edges, PUBLISHERS);
  const known = cases.data && articles.data && own.data;
  return {
    asked,
    /** True while there is no article at all. */
    first: articles.data?.all.totalCount === 0,
    reviews,
    toChange,
    toPublish,
    count: known ? asked.length + reviews.length + toChange.length + toPublish.length : undefined,
    error: cases.error ?? articles.error ?? own.error,
    retry: () => void Promise.all([cases.refetch(), articles.refetch(), own.refetch()]),
  };
}

/** The first of the four questions of the home screen. */
export function WaitingForYou({ waiting }: { waiting: ReturnType<typeof useWaiting> }) {
  const me = useMe();
  return (
    <Card title={t('home.waitingTitle')} aside={<Link to="/reviews">{t('home.allReviews')}</Link>}>
      {waiting.error && <FailureNotice error={waiting.error} retry={waiting.retry} />}
      {!waiting.error && waiting.count === undefined && <RowsSkeleton rows={4} />}
      {waiting.count === 0 && <Nothing first={waiting.first} writes={hasRole(me, IMPORTERS)} />}
      {waiting.count !== undefined && waiting.count > 0 && (
        <ul>
          {waiting.asked.slice(0, ROWS).map((one) => (
            <AskedRow key={one.id} one={one} />
          ))}
          {waiting.reviews.slice(0, ROWS).map((one) => (
            <ReviewRow key={one.id} one={one} />
          ))}
          {waiting.toPublish.map((article) => (
            <ArticleRow key={article.id} article={article} action="home.publish" />
          ))}
          {waiting.toChange.map((article) => (
            <ArticleRow key={article.id} article={article} action="home.seeChanges" />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Nothing({ first, writes }: { first: boolean; writes: boolean }) {
  if (first) {
    return (
      <Empty title={t('home.firstTitle')}>
        <p>{writes ? t('home.firstAuthor') : t('home.firstOther')}</p>
        {writes && <LinkButton to="/articles/import">{t('import.action')}</LinkButton>}
      </Empty>
    );
  }
  return (
    <Empty title={t('home.nothingTitle')}>
      <p>{writes ? t('home.nothingAuthor') : t('home.nothingReviewer')}</p>
    </Empty>
  );
}

/** True when somebody else is asked for it already: it waits for them, not for everybody. */
function isTaken({ assignments }: Case): boolean {
  return assignments.some(({ state }) => state === 'ASSIGNED' || state === 'ACCEPTED');
}

/** A review that was asked of this person by name, with its date. */
function AskedRow({ one }: { one: MyReviewsQuery['myReviewAssignments'][number] }) {
  const { article, locale, revision, requestedBy } = one.reviewCase;
  const title = revision.title || t('article.untitled');
  const late = new Date(one.dueAt) < new Date();
  const to = {
    to: '/articles/$articleId',
    params: { articleId: article.id },
    search: { tab: 'review', locale },
  } as const;
  return (
    <CardRow
      title={<Link {...to}>{title}</Link>}
      about={`${t('home.askedOfYou', { number: revision.number, name: requestedBy.name })} · ${article.site.name}`}
    >
      <Pill tone={late ? 'danger' : 'due'} icon="clock">
        {t(late ? 'home.late' : 'home.due', { date: writeDate(one.dueAt, 'day', article.site.timeZone) })}
      </Pill>
      <LinkButton {...to} variant="default" size="sm" aria-label={t('home.reviewOf', { title })}>
        {t('home.review')}
      </LinkButton>
    </CardRow>
  );
}

function ReviewRow({ one }: { one: Case }) {
  const params = { articleId: one.article.id };
  const title = one.revision.title || t('article.untitled');
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={params} search={{ tab: 'review', locale: one.locale }}>
          {title}
        </Link>
      }
      about={
        <>
          {t('home.askedBy', { name: one.requestedBy.name, number: one.revision.number })}{' '}
          <When iso={one.requestedAt} zone={one.article.site.timeZone} />
        </>
      }
    >
      <LinkButton
        to="/articles/$articleId"
        params={params}
        search={{ tab: 'review', locale: one.locale }}
        variant="default"
        size="sm"
        aria-label={t('home.reviewOf', { title })}
      >
        {t('home.review')}
      </LinkButton>
    </CardRow>
  );
}

function ArticleRow({ article, action }: { article: WaitingArticleFragment; action: MessageKey & `home.${string}` }) {
  const word = t(action as 'home.publish');
  const title = article.newestRevision.title || t('article.untitled');
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={{ articleId: article.id }}>
          {title}
        </Link>
      }
      about={
        <>
          {article.site.name} · <When iso={article.newestRevision.updatedAt} zone={article.site.timeZone} />
        </>
      }
    >
      <StatusPill status={article.status} />
      <LinkButton
        to="/articles/$articleId"
        params={{ articleId: article.id }}
        search={{ tab: 'review' }}
        variant="default"
        size="sm"
        aria-label={`${word}: ${title}`}
      >
        {word}
      </LinkButton>
    </CardRow>
  );
}
