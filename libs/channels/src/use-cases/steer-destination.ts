import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { isRefusal, type NotAllowed, type NotFound, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import { type DestinationRow, type DestinationState, destinationStates } from '../domain/destination.js';
import { DestinationMovedOn } from '../domain/refusals.js';
import { Destinations } from '../persistence/destinations.js';
import { DestinationDoor } from './destination-door.js';

type Steered = Result<DestinationRow, DestinationMovedOn | NotFound | NotAllowed>;

/** Holds a destination back, lets it go on, or ends it. */
@Injectable()
export class SteerDestination {
  constructor(
    private readonly database: Database,
    private readonly door: DestinationDoor,
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
      const destination = await this.door.manageable(tx, actor, id);
      if (isRefusal(destination)) return destination;
      const moved = await this.destinations.move(tx, id, destinationStates.sourcesOf(to), to);
      const now = (await this.destinations.byId(id, tx))!;
      if (!moved) return new DestinationMovedOn(now.state);
      await this.audit.record(tx, actor, `destination.${to}`, { type: 'destination', id }, destination.siteId);
      return now;
    });
  }
}
