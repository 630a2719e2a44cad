import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { meQuery } from '../api/session';
import { Frame } from '../frame/frame';
import { NotHere, ScreenFailed } from '../frame/screen-failed';

/** What an address says, when it says anything. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotHere, errorComponent: ScreenFailed });

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => ({ to: text(search.to) }),
  component: lazyRouteComponent(() => import('../screens/sign-in/sign-in-screen'), 'SignInScreen'),
});

/** Everything a person sees once they have signed in. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  validateSearch: (search): { site?: string } => ({ site: text(search.site) }),
  search: { middlewares: [retainSearchParams(['site'])] },
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: '/sign-in', search: { to: location.publicHref } });
  },
  component: Frame,
});
