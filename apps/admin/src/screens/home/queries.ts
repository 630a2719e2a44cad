import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client';
import { ReviewsDocument, WaitingArticlesDocument, WentLiveDocument } from '../../gql/operations';

/** The first open review cases, oldest first. */
export const openCasesQuery = (site: string | undefined) =>
  queryOptions({
    queryKey: ['reviews', site, 'first'],
    queryFn: () => request(ReviewsDocument, { site, first: 20 }),
  });

/** Articles that wait for somebody: changes requested, approved and not live, overdue. */
export const waitingArticlesQuery = (site: string | undefined) =>
  queryOptions({
    queryKey: ['articles', 'waiting', site],
    queryFn: () => request(WaitingArticlesDocument, { site }),
  });

/** What went live on one site, newest first. */
export const wentLiveQuery = (site: string) =>
  queryOptions({
    queryKey: ['publications', site],
    queryFn: () => request(WentLiveDocument, { site }),
  });
