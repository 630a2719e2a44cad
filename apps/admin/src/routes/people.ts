import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root, text } from './base';

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../screens/sign-in/forgot-screen'), 'ForgotScreen'),
});

const choose = createRoute({
  getParentRoute: () => root,
  path: '/choose-password',
  validateSearch: (search): { token?: string } => ({
    // A token of digits alone comes back from the address as a number.
    token: text(search.token) ?? (typeof search.token === 'number' ? String(search.token) : undefined),
  }),
  component: lazyRouteComponent(() => import('../screens/sign-in/choose-password-screen'), 'ChoosePasswordScreen'),
});

/** The screens of those who cannot sign in yet. */
export const wayInRoutes = [forgot, choose] as const;
