import { Injectable } from '@nestjs/common';
import { Clock, isRefusal, newId } from '#kernel';
import { Database } from '#platform';
import type { ConsentWording } from '../domain/audience-site.js';
import { parseEmailAddress } from '../domain/email-address.js';
import { Consents } from '../persistence/consents.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

/** What became of a list. */
export interface Admission {
  readonly admitted: number;
  /** Addresses that were there already. */
  readonly known: number;
  /** Places in the list, from 0, of what was not an address. */
  readonly refused: readonly number[];
}

/**
 * Takes in people whose consent stands elsewhere: the demo's own, and later a list with a statement of consent.
 * Somebody who is known keeps their state; nobody who left comes back this way.
 */
@Injectable()
export class AdmitSubscribers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
  ) {}

  async run(
    site: { id: string; locale: string },
    people: readonly { email: string; locale?: string }[],
    consent: ConsentWording,
  ): Promise<Admission> {
    const refused: number[] = [];
    const at = this.clock.now();
    const rows = people.flatMap(({ email, locale }, place) => {
      const address = parseEmailAddress(email);
      if (isRefusal(address)) {
        refused.push(place);
        return [];
      }
      const emailHash = this.suppressions.hashOf(site.id, address.norm);
      const row = { id: newId(), siteId: site.id, address: address.address, emailHash };
      return [{ ...row, locale: locale ?? site.locale, source: 'admission' as const }];
    });
    const admitted = await this.database.transaction(async (tx) => {
      const made = await this.subscribers.addConfirmed(tx, rows, at);
      const people = made.map((id) => ({ id, interests: [] }));
      await this.consents.recordForAll(tx, people, { ...consent, kind: 'confirmed', at });
      return made.length;
    });
    return { admitted, known: rows.length - admitted, refused };
  }
}
