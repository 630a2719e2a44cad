import { transitions } from '#kernel';

/** What a destination is told: that a publication went live, or that it was withdrawn. */
export type ChannelOperation = 'publish' | 'withdraw';

export type DeliveryState = 'pending' | 'succeeded' | 'exhausted' | 'cancelled';

/** A delivery ends once. An attempt that fails leaves it pending until its last one. */
export const deliveryStates = transitions<DeliveryState>('pending', {
  pending: ['succeeded', 'exhausted', 'cancelled'],
  succeeded: [],
  exhausted: [],
  cancelled: [],
});

/** A delivery that this worker may attempt until its lease ends. */
export interface LeasedDelivery {
  readonly id: string;
  readonly destinationId: string;
  readonly publicationId: string;
  readonly operation: ChannelOperation;
  readonly sequence: bigint;
  /** Counts this attempt, and proves that the lease is still this worker's. */
  readonly attempt: number;
  /** The row in which the outcome of this attempt is kept. */
  readonly attemptId: bigint;
}
