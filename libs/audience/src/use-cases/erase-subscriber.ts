import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, Sites } from '#identity';
import { isRefusal, type NotAllowed, NotFound, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import type { InvalidEmailAddress } from '../domain/refusals.js';
import { AddressOfSomebody } from './address-of-somebody.js';
import { ForgetPerson } from './forget-person.js';

export interface EraseSubscriberInput {
  /** Slug of the site. */
  readonly site: string;
  readonly email: unknown;
}

/** What was there to erase. */
export interface ErasedSubscriber {
  /** False when the address was not in the audience: it is kept from being written to all the same. */
  readonly wasKnown: boolean;
}

type No = NotAllowed | NotFound | InvalidEmailAddress;

/** Staff erase a person who asked for it. The address gets nothing afterwards; no list shows it any more. */
@Injectable()
export class EraseSubscriber {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly addresses: AddressOfSomebody,
    private readonly forget: ForgetPerson,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: Actor, input: EraseSubscriberInput): Promise<Result<ErasedSubscriber, No>> {
    const site = await this.sites.bySlug(input.site);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'audience.erase', site.id);
    if (refused) return refused;
    const emailHash = await this.addresses.hashAt(site.id, input.email);
    if (isRefusal(emailHash)) return emailHash;
    return this.database.transaction(async (tx) => {
      const id = await this.forget.run(tx, { siteId: site.id, emailHash });
      const subject = id ? ({ type: 'subscriber', id } as const) : ({ type: 'site', id: site.id } as const);
      await this.audit.record(tx, actor, 'subscriber.erased', subject, site.id, { wasKnown: id !== null });
      return { wasKnown: id !== null };
    });
  }
}
