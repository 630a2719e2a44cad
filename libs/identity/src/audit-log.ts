import { Injectable } from '@nestjs/common';
import { type Actor, actorId, type Tx } from '#platform';

/** What a change was made to. */
export interface AuditSubject {
  readonly type:
    | 'article'
    | 'revision'
    | 'reviewCase'
    | 'approval'
    | 'publication'
    | 'schedule'
    | 'issue'
    | 'task'
    | 'subscriber'
    | 'site'
    | 'staff';
  readonly id: string;
}

/** The record of who changed what. Rows are only ever added; the database refuses anything else. */
@Injectable()
export class AuditLog {
  /** Writes one line in the caller's transaction: no change without it, and it without no change. Ids and codes only. */
  async record(
    tx: Tx,
    actor: Actor,
    action: string,
    subject: AuditSubject,
    siteId: string | null,
    data: Record<string, string | number | boolean | null> = {},
  ): Promise<void> {
    const actorKind = actor.kind === 'staff' ? 'staff' : `system:${actor.name}`;
    await tx.auditEntry.create({
      data: {
        actorId: actorId(actor),
        actorKind,
        action,
        subjectType: subject.type,
        subjectId: subject.id,
        siteId,
        data,
      },
    });
  }
}
