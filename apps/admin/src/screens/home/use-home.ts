import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { request } from '../../api/client';
import { hasRole, sitesOf, useMe } from '../../api/session';
import { HomeSiteDocument, type HomeSiteQuery, MyReviewsDocument, ParkedJobsDocument } from '../../gql/operations';
import { PUBLISHERS } from '../../parts/roles';

export type Expiring = HomeSiteQuery['reviewsDueSoon']['edges'][number]['node'];
export type RefusedSchedule = HomeSiteQuery['publicationSchedules'][number];
export type HeldRelease = HomeSiteQuery['parkedReleases'][number];
export type FailedDelivery = HomeSiteQuery['deliveries']['edges'][number]['node'];
export type Withdrawal = HomeSiteQuery['withdrawalsToConfirm'][number];
export type HeldIssue = HomeSiteQuery['issues']['edges'][number]['node'];
export type Task = HomeSiteQuery['tasks']['edges'][number]['node'];

/** What somebody was told of a refused schedule for this long; after it, the list of articles says how it stands. */
const REFUSED_DAYS = 14;
const DAY_MS = 86_400_000;

const homeSiteQuery = (site: string) =>
  queryOptions({ queryKey: ['home', site], queryFn: () => request(HomeSiteDocument, { site }) });

/** What was asked of this person by name. */
export const myReviewsQuery = queryOptions({
  queryKey: ['reviews', 'mine'],
  queryFn: async () => (await request(MyReviewsDocument, {})).myReviewAssignments,
});

/** What the chosen sites say about time limits, failures and tasks, brought together. */
export function useHome(site: string | undefined) {
  const me = useMe();
  const slugs = site ? [site] : sitesOf(me).map(({ slug }) => slug);
  const answers = useQueries({ queries: slugs.map((slug) => homeSiteQuery(slug)) });
  const parts = answers.flatMap(({ data }) => (data ? [data] : []));
  const jobs = useQuery({
    queryKey: ['parked-jobs'],
    queryFn: () => request(ParkedJobsDocument, {}),
    enabled: hasRole(me, PUBLISHERS),
  });
  const since = Date.now() - REFUSED_DAYS * DAY_MS;
  return {
    pending: answers.some(({ isPending }) => isPending),
    error: answers.find(({ error }) => error)?.error,
    retry: () => void Promise.all(answers.map(({ refetch }) => refetch())),
    expiring: parts
      .flatMap(({ reviewsDueSoon }) => reviewsDueSoon.edges.map(({ node }) => node))
      .sort((a, b) => a.reviewDueAt.localeCompare(b.reviewDueAt)),
    licences: parts.flatMap((part) => part.approvalsByEndingCredential.edges.map(({ node }) => node)),
    refused: parts
      .flatMap(({ publicationSchedules }) => publicationSchedules)
      .filter(({ publishAt }) => Date.parse(publishAt) > since),
    // What is parked waits for a person, however long ago it was due.
    parked: parts.flatMap(({ parked }) => parked),
    releases: parts.flatMap(({ refusedReleases, parkedReleases }) => [
      ...parkedReleases,
      ...refusedReleases.filter(({ publishAt }) => Date.parse(publishAt) > since),
    ]),
    jobCount: jobs.data?.parkedJobs.length ?? 0,
    deliveries: parts.flatMap(({ deliveries }) => deliveries.edges.map(({ node }) => node)),
    withdrawals: parts.flatMap(({ withdrawalsToConfirm }) => withdrawalsToConfirm),
    issues: parts.flatMap(({ issues }) => issues.edges.map(({ node }) => node)).filter(needsALook),
    tasks: parts.flatMap(({ tasks }) => tasks.edges.map(({ node }) => node)),
    taskCount: parts.reduce((sum, { tasks }) => sum + tasks.totalCount, 0),
  };
}

export type Home = ReturnType<typeof useHome>;

function needsALook({ status, schedule }: HeldIssue): boolean {
  if (status === 'COMPOSING') return schedule?.state === 'REFUSED';
  return status === 'ON_HOLD' || status === 'FINISHED_WITH_UNKNOWN';
}
