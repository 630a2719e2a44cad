import { Injectable } from '@nestjs/common';
import { type Actor, type ActorOrigin, actorId, type Tx } from '#platform';

/** What a change was made to. */
export interface AuditSubject {
  readonly type:
    | 'article'
    | 'term'
    | 'revision'
    | 'reviewCase'
    | 'approval'
    | 'publication'
    | 'schedule'
    | 'release'
    | 'destination'
    | 'issue'
    | 'task'
    | 'recall'
    | 'reference'
    | 'commentThread'
    | 'subscriber'
    | 'media'
    | 'site'
    | 'credential'
    | 'staff';
  readonly id: string;
}

/** One line before it is written. */
export interface AuditLine {
  readonly action: string;
  readonly subject: AuditSubject;
  readonly siteId: string | null;
  readonly data: Record<string, string | number | boolean | null>;
}

/** The record of who changed what. Rows are only ever added; the database refuses anything else. */
@Injectable()
export class AuditLog {
  /**
   * Writes one line in the caller's transaction: no change without it, and it without no change. Ids and codes only.
   * What the change stood on belongs in `data`: `contentHash` where it is about a text, `credentialId` where a licence
   * was used. The database seals the line into the chain at the commit.
   */
  async record(
    tx: Tx,
    actor: Actor,
    action: string,
    subject: AuditSubject,
    siteId: string | null,
    data: Record<string, string | number | boolean | null> = {},
  ): Promise<void> {
    await this.recordAll(tx, actor, [{ action, subject, siteId, data }]);
  }

  /** As `record`, for several lines of one actor. One statement. */
  async recordAll(tx: Tx, actor: Actor, lines: readonly AuditLine[]): Promise<void> {
    const origin = originOf(actor);
    const rows = lines.map(({ action, subject, siteId, data }) => ({
      actorId: actorId(actor),
      actorKind: actor.kind === 'staff' ? 'staff' : `system:${actor.name}`,
      roles: rolesAt(actor, siteId),
      origin: origin?.channel ?? null,
      address: origin?.address ?? null,
      action,
      subjectType: subject.type,
      subjectId: subject.id,
      siteId,
      data,
    }));
    await tx.auditEntry.createMany({ data: rows });
  }
}

function rolesAt(actor: Actor, siteId: string | null): string[] {
  if (actor.kind === 'system') return [];
  const roles = actor.memberships.filter((it) => siteId === null || it.siteId === siteId).map((it) => it.role);
  return [...new Set(roles)].sort();
}

function originOf(actor: Actor): ActorOrigin | undefined {
  if (actor.kind === 'staff') return actor.origin;
  return { channel: actor.name === 'operator' ? 'cli' : 'worker', address: null };
}
