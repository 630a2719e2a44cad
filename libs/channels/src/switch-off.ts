import { Injectable } from '@nestjs/common';
import { AuditLog, People } from '#identity';
import { StaffNotices } from '#notify';
import { systemActor, type Tx } from '#platform';
import { type DestinationRow, type DisabledReason, destinationStates } from './domain/destination.js';
import { Destinations } from './persistence/destinations.js';

/** Switches a destination off that is gone or failed for days, and writes to whoever may manage it. */
@Injectable()
export class SwitchOff {
  constructor(
    private readonly destinations: Destinations,
    private readonly people: People,
    private readonly notices: StaffNotices,
    private readonly audit: AuditLog,
  ) {}

  async run(tx: Tx, { id, siteId, failingSince }: DestinationRow, reason: DisabledReason): Promise<void> {
    if (!(await this.destinations.move(tx, id, destinationStates.sourcesOf('disabled'), 'disabled', reason))) return;
    const subject = { type: 'destination', id } as const;
    await this.audit.record(tx, systemActor('channels'), 'destination.disabled', subject, siteId, { reason });
    const since = (failingSince ?? new Date(0)).getTime();
    for (const userId of await this.people.withRolesAt(tx, siteId, ['publisher', 'admin'])) {
      const key = `destination-disabled-${id}-${reason}-${since}-${userId}`;
      await this.notices.queue(tx, { key, userId, siteId, kind: `destination.${reason}`, subject });
    }
  }
}
