import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frame, text } from './base';

const newArticle = createRoute({
  getParentRoute: () => frame,
  path: '/articles/new',
  component: lazyRouteComponent(() => import('../screens/editor/new-article-screen'), 'NewArticleScreen'),
});

const editor = createRoute({
  getParentRoute: () => frame,
  path: '/articles/$articleId/edit',
  validateSearch: (search): { locale?: string; beside?: string } => ({
    locale: text(search.locale),
    beside: text(search.beside),
  }),
  component: lazyRouteComponent(() => import('../screens/editor/editor-screen'), 'EditorScreen'),
});

export const editorRoutes = [newArticle, editor] as const;
