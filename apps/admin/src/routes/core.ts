import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { RAIL_TABS, type RailTab, TEXT_VIEWS, type TextView } from '../screens/article/rail-tabs';
import { articleSearch } from '../screens/articles/article-search';
import { frame, text } from './base';

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/home/home-screen'), 'HomeScreen'),
});

const articles = createRoute({
  getParentRoute: () => frame,
  path: '/articles',
  validateSearch: articleSearch,
  component: lazyRouteComponent(() => import('../screens/articles/articles-screen'), 'ArticlesScreen'),
});

const importing = createRoute({
  getParentRoute: () => frame,
  path: '/articles/import',
  validateSearch: (search): { batch?: string } => ({ batch: text(search.batch) }),
  component: lazyRouteComponent(() => import('../screens/import/import-screen'), 'ImportScreen'),
});

const article = createRoute({
  getParentRoute: () => frame,
  path: '/articles/$articleId',
  validateSearch: (
    search,
  ): { tab?: RailTab; locale?: string; revision?: string; view?: TextView; against?: string } => ({
    tab: RAIL_TABS.find((tab) => tab === search.tab),
    locale: text(search.locale),
    revision: text(search.revision),
    view: TEXT_VIEWS.find((view) => view === search.view),
    against: text(search.against),
  }),
  component: lazyRouteComponent(() => import('../screens/article/article-screen'), 'ArticleScreen'),
});

const about = createRoute({
  getParentRoute: () => frame,
  path: '/articles/$articleId/about',
  component: lazyRouteComponent(() => import('../screens/about/about-screen'), 'AboutScreen'),
});

const reviews = createRoute({
  getParentRoute: () => frame,
  path: '/reviews',
  component: lazyRouteComponent(() => import('../screens/reviews/reviews-screen'), 'ReviewsScreen'),
});

const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('../screens/account/account-screen'), 'AccountScreen'),
});

export const coreRoutes = [home, articles, importing, article, about, reviews, account] as const;
