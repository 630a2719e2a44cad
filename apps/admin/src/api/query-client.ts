import { QueryClient } from '@tanstack/react-query';
import { CallFailed } from './client';

/** Answers stay fresh for 15 s; a call is tried again only when the API was away, and twice at most. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => error instanceof CallFailed && error.kind === 'away' && failures < 2,
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    mutations: { retry: false },
  },
});
