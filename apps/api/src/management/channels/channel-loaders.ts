import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import {
  type AttemptRow,
  Copies,
  type CopyRow,
  DeliveryLog,
  type DeliveryRow,
  type DeliveryState,
  type DestinationRow,
  Destinations,
} from '#channels';
import type { ManagementContext } from '../context.js';

interface CopiesQuestion {
  readonly destinationId: string;
  readonly first: number;
  readonly onlyDrifted: boolean;
}

interface ChannelBatches {
  readonly attempts: DataLoader<string, AttemptRow[]>;
  readonly counts: DataLoader<string, Record<DeliveryState, number>>;
  readonly drifted: DataLoader<string, number>;
  readonly copies: DataLoader<CopiesQuestion, CopyRow[], string>;
  readonly destination: DataLoader<string, DestinationRow | null>;
  readonly deliveriesOfPublication: DataLoader<string, DeliveryRow[]>;
}

/** One statement for each relation of all destinations and deliveries of a request. */
@Injectable()
export class ChannelLoaders {
  private readonly made = new WeakMap<ManagementContext, ChannelBatches>();

  constructor(
    private readonly log: DeliveryLog,
    private readonly kept: Copies,
    private readonly rows: Destinations,
  ) {}

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
      destination: new DataLoader(async (ids: readonly string[]) => {
        const rows = new Map((await this.rows.byIds(ids)).map((row) => [row.id, row]));
        return ids.map((id) => rows.get(id) ?? null);
      }),
      deliveriesOfPublication: new DataLoader(async (ids: readonly string[]) => {
        const rows = await this.log.ofPublications(ids);
        return ids.map((id) => rows.filter(({ publicationId }) => publicationId === id));
      }),
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
      drifted: new DataLoader(async (ids: readonly string[]) => {
        const drifted = await this.kept.drifted(ids);
        return ids.map((id) => drifted.get(id) ?? 0);
      }),
      copies: new DataLoader((asked: readonly CopiesQuestion[]) => this.copiesOf(asked), {
        cacheKeyFn: ({ destinationId, first, onlyDrifted }) => `${destinationId} ${first} ${onlyDrifted}`,
      }),
    };
  }

  /** One statement for all that ask for the same number of the same kind, as all destinations of a list do. */
  private async copiesOf(asked: readonly CopiesQuestion[]): Promise<CopyRow[][]> {
    const kindOf = ({ first, onlyDrifted }: CopiesQuestion) => `${first} ${onlyDrifted}`;
    const kinds = new Map(asked.map((it) => [kindOf(it), it]));
    const answers = new Map<string, CopyRow[]>();
    for (const [kind, { first, onlyDrifted }] of kinds) {
      const ids = asked.filter((it) => kindOf(it) === kind).map(({ destinationId }) => destinationId);
      answers.set(kind, await this.kept.ofDestinations(ids, first, onlyDrifted));
    }
    return asked.map((it) => answers.get(kindOf(it))!.filter((row) => row.destinationId === it.destinationId));
  }
}
