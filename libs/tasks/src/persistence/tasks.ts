import type { Tx } from '#platform';
import type { TaskKind } from '../domain/task-kinds.js';

/** A task as the database has it. */
export interface TaskRow {
  readonly id: string;
  readonly key: string;
  readonly siteId: string;
  /** A `TaskKind`, or one of a later release. */
  readonly kind: string;
  readonly articleId: string;
  readonly locale: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: unknown;
  readonly urgent: boolean;
  readonly dueAt: Date | null;
  readonly openedAt: Date;
  readonly assigneeId: string | null;
  readonly assignedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedById: string | null;
  readonly closedReason: string | null;
}

/** Work to be done about an article. */
export interface TaskOrder {
  /** Names the reason: at most one open task has it. */
  readonly key: string;
  readonly siteId: string;
  readonly kind: TaskKind;
  readonly articleId: string;
  readonly locale?: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  /** Ids, counts and short codes; no text of an article and nobody's address. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** The public reads the text concerned now. */
  readonly urgent?: boolean;
  readonly dueAt?: Date | null;
}

/** One task by its id. */
export function taskById(tx: Tx, id: string): Promise<TaskRow | null> {
  return tx.task.findUnique({ where: { id } });
}

/** Adds those orders whose key has no open task, in one statement; the ids of what was added. */
export function addTasks(
  tx: Tx,
  orders: readonly (TaskOrder & { readonly id: string })[],
  at: Date,
): Promise<{ id: string; key: string }[]> {
  const rows = orders.map(({ id, key, siteId, kind, articleId, locale, subject, detail, urgent, dueAt }) => ({
    ...{ id, key, site_id: siteId, kind, article_id: articleId, locale: locale ?? null },
    ...{ subject_type: subject.type, subject_id: subject.id, detail: detail ?? {} },
    ...{ urgent: urgent ?? false, due_at: dueAt?.toISOString() ?? null },
  }));
  return tx.$queryRaw<{ id: string; key: string }[]>`
    INSERT INTO task (id, key, site_id, kind, article_id, locale, subject_type, subject_id, detail, urgent, due_at, opened_at)
    SELECT id, key, site_id, kind, article_id, locale, subject_type, subject_id, detail, urgent, due_at, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(id uuid, key text, site_id uuid, kind text,
      article_id uuid, locale text, subject_type text, subject_id uuid, detail jsonb, urgent boolean, due_at timestamptz)
    ORDER BY key
    ON CONFLICT (key) WHERE closed_at IS NULL DO NOTHING
    RETURNING id, key`;
}
