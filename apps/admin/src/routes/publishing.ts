import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { DeliveryOperation, DeliveryState } from '../gql/operations';
import { frame, text } from './base';

const DELIVERY_STATES = ['PENDING', 'SUCCEEDED', 'EXHAUSTED', 'CANCELLED'] as const;
const OPERATIONS = ['PUBLISH', 'WITHDRAW', 'TEST'] as const;

const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);

const publishing = createRoute({
  getParentRoute: () => frame,
  path: '/publishing',
  beforeLoad: () => {
    throw redirect({ to: '/publishing/calendar' });
  },
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

/** What is live where, what is to happen, and whom it is told. */
export const publishingRoutes = [
  publishing,
  calendar,
  releases,
  newRelease,
  release,
  deliveries,
  destinations,
  destination,
] as const;
