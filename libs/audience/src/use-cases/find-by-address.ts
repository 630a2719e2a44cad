import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { isRefusal } from '#kernel';
import { Database } from '#platform';
import { parseEmailAddress } from '../domain/email-address.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

/** Finds the people behind an address that a mail provider names, at whatever site. Two statements. */
@Injectable()
export class FindByAddress {
  constructor(
    private readonly database: Database,
    private readonly sites: Sites,
    private readonly subscribers: Subscribers,
    private readonly suppressions: Suppressions,
  ) {}

  /** Ids of subscribers. None for what is no address. */
  async run(given: string): Promise<string[]> {
    const address = parseEmailAddress(given);
    if (isRefusal(address)) return [];
    const siteIds = await this.sites.ids(this.database.client);
    return this.subscribers.idsByHash(
      siteIds.map((siteId) => ({ siteId, emailHash: this.suppressions.hashOf(siteId, address.norm) })),
    );
  }
}
