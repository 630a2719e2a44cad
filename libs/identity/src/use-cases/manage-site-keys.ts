import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { TwoSecretsInForce } from '../domain/refusals.js';
import { type SiteKeyRow, type SiteKeyScope, SiteKeys } from '../persistence/site-keys.js';
import { Policy } from '../policy.js';

export interface CreateSiteKeyInput {
  readonly siteId: string;
  readonly name: string;
  readonly scopes: readonly SiteKeyScope[];
}

/** A key with the one secret that can be seen now and never again. */
export interface NewSecret {
  readonly row: SiteKeyRow;
  readonly secret: string;
}

const SCOPES: readonly SiteKeyScope[] = ['read', 'signUp'];

/** Makes keys with which programs ask for a site, renews them and takes them back. A key speaks for no person. */
@Injectable()
export class ManageSiteKeys {
  constructor(
    private readonly database: Database,
    private readonly keys: SiteKeys,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async create(
    actor: StaffActor,
    { siteId, name, scopes }: CreateSiteKeyInput,
  ): Promise<NewSecret | InvalidInput | NotAllowed> {
    const refused = this.policy.mayAt(actor, 'siteKey.manage', siteId);
    if (refused) return refused;
    const words = name.trim();
    if (words.length < 2 || words.length > 80) {
      return new InvalidInput('name', 'Say which program the key is for, in 2 to 80 characters.');
    }
    const chosen = SCOPES.filter((scope) => scopes.includes(scope));
    if (chosen.length === 0) return new InvalidInput('scopes', 'Say what the key may do: at least one thing.');
    return this.database.transaction(async (tx) => {
      const by = { id: actor.userId, at: this.clock.now() };
      const given = { siteId, name: words, scopes: chosen, createdAt: by.at, createdById: by.id };
      const id = await this.keys.make(tx, given);
      const secret = (await this.keys.addSecret(tx, id, by))!;
      await this.audit.record(tx, actor, 'siteKey.made', { type: 'siteKey', id }, siteId, {
        scopes: chosen.join(' '),
      });
      return { row: (await this.keys.byId(id, tx))!, secret };
    });
  }

  /** A second secret beside the one in force. Both open the same until one is revoked. */
  rotate(actor: StaffActor, id: string): Promise<NewSecret | TwoSecretsInForce | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const key = await this.find(actor, id, tx);
      if (!('secrets' in key)) return key;
      const secret = await this.keys.addSecret(tx, id, { id: actor.userId, at: this.clock.now() });
      if (secret === undefined) return new TwoSecretsInForce();
      await this.audit.record(tx, actor, 'siteKey.rotated', { type: 'siteKey', id }, key.siteId);
      return { row: (await this.keys.byId(id, tx))!, secret };
    });
  }

  /** One secret of a key, or with null all of them. They open nothing any more. */
  revoke(
    actor: StaffActor,
    { id, secretId }: { readonly id: string; readonly secretId: string | null },
  ): Promise<SiteKeyRow | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const key = await this.find(actor, id, tx);
      if (!('secrets' in key)) return key;
      const isKnown = secretId === null || key.secrets.some((secret) => secret.id === secretId);
      if (!isKnown) return new NotFound('This key has no such secret. Choose one from the list.');
      const ended = await this.keys.revoke(tx, { keyId: id, secretId }, { id: actor.userId, at: this.clock.now() });
      if (ended.length > 0) {
        const data = { secretIds: ended.join(' ') };
        await this.audit.record(tx, actor, 'siteKey.revoked', { type: 'siteKey', id }, key.siteId, data);
      }
      return (await this.keys.byId(id, tx))!;
    });
  }

  private async find(actor: StaffActor, id: string, tx: Tx): Promise<SiteKeyRow | NotFound | NotAllowed> {
    const key = isId(id) ? await this.keys.byId(id, tx) : null;
    const isHere = key && actor.memberships.some(({ siteId }) => siteId === key.siteId);
    if (!isHere) return new NotFound('There is no such key at your sites. Choose one from the list.');
    return this.policy.mayAt(actor, 'siteKey.manage', key.siteId) ?? key;
  }
}
