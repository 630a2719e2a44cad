import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { AttemptOutcome } from '../domain/attempt.js';
import type { ChannelOperation, DeliveryState } from '../domain/delivery.js';

/** A delivery with how far it came. */
export interface DeliveryRow {
  readonly id: string;
  readonly destinationId: string;
  readonly publicationId: string;
  readonly operation: ChannelOperation;
  readonly sequence: bigint;
  readonly state: DeliveryState;
  readonly attempts: number;
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

const FIELDS = {
  id: true,
  destinationId: true,
  publicationId: true,
  operation: true,
  sequence: true,
  state: true,
  attempts: true,
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

  /** The newest deliveries of a destination. */
  async ofDestination(destinationId: string, limit: number): Promise<DeliveryRow[]> {
    return (await this.database.client.channelDelivery.findMany({
      where: { destinationId },
      orderBy: { id: 'desc' },
      take: limit,
      select: FIELDS,
    })) as DeliveryRow[];
  }

  /** Every attempt of these deliveries, in the order they were made. */
  async attemptsOf(deliveryIds: readonly string[]): Promise<AttemptRow[]> {
    return (await this.database.client.channelAttempt.findMany({
      where: { deliveryId: { in: [...deliveryIds] } },
      orderBy: { id: 'asc' },
    })) as AttemptRow[];
  }
}
