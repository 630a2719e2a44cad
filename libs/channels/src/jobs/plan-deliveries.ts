import { Injectable } from '@nestjs/common';
import { Outbox } from '#outbox';
import { Database, type JobHandler, UnusableJob } from '#platform';
import { publicationById } from '#publishing';
import { sequenceOf } from '../domain/article-event.js';
import { Deliveries } from '../persistence/deliveries.js';
import { planDeliveriesJob } from './jobs.js';

interface Planned {
  readonly publicationId: string;
  readonly operation: 'publish' | 'withdraw';
}

/** Writes rows, and a fact for each that wakes a worker; the sweep finds them again after any crash. */
@Injectable()
export class PlanDeliveries implements JobHandler<Planned> {
  readonly job = planDeliveriesJob;

  constructor(
    private readonly database: Database,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
  ) {}

  async run({ publicationId, operation }: Planned): Promise<void> {
    const publication = await publicationById(this.database.client, publicationId);
    if (!publication || (operation === 'withdraw' && publication.state !== 'withdrawn')) {
      throw new UnusableJob(`There is no publication ${publicationId} to ${operation}.`);
    }
    const sequence = sequenceOf(publication, operation);
    await this.database.transaction(async (tx) => {
      const ids = await this.deliveries.plan(tx, publication.siteId, { publicationId, operation, sequence });
      await announceDeliveries(this.outbox, tx, ids);
    });
  }
}

/** Wakes a worker for each of these deliveries as soon as the transaction is committed. */
export async function announceDeliveries(
  outbox: Outbox,
  tx: Parameters<Outbox['append']>[0],
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await outbox.appendAll(
    tx,
    ids.map((deliveryId) => ({ kind: 'delivery.planned', payload: { deliveryId } })),
  );
}
