import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type AttemptRow, DeliveryLog, type DeliveryState } from '#channels';
import type { ManagementContext } from '../context.js';

interface ChannelBatches {
  readonly attempts: DataLoader<string, AttemptRow[]>;
  readonly counts: DataLoader<string, Record<DeliveryState, number>>;
}

/** One statement for the attempts of all deliveries of a request, and one for the counts of all destinations. */
@Injectable()
export class ChannelLoaders {
  private readonly made = new WeakMap<ManagementContext, ChannelBatches>();

  constructor(private readonly log: DeliveryLog) {}

  of(context: ManagementContext): ChannelBatches {
    let batches = this.made.get(context);
    if (!batches) {
      batches = this.make();
      this.made.set(context, batches);
    }
    return batches;
  }

  private make(): ChannelBatches {
    return {
      attempts: new DataLoader(async (ids: readonly string[]) => {
        const rows = await this.log.attemptsOf(ids);
        return ids.map((id) => rows.filter(({ deliveryId }) => deliveryId === id));
      }),
      counts: new DataLoader(async (ids: readonly string[]) => {
        const rows = await this.log.counts(ids);
        return ids.map((id) => {
          const counts = { pending: 0, succeeded: 0, exhausted: 0, cancelled: 0 };
          for (const { destinationId, state, count } of rows) if (destinationId === id) counts[state] = count;
          return counts;
        });
      }),
    };
  }
}
