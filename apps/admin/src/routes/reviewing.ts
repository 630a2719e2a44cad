import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TaskKind } from '../gql/operations';
import { TASK_KINDS } from '../screens/tasks/task-kinds';
import { frame } from './base';

const tasks = createRoute({
  getParentRoute: () => frame,
  path: '/tasks',
  validateSearch: (search): { kind?: TaskKind; mine?: boolean } => ({
    kind: TASK_KINDS.find((kind) => kind === search.kind),
    mine: search.mine === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../screens/tasks/tasks-screen'), 'TasksScreen'),
});

export const reviewingRoutes = [tasks] as const;
