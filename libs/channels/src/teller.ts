import { Injectable } from '@nestjs/common';
import { type SiteRow, Sites } from '#identity';
import { Database } from '#platform';
import { publicationById } from '#publishing';
import { Channels } from './channels/registry.js';
import { articleEvent, type ChannelEvent, siteEvent, testEvent } from './domain/article-event.js';
import type { AttemptResult } from './domain/attempt.js';
import type { LeasedDelivery } from './domain/delivery.js';
import { SecretBox } from './domain/secret-box.js';
import { Destinations } from './persistence/destinations.js';

/** Says to a destination what a delivery is about, once, by its channel. */
@Injectable()
export class Teller {
  constructor(
    private readonly database: Database,
    private readonly destinations: Destinations,
    private readonly channels: Channels,
    private readonly sites: Sites,
    private readonly box: SecretBox,
  ) {}

  /** @throws Error for a fault of ours, such as a secret that does not open */
  async tell(leased: LeasedDelivery, isHeld: () => boolean): Promise<AttemptResult> {
    const { id, destinationId } = leased;
    const [destination, keys] = await Promise.all([
      this.destinations.byId(destinationId),
      this.destinations.keysOf(destinationId),
    ]);
    const { kind, url, siteId } = destination!;
    const channel = this.channels.ofKind(kind);
    if (!channel) throw new Error(`No channel of kind ${kind} in this release.`);
    const event = await this.eventOf(leased, (await this.sites.byId(siteId))!);
    const secrets = keys.sealed.map((sealed) => this.box.open(destinationId, sealed));
    return channel.tell({
      deliveryId: id,
      destinationId,
      siteId,
      url,
      secrets,
      settings: keys.settings,
      event,
      isHeld,
    });
  }

  private async eventOf(leased: LeasedDelivery, site: SiteRow): Promise<ChannelEvent> {
    const { destinationId, publicationId, operation, sequence, createdAt } = leased;
    if (operation === 'test') return testEvent(site, destinationId, createdAt);
    if (operation === 'refresh') return siteEvent(site, createdAt);
    const publication = (await publicationById(this.database.client, publicationId!))!;
    return articleEvent(publication, site, operation, sequence);
  }
}
