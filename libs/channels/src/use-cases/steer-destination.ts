import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, type NotAllowed, NotFound, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import { type DestinationRow, type DestinationState, destinationStates } from '../domain/destination.js';
import { DestinationMovedOn } from '../domain/refusals.js';
import { Destinations } from '../persistence/destinations.js';

type Steered = Result<DestinationRow, DestinationMovedOn | NotFound | NotAllowed>;

/** Holds a destination back, lets it go on, or ends it. */
@Injectable()
export class SteerDestination {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly destinations: Destinations,
  ) {}

  /** Nothing is sent until it is resumed; what happens meanwhile waits. */
  pause(actor: Actor, id: string): Promise<Steered> {
    return this.move(actor, id, 'paused');
  }

  /** Sends again, beginning with what waited. Also for a destination that was disabled. */
  resume(actor: Actor, id: string): Promise<Steered> {
    return this.move(actor, id, 'enabled');
  }

  /** It is told nothing from now on; what waited stays and goes when it is resumed. */
  disable(actor: Actor, id: string): Promise<Steered> {
    return this.move(actor, id, 'disabled');
  }

  private move(actor: Actor, id: string, to: DestinationState): Promise<Steered> {
    return this.database.transaction(async (tx) => {
      const destination = isId(id) ? await this.destinations.byId(id, tx) : null;
      if (!destination || this.policy.mayAt(actor, 'article.read', destination.siteId)) {
        return new NotFound('There is no such destination at your sites. Open it from the list.');
      }
      const { siteId } = destination;
      const refused = this.policy.mayAt(actor, 'channel.manage', siteId);
      if (refused) return refused;
      const moved = await this.destinations.move(tx, id, destinationStates.sourcesOf(to), to);
      const now = (await this.destinations.byId(id, tx))!;
      if (!moved) return new DestinationMovedOn(now.state);
      const subject = { type: 'site', id: siteId } as const;
      await this.audit.record(tx, actor, `destination.${to}`, subject, siteId, { destinationId: id });
      return now;
    });
  }
}
