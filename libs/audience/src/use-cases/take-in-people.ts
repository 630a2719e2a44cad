import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { type Actor, Database } from '#platform';
import { Consents } from '../persistence/consents.js';
import { Interests } from '../persistence/interests.js';
import { type NewSubscriber, Subscribers } from '../persistence/subscribers.js';

/** Somebody of a list, with what it says they chose. */
export type ListedPerson = NewSubscriber & { readonly interests: readonly string[] };

/** Takes people of a list in as confirmed, with their consent and their interests: all of them, or none. */
@Injectable()
export class TakeInPeople {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly interests: Interests,
    private readonly audit: AuditLog,
  ) {}

  /** Answers the ids of those who were not known. Nothing of anybody else is touched. */
  async run(actor: Actor, siteId: string, people: readonly ListedPerson[], wording: string): Promise<Set<string>> {
    const at = this.clock.now();
    return this.database.transaction(async (tx) => {
      const rows = people.map(({ interests: _chosen, ...row }) => row);
      const made = new Set(await this.subscribers.addConfirmed(tx, rows, at));
      const taken = people.filter(({ id }) => made.has(id));
      await this.interests.addForAll(tx, taken);
      await this.consents.recordForAll(tx, taken, { wording, formUrl: null, kind: 'confirmed', at });
      const subject = { type: 'site', id: siteId } as const;
      await this.audit.record(tx, actor, 'audience.imported', subject, siteId, { people: made.size });
      return made;
    });
  }
}
