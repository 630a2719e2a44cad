import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, isRefusal, newId } from '#kernel';
import { Database } from '#platform';
import type { ConsentWording } from '../domain/audience-site.js';
import { parseEmailAddress } from '../domain/email-address.js';
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
      const row = { id: newId(), siteId: site.id, email: address.address, emailNorm: address.norm, emailHash };
      return [{ ...row, locale: locale ?? site.locale, state: 'confirmed', createdAt: at, confirmedAt: at }];
    });
    const wordingHash = createHash('sha256').update(consent.wording).digest('hex');
    const admitted = await this.database.transaction(async (tx) => {
      const made = await tx.subscriber.createManyAndReturn({ data: rows, skipDuplicates: true, select: { id: true } });
      const entries = made.map(({ id }) => ({ ...consent, subscriberId: id, kind: 'confirmed', wordingHash, at }));
      await tx.consentEntry.createMany({ data: entries });
      return made.length;
    });
    return { admitted, known: rows.length - admitted, refused };
  }
}
