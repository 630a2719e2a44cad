import { Injectable } from '@nestjs/common';
import type { JobContext, JobHandler } from '#platform';
import { AttemptBook } from '../attempt-book.js';
import type { AttemptResult } from '../domain/attempt.js';
import type { LeasedDelivery } from '../domain/delivery.js';
import { KeptLease } from '../kept-lease.js';
import { Deliveries } from '../persistence/deliveries.js';
import { Teller } from '../teller.js';
import { deliverJob } from './jobs.js';

/** How long one job goes on with a destination before others get their turn. */
const TURN_MS = 5_000;

/**
 * One attempt: lease, tell, write down. Whatever happens between the two writes leaves a lease that ends, and the
 * sweep finds the delivery again. As long as its destination accepts, the job goes on with what is due there next, so
 * that a destination with much to hear does not wait for a sweep each time.
 */
@Injectable()
export class Deliver implements JobHandler<{ deliveryId: string }> {
  readonly job = deliverJob;

  constructor(
    private readonly deliveries: Deliveries,
    private readonly teller: Teller,
    private readonly book: AttemptBook,
  ) {}

  async run({ deliveryId }: { deliveryId: string }, { signal }: JobContext): Promise<void> {
    const end = performance.now() + TURN_MS;
    let leased = await this.deliveries.lease(deliveryId);
    while (leased) {
      const accepted = await this.attempt(leased);
      const goOn = accepted && !signal.aborted && performance.now() < end;
      leased = goOn ? await this.deliveries.leaseNext(leased.destinationId) : null;
    }
  }

  private async attempt(leased: LeasedDelivery): Promise<boolean> {
    const started = performance.now();
    const keep = (result: AttemptResult) => {
      return this.book.keep(leased, { ...result, durationMs: Math.round(performance.now() - started) });
    };
    const lease = new KeptLease(this.deliveries, leased);
    const telling = this.teller.tell(leased, () => lease.isHeld()).finally(() => lease.end());
    const result = await telling.catch(async (error) => {
      // A fault of ours, such as a secret that does not open: the table leaves days to mend it.
      await keep({ outcome: 'failedHere' });
      throw error;
    });
    await keep(result);
    return result.outcome === 'accepted';
  }
}
