import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import type { Home } from './use-home';

const ROWS = 5;

/** The most urgent tasks, with the way to all of them. Not there at all while there are none. */
export function HomeTasks({ home }: { home: Home }) {
  if (home.taskCount === 0) return null;
  return (
    <Card title={t('home.tasks')} aside={<Link to="/tasks">{t('home.allTasks', { count: home.taskCount })}</Link>}>
      <ul>
        {home.tasks.slice(0, ROWS).map((one) => (
          <CardRow
            key={one.id}
            title={
              <Link
                to="/articles/$articleId"
                params={{ articleId: one.article.id }}
                search={{ locale: one.locale ?? undefined }}
              >
                {one.article.newestRevision.title || t('article.untitled')}
              </Link>
            }
            about={t(`task.${one.kind}`)}
          >
            {one.urgent && (
              <Pill tone="danger" icon="stop">
                {t('tasks.urgent')}
              </Pill>
            )}
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}
