import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { type ApiTokenRow, ApiTokens, type TokenScope } from '../persistence/api-tokens.js';
import { Policy } from '../policy.js';

export interface CreateTokenInput {
  readonly siteId: string;
  readonly name: string;
  readonly scope: TokenScope;
  /** 1 to 366. */
  readonly days: number;
}

/** Makes ways in for programs and takes them back. A token acts as the person who made it, at one site. */
@Injectable()
export class ManageTokens {
  constructor(
    private readonly database: Database,
    private readonly tokens: ApiTokens,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @returns the token itself with its row: it is shown this once */
  async create(
    actor: StaffActor,
    { siteId, name, scope, days }: CreateTokenInput,
  ): Promise<{ row: ApiTokenRow; secret: string } | InvalidInput | NotAllowed> {
    const refused = this.policy.mayAt(actor, 'token.make', siteId);
    if (refused) return refused;
    const words = name.trim();
    if (words.length < 2 || words.length > 80) {
      return new InvalidInput('name', 'Say what the token is for, in 2 to 80 characters.');
    }
    if (!Number.isInteger(days) || days < 1 || days > 366) {
      return new InvalidInput('days', 'Let it last 1 to 366 days.');
    }
    return this.database.transaction(async (tx) => {
      const createdAt = this.clock.now();
      const expiresAt = new Date(createdAt.getTime() + days * 24 * 3_600_000);
      const made = await this.tokens.make(tx, {
        userId: actor.userId,
        siteId,
        name: words,
        scope,
        createdAt,
        expiresAt,
      });
      await this.audit.record(tx, actor, 'token.made', { type: 'token', id: made.row.id }, siteId, { scope, days });
      return made;
    });
  }

  /** One's own token, or as an administrator of its site anybody's. It ends at once. */
  revoke(actor: StaffActor, id: string): Promise<ApiTokenRow | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const token = isId(id) ? await this.tokens.byId(id, tx) : null;
      if (!token || this.policy.mayAt(actor, 'token.make', token.siteId)) {
        return new NotFound('There is no such token at your sites. Choose one from the list.');
      }
      const refused = token.userId === actor.userId ? null : this.policy.mayAt(actor, 'staff.manage', token.siteId);
      if (refused) return refused;
      if (await this.tokens.revoke(tx, id, { id: actor.userId, at: this.clock.now() })) {
        await this.audit.record(tx, actor, 'token.revoked', { type: 'token', id }, token.siteId, {
          ownerId: token.userId,
        });
      }
      return (await this.tokens.byId(id, tx))!;
    });
  }
}
