import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { IssueStatus, SubscriberState, SuppressionReason } from '../gql/operations';
import { SUBSCRIBER_STATES, SUPPRESSION_REASONS } from '../screens/newsletter/audience/subscriber-states';
import { ISSUE_STATUSES } from '../screens/newsletter/issue-statuses';
import { frame, text } from './base';

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

const people = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/audience/people',
  validateSearch: (search): { state?: SubscriberState; interest?: string } => ({
    state: SUBSCRIBER_STATES.find((state) => state === search.state),
    interest: text(search.interest),
  }),
  component: lazyRouteComponent(() => import('../screens/newsletter/audience/people-list-screen'), 'PeopleListScreen'),
});

const suppressions = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/audience/suppressions',
  validateSearch: (search): { reason?: SuppressionReason } => ({
    reason: SUPPRESSION_REASONS.find((reason) => reason === search.reason),
  }),
  component: lazyRouteComponent(
    () => import('../screens/newsletter/audience/suppressions-screen'),
    'SuppressionsScreen',
  ),
});

const erasure = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/audience/erasure',
  component: lazyRouteComponent(() => import('../screens/newsletter/audience/erasure-screen'), 'ErasureScreen'),
});

const domain = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/domain',
  component: lazyRouteComponent(() => import('../screens/newsletter/domain/domain-screen'), 'DomainScreen'),
});

const digest = createRoute({
  getParentRoute: () => frame,
  path: '/newsletters/digest',
  component: lazyRouteComponent(() => import('../screens/newsletter/digest/digest-screen'), 'DigestScreen'),
});

export const newsletterRoutes = [
  issues,
  compose,
  issue,
  audience,
  people,
  suppressions,
  importing,
  erasure,
  domain,
  digest,
] as const;
