import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { queryClient } from './api/query-client';
import { meQuery } from './api/session';
import { Frame } from './frame/frame';
import { NotHere, ScreenFailed } from './frame/screen-failed';
import type { ArticleStatus } from './gql/operations';
import { ARTICLE_STATUSES } from './parts/status';
import { RAIL_TABS, type RailTab } from './screens/article/rail-tabs';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const root = createRootRoute({ component: Outlet, notFoundComponent: NotHere, errorComponent: ScreenFailed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => ({ to: text(search.to) }),
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in-screen'), 'SignInScreen'),
});

const frame = createRoute({
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

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/home/home-screen'), 'HomeScreen'),
});

const articles = createRoute({
  getParentRoute: () => frame,
  path: '/articles',
  validateSearch: (search): { q?: string; status?: ArticleStatus } => ({
    q: text(search.q) ?? (typeof search.q === 'number' ? String(search.q) : undefined),
    status: ARTICLE_STATUSES.find((status) => status === search.status),
  }),
  component: lazyRouteComponent(() => import('./screens/articles/articles-screen'), 'ArticlesScreen'),
});

const importing = createRoute({
  getParentRoute: () => frame,
  path: '/articles/import',
  component: lazyRouteComponent(() => import('./screens/import/import-screen'), 'ImportScreen'),
});

/** The tabs of an article's right rail, as they stand in the address. */

const article = createRoute({
  getParentRoute: () => frame,
  path: '/articles/$articleId',
  validateSearch: (search): { tab?: RailTab; locale?: string; revision?: string } => ({
    tab: RAIL_TABS.find((tab) => tab === search.tab),
    locale: text(search.locale),
    revision: text(search.revision),
  }),
  component: lazyRouteComponent(() => import('./screens/article/article-screen'), 'ArticleScreen'),
});

const reviews = createRoute({
  getParentRoute: () => frame,
  path: '/reviews',
  component: lazyRouteComponent(() => import('./screens/reviews/reviews-screen'), 'ReviewsScreen'),
});

const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/account/account-screen'), 'AccountScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, frame.addChildren([home, articles, importing, article, reviews, account])]),
  basepath: '/admin',
  defaultPreload: 'intent',
  scrollRestoration: true,
  scrollToTopSelectors: ['#screen'],
  defaultPendingMs: 300,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
