import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { Database, type JobContext, type JobHandler } from '#platform';
import { publicationById } from '#publishing';
import { Channels } from '../channels/registry.js';
import { articleEvent } from '../domain/article-event.js';
import type { AttemptResult } from '../domain/attempt.js';
import type { LeasedDelivery } from '../domain/delivery.js';
import { nextStep } from '../domain/next-step.js';
import { SecretBox } from '../domain/secret-box.js';
import { Deliveries } from '../persistence/deliveries.js';
import { Destinations } from '../persistence/destinations.js';
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
    private readonly database: Database,
    private readonly deliveries: Deliveries,
    private readonly destinations: Destinations,
    private readonly channels: Channels,
    private readonly sites: Sites,
    private readonly box: SecretBox,
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
      const durationMs = Math.round(performance.now() - started);
      return this.deliveries.finish(leased, { ...result, durationMs }, nextStep(result, leased.attempt));
    };
    const result = await this.tell(leased).catch(async (error) => {
      // A fault of ours, such as a secret that does not open: the table leaves days to mend it.
      await keep({ outcome: 'failedHere' });
      throw error;
    });
    await keep(result);
    return result.outcome === 'accepted';
  }

  private async tell({
    id,
    destinationId,
    publicationId,
    operation,
    sequence,
  }: LeasedDelivery): Promise<AttemptResult> {
    const publication = (await publicationById(this.database.client, publicationId))!;
    const [site, destination, sealed] = await Promise.all([
      this.sites.byId(publication.siteId),
      this.destinations.byId(destinationId),
      this.destinations.sealedSecret(destinationId),
    ]);
    const { kind, url } = destination!;
    const channel = this.channels.ofKind(kind);
    if (!channel) throw new Error(`No channel of kind ${kind} in this release.`);
    const event = articleEvent(publication, site!, operation, sequence);
    return channel.tell({ deliveryId: id, url, secret: this.box.open(destinationId, sealed), event });
  }
}
