import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { IssueStatus } from '../gql/operations';
import { ISSUE_STATUSES } from '../screens/newsletter/issue-statuses';
import { frame } from './base';

const issues = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters',
  validateSearch: (search): { status?: IssueStatus } => ({
    status: ISSUE_STATUSES.find((status) => status === search.status),
  }),
  component: lazyRouteComponent(() => import('../screens/newsletter/issues/issues-screen'), 'IssuesScreen'),
});

const compose = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/new',
  component: lazyRouteComponent(() => import('../screens/newsletter/compose/new-issue-screen'), 'NewIssueScreen'),
});

const issue = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/$issueId',
  component: lazyRouteComponent(() => import('../screens/newsletter/issue/issue-screen'), 'IssueScreen'),
});

const audience = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/audience',
  component: lazyRouteComponent(() => import('../screens/newsletter/audience/audience-screen'), 'AudienceScreen'),
});

const importing = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/audience/import',
  component: lazyRouteComponent(() => import('../screens/newsletter/audience/import-screen'), 'SubscriberImportScreen'),
});

export const newsletterRoutes = [issues, compose, audience, importing, issue] as const;
