import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, type NotFound, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, Database } from '#platform';
import type { DeliveryState } from '../domain/delivery.js';
import { announceDeliveries } from '../jobs/plan-deliveries.js';
import { Deliveries } from '../persistence/deliveries.js';
import { DestinationDoor } from './destination-door.js';

/** More at once would hide a mistake; who needs more does it twice. */
const MOST = 1_000;

export interface ReplayInput {
  readonly destinationId: string;
  readonly deliveryIds?: readonly string[] | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly state?: Exclude<DeliveryState, 'pending'> | null;
}

type No = NotFound | NotAllowed;

/** Sends again what a destination was told, under the same ids, or a test. */
@Injectable()
export class Resend {
  constructor(
    private readonly database: Database,
    private readonly door: DestinationDoor,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** How many go again: those named, or all that were planned in a span of time. */
  async replay(actor: Actor, input: ReplayInput): Promise<Result<{ count: number }, InvalidInput | No>> {
    const { destinationId, deliveryIds: ids, from, to, state } = input;
    if (!ids && !from) return new InvalidInput('from', 'Name deliveries, or the time from which on they go again.');
    if (ids && !ids.every(isId)) return new InvalidInput('deliveryIds', 'Name deliveries of the list.');
    return this.database.transaction(async (tx) => {
      const destination = await this.door.manageable(tx, actor, destinationId);
      if (isRefusal(destination)) return destination;
      const replayed = await this.deliveries.replay(tx, destinationId, { ids, from, to, state, limit: MOST });
      await announceDeliveries(this.outbox, tx, replayed);
      const subject = { type: 'destination', id: destinationId } as const;
      const data = { count: replayed.length };
      await this.audit.record(tx, actor, 'destination.replayed', subject, destination.siteId, data);
      return { count: replayed.length };
    });
  }

  /** Sends an event that says nothing; the id of its delivery, whose attempts tell how it went. */
  async test(actor: Actor, destinationId: string): Promise<Result<{ deliveryId: string }, No>> {
    return this.database.transaction(async (tx) => {
      const destination = await this.door.manageable(tx, actor, destinationId);
      if (isRefusal(destination)) return destination;
      const deliveryId = await this.deliveries.planTest(tx, destinationId);
      await announceDeliveries(this.outbox, tx, [deliveryId]);
      const subject = { type: 'destination', id: destinationId } as const;
      await this.audit.record(tx, actor, 'destination.tested', subject, destination.siteId);
      return { deliveryId };
    });
  }
}
