import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { AttemptOutcome } from '../domain/attempt.js';
import type { ChannelOperation, DeliveryState } from '../domain/delivery.js';

/** A delivery with how far it came. */
export interface DeliveryRow {
  readonly id: string;
  readonly destinationId: string;
  /** Null for a test. */
  readonly publicationId: string | null;
  readonly operation: ChannelOperation;
  readonly sequence: bigint;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly replays: number;
  readonly nextAttemptAt: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface AttemptRow {
  readonly id: bigint;
  readonly deliveryId: string;
  readonly at: Date;
  readonly durationMs: number;
  readonly status: number | null;
  /** `started` until it ends; it stays so when its worker was killed. */
  readonly outcome: AttemptOutcome | 'started';
  readonly excerpt: string | null;
}

/** Which deliveries are asked for. */
export interface DeliveryFilter {
  readonly state?: DeliveryState | null;
  readonly operation?: ChannelOperation | null;
  /** Only those planned before this one. */
  readonly before?: string | null;
  /** Only those about these publications. */
  readonly publicationIds?: readonly string[] | null;
  /** Planned at this instant or later. */
  readonly from?: Date | null;
  /** And before this one. */
  readonly until?: Date | null;
}

const FIELDS = {
  id: true,
  destinationId: true,
  publicationId: true,
  operation: true,
  sequence: true,
  state: true,
  attempts: true,
  replays: true,
  nextAttemptAt: true,
  createdAt: true,
  finishedAt: true,
} as const;

/** Reads what destinations were told, in batches. */
@Injectable()
export class DeliveryLog {
  constructor(private readonly database: Database) {}

  /** Every delivery of these publications, oldest first. */
  async ofPublications(publicationIds: readonly string[]): Promise<DeliveryRow[]> {
    return (await this.database.client.channelDelivery.findMany({
      where: { publicationId: { in: [...publicationIds] } },
      orderBy: { id: 'asc' },
      select: FIELDS,
    })) as DeliveryRow[];
  }

  /** The newest deliveries of a destination, those of a filter, before one of them. */
  ofDestination(destinationId: string, limit: number, filter: DeliveryFilter = {}): Promise<DeliveryRow[]> {
    return this.newest([destinationId], limit, filter);
  }

  /** As `ofDestination`, for several destinations together. */
  async newest(
    destinationIds: readonly string[],
    limit: number,
    { state, operation, before, publicationIds, from, until }: DeliveryFilter = {},
  ): Promise<DeliveryRow[]> {
    return (await this.database.client.channelDelivery.findMany({
      where: {
        destinationId: { in: [...destinationIds] },
        ...(state ? { state } : {}),
        ...(operation ? { operation } : {}),
        ...(before ? { id: { lt: before } } : {}),
        ...(publicationIds ? { publicationId: { in: [...publicationIds] } } : {}),
        ...(from || until ? { createdAt: { ...(from ? { gte: from } : {}), ...(until ? { lt: until } : {}) } } : {}),
      },
      orderBy: { id: 'desc' },
      take: limit,
      select: FIELDS,
    })) as DeliveryRow[];
  }

  /** How many deliveries of each destination stand in each state. */
  async counts(
    destinationIds: readonly string[],
  ): Promise<{ destinationId: string; state: DeliveryState; count: number }[]> {
    const rows = await this.database.client.channelDelivery.groupBy({
      by: ['destinationId', 'state'],
      where: { destinationId: { in: [...destinationIds] } },
      _count: { _all: true },
    });
    return rows.map(({ destinationId, state, _count }) => {
      return { destinationId, state: state as DeliveryState, count: _count._all };
    });
  }

  /** Every attempt of these deliveries, in the order they were made. */
  async attemptsOf(deliveryIds: readonly string[]): Promise<AttemptRow[]> {
    return (await this.database.client.channelAttempt.findMany({
      where: { deliveryId: { in: [...deliveryIds] } },
      orderBy: { id: 'asc' },
    })) as AttemptRow[];
  }
}
