import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frame, text } from './base';

const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  component: lazyRouteComponent(() => import('../screens/people/people-screen'), 'PeopleScreen'),
});

const person = createRoute({
  getParentRoute: () => frame,
  path: '/people/$personId',
  component: lazyRouteComponent(() => import('../screens/people/person-screen'), 'PersonScreen'),
});

const sites = createRoute({
  getParentRoute: () => frame,
  path: '/settings/sites',
  component: lazyRouteComponent(() => import('../screens/people/sites-screen'), 'SitesScreen'),
});

const site = createRoute({
  getParentRoute: () => frame,
  path: '/settings/sites/$siteSlug',
  component: lazyRouteComponent(() => import('../screens/people/sites-screen'), 'SiteScreen'),
});

const tokens = createRoute({
  getParentRoute: () => frame,
  path: '/settings/tokens',
  component: lazyRouteComponent(() => import('../screens/people/tokens-screen'), 'TokensScreen'),
});

const keys = createRoute({
  getParentRoute: () => frame,
  path: '/settings/keys',
  component: lazyRouteComponent(() => import('../screens/people/keys-screen'), 'KeysScreen'),
});

interface AuditSearch {
  readonly who?: string;
  readonly what?: string;
  /** Id of what it was done to. */
  readonly about?: string;
  /** Days, such as 2026-11-22. */
  readonly from?: string;
  readonly until?: string;
}

const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);

const audit = createRoute({
  getParentRoute: () => frame,
  path: '/settings/audit',
  validateSearch: (search): AuditSearch => ({
    who: text(search.who),
    what: text(search.what),
    about: text(search.about),
    from: day(search.from),
    until: day(search.until),
  }),
  component: lazyRouteComponent(() => import('../screens/people/audit-screen'), 'AuditScreen'),
});

/** People, sites, tokens and the audit log. */
export const settingsRoutes = [people, person, sites, site, tokens, keys, audit] as const;
