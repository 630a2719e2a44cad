import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { InvalidInput, isRefusal, type NotAllowed, type NotFound, type Result } from '#kernel';
import { type Actor, Database, type Tx } from '#platform';
import { Channels } from '../channels/registry.js';
import type { DestinationRow } from '../domain/destination.js';
import { DestinationRefused } from '../domain/refusals.js';
import { newWebhookSecret, SecretBox } from '../domain/secret-box.js';
import { Destinations } from '../persistence/destinations.js';
import { DestinationDoor } from './destination-door.js';

/** Long enough to bring a new secret to a receiver in working hours. */
const OVERLAP_MS = 24 * 3_600_000;

type No = NotFound | NotAllowed;

/** Changes a destination, and its secret. */
@Injectable()
export class ChangeDestination {
  constructor(
    private readonly database: Database,
    private readonly door: DestinationDoor,
    private readonly audit: AuditLog,
    private readonly channels: Channels,
    private readonly destinations: Destinations,
    private readonly box: SecretBox,
  ) {}

  /** A new secret, which is shown once. For a day everything is signed with the one before as well. */
  rotateSecret(
    actor: Actor,
    id: string,
  ): Promise<Result<{ destination: DestinationRow; secret: string }, DestinationRefused | No>> {
    return this.database.transaction(async (tx) => {
      const destination = await this.door.manageable(tx, actor, id);
      if (isRefusal(destination)) return destination;
      if (!this.channels.ofKind(destination.kind)?.makesSecret) {
        return new DestinationRefused(
          'The other side makes this secret. Make a new one there, and add the destination again.',
        );
      }
      const secret = newWebhookSecret();
      await this.destinations.rotate(tx, id, this.box.seal(id, secret), OVERLAP_MS);
      await this.record(tx, actor, destination, 'destination.secret-rotated');
      return { destination: (await this.destinations.byId(id, tx))!, secret };
    });
  }

  rename(actor: Actor, id: string, given: string): Promise<Result<DestinationRow, InvalidInput | No>> {
    return this.database.transaction(async (tx) => {
      const destination = await this.door.manageable(tx, actor, id);
      if (isRefusal(destination)) return destination;
      const name = given.trim();
      if (name.length === 0 || name.length > 100 || name.includes('\0')) {
        return new InvalidInput('name', 'Name the destination in 1 to 100 characters, so that others recognise it.');
      }
      await this.destinations.change(tx, id, { name, url: destination.url });
      await this.record(tx, actor, destination, 'destination.renamed');
      return (await this.destinations.byId(id, tx))!;
    });
  }

  private record(tx: Tx, actor: Actor, { id, siteId }: DestinationRow, action: string): Promise<void> {
    return this.audit.record(tx, actor, action, { type: 'destination', id }, siteId);
  }
}
