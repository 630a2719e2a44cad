import { NativeSelect } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../../api/client';
import { sitesOf, useMe } from '../../api/session';
import { TasksDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, Screen } from '../../parts/screen';
import { moveAmongRows, useKeys } from '../../parts/use-keys';
import { TASK_KINDS } from './task-kinds';
import { TaskRow } from './task-row';
import css from './tasks-screen.module.css';

/** What must be done about articles: what patients read now first, then the oldest. */
export function TasksScreen() {
  const me = useMe();
  const { site, kind, mine } = useSearch({ from: '/frame/tasks' });
  const slugs = site ? [site] : sitesOf(me).map(({ slug }) => slug);
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  const answers = useQueries({
    queries: slugs.map((slug) => ({
      queryKey: ['tasks', slug, kind, mine],
      queryFn: () => request(TasksDocument, { site: slug, kind, mine }),
    })),
  });
  const failed = answers.find(({ error }) => error);
  const rows = answers
    .flatMap(({ data }) => data?.tasks.edges ?? [])
    .map(({ node }) => node)
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.openedAt.localeCompare(b.openedAt));
  const pending = answers.some(({ isPending }) => isPending);
  const total = answers.reduce((sum, { data }) => sum + (data?.tasks.totalCount ?? 0), 0);
  return (
    <Screen title={t('tasks.title')} about={pending ? ' ' : t('tasks.count', { count: total })}>
      <Filters />
      <Card title={t('tasks.title')}>
        {failed ? (
          <FailureNotice error={failed.error} retry={() => void failed.refetch()} />
        ) : pending ? (
          <RowsSkeleton rows={5} />
        ) : rows.length === 0 ? (
          <Empty title={t('tasks.none')}>
            <p>{t('tasks.noneWhy')}</p>
          </Empty>
        ) : (
          <ul>
            {rows.map((one) => (
              <TaskRow key={one.id} one={one} />
            ))}
          </ul>
        )}
      </Card>
    </Screen>
  );
}

function Filters() {
  const { kind, mine } = useSearch({ from: '/frame/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  return (
    <search className={css.filters}>
      <NativeSelect
        aria-label={t('tasks.kind')}
        value={kind ?? ''}
        onChange={(event) => {
          const chosen = TASK_KINDS.find((one) => one === event.currentTarget.value);
          void navigate({ search: (now) => ({ ...now, kind: chosen }) });
        }}
      >
        <option value="">{t('tasks.anyKind')}</option>
        {TASK_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`task.${one}`)}
          </option>
        ))}
      </NativeSelect>
      <label className={css.tick}>
        <input
          type="checkbox"
          checked={mine === true}
          onChange={(event) => {
            const own = event.target.checked || undefined;
            void navigate({ search: (now) => ({ ...now, mine: own }) });
          }}
        />
        {t('tasks.mine')}
      </label>
    </search>
  );
}
