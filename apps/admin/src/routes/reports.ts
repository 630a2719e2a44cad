import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { reportSearch } from '../screens/reports/report-kinds';
import { frame } from './base';

const reports = createRoute({
  getParentRoute: () => frame,
  path: '/reports',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../screens/reports/reports-screen'), 'ReportsScreen'),
});

export const reportRoutes = [reports] as const;
