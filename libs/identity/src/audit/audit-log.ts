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
    | 'siteKey'
    | 'issue'
    | 'task'
    | 'recall'
    | 'reference'
    | 'commentThread'
    | 'subscriber'
    | 'media'
    | 'site'
    | 'credential'
    | 'staff'
    | 'token'
    | 'job';
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

  /**
   * As `record`, for several lines of one actor, in their order. One statement, and one parameter for all of them: an
   * import writes hundreds of lines a second.
   */
  async recordAll(tx: Tx, actor: Actor, lines: readonly AuditLine[]): Promise<void> {
    if (lines.length === 0) return;
    const origin = originOf(actor);
    const kind = actor.kind === 'staff' ? 'staff' : `system:${actor.name}`;
    const given = JSON.stringify(lines.map((line) => ({ ...line, roles: rolesAt(actor, line.siteId) })));
    await tx.$executeRaw`
      INSERT INTO audit_entry
        (actor_id, actor_kind, origin, address, roles, action, subject_type, subject_id, site_id, data)
      SELECT ${actorId(actor)}::uuid, ${kind}, ${origin?.channel ?? null}, ${origin?.address ?? null},
        ARRAY(SELECT jsonb_array_elements_text(line->'roles')), line->>'action', line->'subject'->>'type',
        (line->'subject'->>'id')::uuid, (line->>'siteId')::uuid, line->'data'
      FROM jsonb_array_elements(${given}::jsonb) WITH ORDINALITY AS given (line, place) ORDER BY place`;
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
