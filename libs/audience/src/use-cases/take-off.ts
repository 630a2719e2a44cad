import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { Consents } from '../persistence/consents.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

/** Why somebody is taken off a list without having been at our pages. */
export type TakeOffReason = 'bounced' | 'complained' | 'unsubscribed';

const WORDING = 'Unsubscribed at the mail provider.';

/**
 * Takes somebody off a site's list because a mail server reported it. A report may come late: one from before the person
 * confirmed says nothing of the mailbox that confirmed, and does not undo what they asked for since. A complaint stays.
 */
@Injectable()
export class TakeOff {
  constructor(
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
  ) {}

  /** In the caller's transaction. True when something changed for the person. */
  async run(tx: Tx, subscriberId: string, reason: TakeOffReason, occurredAt: Date): Promise<boolean> {
    const person = await this.subscribers.byId(subscriberId, tx);
    if (!person) return false;
    if (reason !== 'complained' && person.confirmedAt && person.confirmedAt > occurredAt) return false;
    if (reason !== 'unsubscribed') return this.suppressions.add(tx, person.siteId, person.emailHash, reason);
    const at = this.clock.now();
    if (!(await this.subscribers.unsubscribe(tx, person.id, at))) return false;
    await this.suppressions.add(tx, person.siteId, person.emailHash, 'unsubscribed');
    const entry = { subscriberId: person.id, kind: 'withdrawn' as const, wording: WORDING, formUrl: null, at };
    await this.consents.record(tx, entry);
    return true;
  }
}
