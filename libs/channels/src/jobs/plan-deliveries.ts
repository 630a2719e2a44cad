import { Injectable } from '@nestjs/common';
import { Database, type JobHandler, UnusableJob } from '#platform';
import { publicationById } from '#publishing';
import { sequenceOf } from '../domain/article-event.js';
import type { ChannelOperation } from '../domain/delivery.js';
import { Deliveries } from '../persistence/deliveries.js';
import { planDeliveriesJob } from './jobs.js';

/** Only writes rows: the sweep finds them within a second, and finds them again after any crash. */
@Injectable()
export class PlanDeliveries implements JobHandler<{ publicationId: string; operation: ChannelOperation }> {
  readonly job = planDeliveriesJob;

  constructor(
    private readonly database: Database,
    private readonly deliveries: Deliveries,
  ) {}

  async run({ publicationId, operation }: { publicationId: string; operation: ChannelOperation }): Promise<void> {
    const publication = await publicationById(this.database.client, publicationId);
    if (!publication || (operation === 'withdraw' && publication.state !== 'withdrawn')) {
      throw new UnusableJob(`There is no publication ${publicationId} to ${operation}.`);
    }
    const sequence = sequenceOf(publication, operation);
    await this.deliveries.plan(publication.siteId, { publicationId, operation, sequence });
  }
}
