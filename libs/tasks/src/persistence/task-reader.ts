import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { TaskRow } from './tasks.js';

/** Which tasks a list shows. */
export interface TaskFilter {
  readonly siteId: string;
  readonly open: boolean;
  readonly kind?: string | null;
  readonly articleId?: string | null;
  readonly assigneeId?: string | null;
}

/** Where a page of tasks ended. */
export interface TaskPlace {
  readonly urgent: boolean;
  readonly at: Date;
  readonly id: string;
}

/** Reads tasks. */
@Injectable()
export class TaskReader {
  constructor(private readonly database: Database) {}

  /** One page: urgent first, then oldest first. One statement. */
  page(filter: TaskFilter, limit: number, after?: TaskPlace): Promise<TaskRow[]> {
    return this.database.client.task.findMany({
      where: { ...whereOf(filter), ...(after && { OR: laterThan(after) }) },
      orderBy: [{ urgent: 'desc' }, { openedAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
  }

  /** How many tasks the list has in all. */
  count(filter: TaskFilter): Promise<number> {
    return this.database.client.task.count({ where: whereOf(filter) });
  }

  /** One task; null when nobody has this id. */
  byId(id: string): Promise<TaskRow | null> {
    return this.database.client.task.findUnique({ where: { id } });
  }

  /** The open tasks about these articles, oldest first. */
  openOfArticles(articleIds: readonly string[], tx: Tx = this.database.client): Promise<TaskRow[]> {
    return tx.task.findMany({
      where: { articleId: { in: [...articleIds] }, closedAt: null },
      orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    });
  }
}

function whereOf({ siteId, open, kind, articleId, assigneeId }: TaskFilter) {
  return {
    siteId,
    closedAt: open ? null : { not: null },
    ...(kind && { kind }),
    ...(articleId && { articleId }),
    ...(assigneeId && { assigneeId }),
  };
}

function laterThan({ urgent, at, id }: TaskPlace) {
  return [
    ...(urgent ? [{ urgent: false }] : []),
    { urgent, openedAt: { gt: at } },
    { urgent, openedAt: at, id: { gt: id } },
  ];
}
