import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { CallFailed } from './api/client';
import { queryClient } from './api/query-client';
import { meQuery } from './api/session';
import { currentLanguage } from './messages/t';
import { listenToLanguage } from './parts/language';
import { router } from './router';
import { theme } from './theme/theme';

// A session that ended while the page was open leads to the sign-in, and back to the same place afterwards.
queryClient.getQueryCache().subscribe((event) => {
  const error = event.type === 'updated' && event.action.type === 'error' ? event.action.error : undefined;
  if (!(error instanceof CallFailed) || error.kind !== 'signedOut') return;
  queryClient.setQueryData(meQuery.queryKey, null);
  void router.invalidate();
});

/**
 * Style elements of Mantine's provider are switched off: its variables come from the style sheet, so that the
 * Content-Security-Policy needs no exception for styles.
 */
export function App() {
  const language = useSyncExternalStore(listenToLanguage, currentLanguage);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} key={language} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
