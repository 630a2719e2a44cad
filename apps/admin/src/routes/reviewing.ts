import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TaskKind } from '../gql/operations';
import { PREVIEW_FORMS, type PreviewForm } from '../screens/preview/preview-forms';
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

const preview = createRoute({
  getParentRoute: () => frame,
  path: '/preview/$revisionId',
  validateSearch: (search): { form?: PreviewForm } => ({
    form: PREVIEW_FORMS.find((form) => form === search.form),
  }),
  component: lazyRouteComponent(() => import('../screens/preview/preview-screen'), 'PreviewScreen'),
});

export const reviewingRoutes = [preview, tasks] as const;
