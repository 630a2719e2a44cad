import { Injectable } from '@nestjs/common';
import { Policy } from '#identity';
import { isId, type NotAllowed, NotFound } from '#kernel';
import type { Actor, Tx } from '#platform';
import type { DestinationRow } from '../domain/destination.js';
import { Destinations } from '../persistence/destinations.js';

/** Finds a destination that somebody may manage. One of another site looks as if it did not exist. */
@Injectable()
export class DestinationDoor {
  constructor(
    private readonly policy: Policy,
    private readonly destinations: Destinations,
  ) {}

  async manageable(tx: Tx, actor: Actor, id: string): Promise<DestinationRow | NotFound | NotAllowed> {
    const destination = isId(id) ? await this.destinations.byId(id, tx) : null;
    if (!destination || this.policy.mayAt(actor, 'article.read', destination.siteId)) {
      return new NotFound('There is no such destination at your sites. Open it from the list.');
    }
    return this.policy.mayAt(actor, 'channel.manage', destination.siteId) ?? destination;
  }
}
