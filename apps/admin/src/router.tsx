import { createRouter } from '@tanstack/react-router';
import { frame, root, signIn } from './routes/base';
import { coreRoutes } from './routes/core';
import { editorRoutes } from './routes/editor';
import { libraryRoutes } from './routes/library';
import { newsletterRoutes } from './routes/newsletter';
import { wayInRoutes } from './routes/people';
import { publishingRoutes } from './routes/publishing';
import { reportRoutes } from './routes/reports';
import { reviewingRoutes } from './routes/reviewing';
import { settingsRoutes } from './routes/settings';

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    ...wayInRoutes,
    frame.addChildren([
      // One line an area: each file of routes/ holds the screens of one part of the interface.
      ...coreRoutes,
      ...publishingRoutes,
      ...newsletterRoutes,
      ...reviewingRoutes,
      ...reportRoutes,
      ...libraryRoutes,
      ...editorRoutes,
      ...settingsRoutes,
    ]),
  ]),
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
