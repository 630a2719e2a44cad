import { transitions } from '#kernel';

/**
 * What a destination is told: that a publication went live, that it was withdrawn, nothing but that we reach it, or that
 * the site itself is another one than it holds.
 */
export type ChannelOperation = 'publish' | 'withdraw' | 'test' | 'refresh';

export type DeliveryState = 'pending' | 'succeeded' | 'exhausted' | 'cancelled';

/** An attempt that fails leaves a delivery pending until its last one. What ended is sent again when a person says so. */
export const deliveryStates = transitions<DeliveryState>('pending', {
  pending: ['succeeded', 'exhausted', 'cancelled'],
  succeeded: ['pending'],
  exhausted: ['pending'],
  cancelled: ['pending'],
});

/** A delivery that this worker may attempt until its lease ends. */
export interface LeasedDelivery {
  readonly id: string;
  readonly destinationId: string;
  /** Null for a test and for a refresh. */
  readonly publicationId: string | null;
  readonly operation: ChannelOperation;
  readonly sequence: bigint;
  readonly createdAt: Date;
  /** Counts this attempt, and proves that the lease is still this worker's. */
  readonly attempt: number;
  /** Which attempt it is since the delivery was planned or replayed, from 1. */
  readonly round: number;
  /** The row in which the outcome of this attempt is kept. */
  readonly attemptId: bigint;
}
