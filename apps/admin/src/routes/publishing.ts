import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ArticleStatus, DeliveryOperation, DeliveryState } from '../gql/operations';
import { LIVE_STATUSES } from '../screens/publishing/live/live-statuses';
import { frame, text } from './base';

const DELIVERY_STATES = ['PENDING', 'SUCCEEDED', 'EXHAUSTED', 'CANCELLED'] as const;
const OPERATIONS = ['PUBLISH', 'WITHDRAW', 'REFRESH', 'TEST'] as const;

const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);

interface LiveSearch {
  readonly q?: string;
  readonly status?: ArticleStatus;
  /** A day, or a day and a time, by the site's clock: what was live then. */
  readonly at?: string;
}

const live = createRoute({
  getParentRoute: () => frame,
  path: '/publishing',
  validateSearch: (search): LiveSearch => ({
    q: text(search.q) ?? (typeof search.q === 'number' ? String(search.q) : undefined),
    status: LIVE_STATUSES.find((status) => status === search.status),
    at: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(String(search.at)) ? String(search.at) : undefined,
  }),
  component: lazyRouteComponent(() => import('../screens/publishing/live/live-screen'), 'LiveScreen'),
});

interface DeliverySearch {
  /** Id of a destination. */
  readonly to?: string;
  readonly state?: DeliveryState;
  readonly what?: DeliveryOperation;
  /** Id of an article. */
  readonly article?: string;
  /** Days, such as 2026-11-22. */
  readonly from?: string;
  readonly until?: string;
}

const deliveries = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/deliveries',
  validateSearch: (search): DeliverySearch => ({
    to: text(search.to),
    state: DELIVERY_STATES.find((state) => state === search.state),
    what: OPERATIONS.find((one) => one === search.what),
    article: text(search.article),
    from: day(search.from),
    until: day(search.until),
  }),
  component: lazyRouteComponent(() => import('../screens/publishing/deliveries/deliveries-screen'), 'DeliveriesScreen'),
});

const destinations = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/destinations',
  component: lazyRouteComponent(
    () => import('../screens/publishing/destinations/destinations-screen'),
    'DestinationsScreen',
  ),
});

const destination = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/destinations/$destinationId',
  component: lazyRouteComponent(
    () => import('../screens/publishing/destinations/destination-screen'),
    'DestinationScreen',
  ),
});

const calendar = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/calendar',
  validateSearch: (search): { month?: string; view?: 'list' } => ({
    month: /^20\d{2}-(0[1-9]|1[0-2])$/.test(String(search.month)) ? String(search.month) : undefined,
    view: search.view === 'list' ? 'list' : undefined,
  }),
  component: lazyRouteComponent(() => import('../screens/publishing/calendar/calendar-screen'), 'CalendarScreen'),
});

const releases = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/releases',
  component: lazyRouteComponent(() => import('../screens/publishing/releases/releases-screen'), 'ReleasesScreen'),
});

const newRelease = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/releases/new',
  component: lazyRouteComponent(() => import('../screens/publishing/releases/new-release-screen'), 'NewReleaseScreen'),
});

const release = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/releases/$releaseId',
  component: lazyRouteComponent(() => import('../screens/publishing/releases/release-screen'), 'ReleaseScreen'),
});

const jobs = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/jobs',
  component: lazyRouteComponent(() => import('../screens/publishing/jobs/jobs-screen'), 'JobsScreen'),
});

const recalls = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/recalls',
  component: lazyRouteComponent(() => import('../screens/publishing/recalls/recalls-screen'), 'RecallsScreen'),
});

const newRecall = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/recalls/new',
  validateSearch: (search): { article?: string; locale?: string } => ({
    article: text(search.article),
    locale: text(search.locale),
  }),
  component: lazyRouteComponent(() => import('../screens/publishing/recalls/new-recall-screen'), 'NewRecallScreen'),
});

const recall = createRoute({
  getParentRoute: () => frame,
  path: '/publishing/recalls/$recallId',
  component: lazyRouteComponent(() => import('../screens/publishing/recalls/recall-screen'), 'RecallScreen'),
});

/** What is live where, what is to happen, and whom it is told. */
export const publishingRoutes = [
  live,
  calendar,
  releases,
  newRelease,
  release,
  deliveries,
  destinations,
  destination,
  jobs,
  recalls,
  newRecall,
  recall,
] as const;
