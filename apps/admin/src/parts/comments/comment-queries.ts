import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../../api/client';
import { ColleaguesDocument, CommentThreadsDocument, type ThreadPartsFragment } from '../../gql/operations';

export type Thread = ThreadPartsFragment;
export type Comment = Thread['comments'][number];

/** Every thread of a text, each at its place in this revision, the oldest first. */
export const threadsQuery = (revisionId: string) =>
  queryOptions({
    queryKey: ['comments', revisionId],
    queryFn: async () => {
      const threads: Thread[] = [];
      let after: string | null | undefined;
      do {
        const { commentThreads } = await request(CommentThreadsDocument, { revisionId, after });
        threads.push(...commentThreads.edges.map(({ node }) => node));
        after = commentThreads.pageInfo.hasNextPage ? commentThreads.pageInfo.endCursor : undefined;
      } while (after);
      return threads;
    },
  });

/** The threads of a revision; empty while they are on their way. */
export function useThreads(revisionId: string): readonly Thread[] {
  return useQuery(threadsQuery(revisionId)).data ?? NONE;
}

const NONE: readonly Thread[] = [];

/** Everybody who works at a site, by name. */
export const colleaguesQuery = (site: string) =>
  queryOptions({
    queryKey: ['colleagues', site],
    queryFn: async () => (await request(ColleaguesDocument, { site })).colleagues,
    staleTime: 5 * 60_000,
  });
