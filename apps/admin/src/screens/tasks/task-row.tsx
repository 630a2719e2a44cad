import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import { hasRole, useMe } from '../../api/session';
import {
  AssignTaskDocument,
  type AssignTaskInput,
  CompleteTaskDocument,
  type CompleteTaskInput,
  type TaskPartsFragment,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { colleaguesQuery } from '../../parts/comments';
import { writeDate } from '../../parts/dates';
import { Notice } from '../../parts/notice';
import { TASK_SETTLERS } from '../../parts/roles';
import { CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import { endsByPerson } from './task-kinds';
import css from './tasks-screen.module.css';

/** One task: what to do where, who does it, and the way to say that it is done. */
export function TaskRow({ one }: { one: TaskPartsFragment }) {
  const me = useMe();
  const [done, setDone] = useState(false);
  const settles = hasRole(me, TASK_SETTLERS, one.site.slug);
  return (
    <CardRow
      title={
        <Link
          to="/articles/$articleId"
          params={{ articleId: one.article.id }}
          search={{ locale: one.locale ?? undefined }}
          data-row
        >
          {one.article.newestRevision.title || t('article.untitled')}
        </Link>
      }
      about={
        <>
          {one.todo} · {one.site.name}
          {done && <DoneForm id={one.id} close={() => setDone(false)} />}
        </>
      }
    >
      {one.urgent && (
        <Pill tone="danger" icon="stop">
          {t('tasks.urgent')}
        </Pill>
      )}
      {one.dueAt && (
        <Pill tone="due" icon="clock">
          {t('tasks.due', { date: writeDate(one.dueAt, 'day', one.site.timeZone) })}
        </Pill>
      )}
      <Assignee one={one} settles={settles} />
      {settles && endsByPerson(one.kind) && !done && (
        <Button size="xs" variant="default" onClick={() => setDone(true)}>
          {t('tasks.done')}
        </Button>
      )}
    </CardRow>
  );
}

function Assignee({ one, settles }: { one: TaskPartsFragment; settles: boolean }) {
  const { data = [] } = useQuery(colleaguesQuery(one.site.slug));
  const { take, busy, refused } = useDecision((input: AssignTaskInput) => request(AssignTaskDocument, { input }));
  const name = one.assignee ? t('tasks.assignee', { name: one.assignee.name }) : t('tasks.nobody');
  if (!settles) return <span className="soft">{name}</span>;
  return (
    <>
      <select
        className={css.assignee}
        aria-label={t('tasks.assign')}
        disabled={busy}
        value={one.assignee?.id ?? ''}
        onChange={(event) => take({ id: one.id, personId: event.target.value || null })}
      >
        <option value="">{t('tasks.nobody')}</option>
        {data.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      {refused && <Notice>{refused.message}</Notice>}
    </>
  );
}

function DoneForm({ id, close }: { id: string; close: () => void }) {
  const [note, setNote] = useState('');
  const { take, busy, refused } = useDecision(
    (input: CompleteTaskInput) => request(CompleteTaskDocument, { input }),
    close,
  );
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        take({ id, note: note.trim() });
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Textarea
        label={t('tasks.note')}
        required
        withAsterisk={false}
        rows={2}
        maxLength={1000}
        autoFocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.steps}>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={busy}>
          {t('tasks.submit')}
        </Button>
      </div>
    </form>
  );
}
