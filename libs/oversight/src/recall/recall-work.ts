import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { RefusedInTransaction } from '#publishing';
import type { RecallRow } from '../persistence/recalls.js';
import { RecallTasks } from './recall-tasks.js';

/** The transaction of a recall, and what is written beside it. */
@Injectable()
export class RecallWork {
  constructor(
    private readonly database: Database,
    private readonly tasks: RecallTasks,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async inTransaction<T, R>(work: (tx: Tx) => Promise<T>): Promise<T | R> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as R;
      throw error;
    }
  }

  async announce(tx: Tx, actor: StaffActor, recall: RecallRow, revisions: number): Promise<void> {
    await this.tasks.open(tx, recall);
    await this.audit.record(tx, actor, 'recall.opened', { type: 'recall', id: recall.id }, recall.siteId, {
      revisions,
    });
    await this.outbox.append(tx, { kind: 'recall.opened', payload: { recallId: recall.id } });
  }
}
