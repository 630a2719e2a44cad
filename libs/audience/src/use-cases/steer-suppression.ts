import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, Sites } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, NotFound, type Result } from '#kernel';
import { type Actor, actorId, Database } from '#platform';
import { type InvalidEmailAddress, NotSuppressed, SuppressionStays } from '../domain/refusals.js';
import { noteFault } from '../domain/staff-note.js';
import { type SuppressionReason, Suppressions } from '../persistence/suppressions.js';
import { AddressOfSomebody } from './address-of-somebody.js';

export interface SuppressionInput {
  /** Slug of the site. */
  readonly site: string;
  readonly email: unknown;
  /** Why; 5 to 500 characters, without the address. Kept beside the keyed hash. */
  readonly note: string;
}

/** What staff may take back: their own doing, and a mailbox that is said to work again. The rest is the person's. */
const LIFTED_BY_STAFF: readonly SuppressionReason[] = ['staff', 'bounced'];

/** True for what staff may lift. */
export function isLifted(reason: SuppressionReason): boolean {
  return LIFTED_BY_STAFF.includes(reason);
}

type No = NotAllowed | NotFound | InvalidInput | InvalidEmailAddress;
type Ground = { readonly siteId: string; readonly emailHash: string; readonly note: string };

/** Staff keep an address from being written to, or lift that. Both with a reason, and in the audit log. */
@Injectable()
export class SteerSuppression {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly suppressions: Suppressions,
    private readonly addresses: AddressOfSomebody,
    private readonly audit: AuditLog,
  ) {}

  /** Adds an address. One that gets nothing already keeps its reason; the answer names it. */
  async add(actor: Actor, input: SuppressionInput): Promise<Result<{ reason: SuppressionReason }, No>> {
    const ground = await this.ground(actor, input);
    if (isRefusal(ground)) return ground;
    const { siteId, emailHash } = ground;
    return this.database.transaction(async (tx) => {
      const added = await this.suppressions.addByStaff(tx, { ...ground, addedById: actorId(actor) });
      const subject = { type: 'site', id: siteId } as const;
      if (added) await this.audit.record(tx, actor, 'suppression.added', subject, siteId, { note: ground.note });
      return { reason: (await this.suppressions.reasonOf(tx, siteId, emailHash))! };
    });
  }

  /** Lifts what staff may lift. A complaint, leaving and erasure are the person's own. */
  async lift(
    actor: Actor,
    input: SuppressionInput,
  ): Promise<Result<{ reason: SuppressionReason }, No | NotSuppressed | SuppressionStays>> {
    const ground = await this.ground(actor, input);
    if (isRefusal(ground)) return ground;
    const { siteId, emailHash, note } = ground;
    return this.database.transaction(async (tx) => {
      const reason = await this.suppressions.reasonOf(tx, siteId, emailHash);
      if (!reason) return new NotSuppressed();
      if (!isLifted(reason)) return new SuppressionStays(reason);
      if (!(await this.suppressions.lift(tx, siteId, emailHash, reason))) return new NotSuppressed();
      await this.audit.record(tx, actor, 'suppression.lifted', { type: 'site', id: siteId }, siteId, { reason, note });
      return { reason };
    });
  }

  private async ground(actor: Actor, input: SuppressionInput): Promise<Result<Ground, No>> {
    const site = await this.sites.bySlug(input.site);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'audience.suppress', site.id) ?? noteFault(input.note);
    if (refused) return refused;
    const emailHash = await this.addresses.hashAt(site.id, input.email);
    if (isRefusal(emailHash)) return emailHash;
    return { siteId: site.id, emailHash, note: input.note.trim() };
  }
}
