import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null;
}

interface Pages<Page> {
  readonly queryKey: readonly unknown[];
  readonly ask: (after: string | undefined) => Promise<Page>;
  readonly infoOf: (page: Page) => PageInfo;
  /** Asks again by itself; in milliseconds. */
  readonly everyMs?: number;
}

/** A list that is read page by page. What was there stays in sight while a filter is changed. */
export function usePages<Page>({ queryKey, ask, infoOf, everyMs }: Pages<Page>) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => {
      const { hasNextPage, endCursor } = infoOf(page);
      return hasNextPage ? (endCursor ?? undefined) : undefined;
    },
    placeholderData: keepPreviousData,
    refetchInterval: everyMs ?? false,
  });
}
