import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';
import type { OverdueAction } from '#publishing';

export interface OverdueActionRow {
  readonly publicationId: string;
  readonly reviewDueAt: Date;
  readonly graceEndsAt: Date;
  readonly action: OverdueAction;
  readonly actedAt: Date;
}

/** The two ledgers of the review clock: who was reminded, and what was done. Rows are only ever added. */
@Injectable()
export class ClockLedger {
  constructor(private readonly database: Database) {}

  /** The reminder days in the ledger, by approval. One statement. */
  async remindedDays(approvalIds: readonly string[], tx: Tx = this.database.client): Promise<Map<string, number[]>> {
    const rows = await tx.reviewReminder.findMany({
      where: { approvalId: { in: [...approvalIds] } },
      select: { approvalId: true, day: true },
    });
    const days = new Map<string, number[]>();
    for (const { approvalId, day } of rows) days.set(approvalId, [...(days.get(approvalId) ?? []), day]);
    return days;
  }

  /** Writes a reminder down; false when another sweep did, also at this very moment. */
  async addReminder(
    tx: Tx,
    row: { approvalId: string; day: number; dueAt: Date; coveredBy: number | null; recipients: number; at: Date },
  ): Promise<boolean> {
    const { approvalId, day, dueAt, coveredBy, recipients, at } = row;
    const added = await tx.$executeRaw`
      INSERT INTO review_reminder (approval_id, day, due_at, covered_by, recipients, reminded_at)
      VALUES (${approvalId}::uuid, ${day}, ${dueAt}, ${coveredBy}, ${recipients}, ${at}) ON CONFLICT DO NOTHING`;
    return added === 1;
  }

  /** The actions taken about these publications. One statement. */
  async actionsOf(publicationIds: readonly string[]): Promise<OverdueActionRow[]> {
    const rows = await this.database.client.overdueAction.findMany({
      where: { publicationId: { in: [...publicationIds] } },
    });
    return rows as unknown as OverdueActionRow[];
  }

  /** Writes an action down; false when it was taken already. */
  async addAction(tx: Tx, row: OverdueActionRow): Promise<boolean> {
    const { publicationId, reviewDueAt, graceEndsAt, action, actedAt } = row;
    const added = await tx.$executeRaw`
      INSERT INTO overdue_action (id, publication_id, review_due_at, grace_ends_at, action, acted_at)
      VALUES (${newId()}::uuid, ${publicationId}::uuid, ${reviewDueAt}, ${graceEndsAt}, ${action}, ${actedAt})
      ON CONFLICT DO NOTHING`;
    return added === 1;
  }
}
