import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { Clock } from '#kernel';
import type { StaffActor, Tx } from '#platform';

/** The licence that stands beside an approval of an issue. */
@Injectable()
export class ApproverLicence {
  constructor(
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** One in force of somebody who is a reviewer at the site; null otherwise. */
  async of(tx: Tx, { userId, memberships }: StaffActor, site: string): Promise<string | null> {
    if (!memberships.some(({ siteId, role }) => siteId === site && role === 'reviewer')) return null;
    return (await this.people.credentialsInForce(tx, userId, this.clock.now()))[0]?.id ?? null;
  }
}
