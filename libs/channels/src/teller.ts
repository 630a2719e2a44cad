import { Injectable } from '@nestjs/common';
import { type SiteRow, Sites } from '#identity';
import { Database } from '#platform';
import { publicationById } from '#publishing';
import type { Channel, ChannelAddress } from './channels/channel.js';
import { Channels } from './channels/registry.js';
import { articleEvent, type ChannelEvent, siteEvent, testEvent } from './domain/article-event.js';
import type { AttemptResult } from './domain/attempt.js';
import type { CopyRow, Drift } from './domain/copy.js';
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
    const { id, destinationId, attempt, publicationId } = leased;
    const { channel, address } = await this.reach(destinationId);
    const event = await this.eventOf(leased, (await this.sites.byId(address.siteId))!);
    return channel.tell({ ...address, deliveryId: id, attempt, publicationId, event, isHeld });
  }

  /** How copies that a destination keeps differ from what was told, as `Channel.look` says it. */
  async look(destinationId: string, copies: readonly CopyRow[]): Promise<(Drift | null)[] | AttemptResult> {
    const { channel, address } = await this.reach(destinationId);
    return (await channel.look?.(address, copies)) ?? copies.map(() => null);
  }

  private async reach(destinationId: string): Promise<{ channel: Channel; address: ChannelAddress }> {
    const [destination, keys] = await Promise.all([
      this.destinations.byId(destinationId),
      this.destinations.keysOf(destinationId),
    ]);
    const { kind, url, siteId } = destination!;
    const channel = this.channels.ofKind(kind);
    if (!channel) throw new Error(`No channel of kind ${kind} in this release.`);
    const secrets = keys.sealed.map((sealed) => this.box.open(destinationId, sealed));
    return { channel, address: { destinationId, siteId, url, secrets, settings: keys.settings } };
  }

  private async eventOf(leased: LeasedDelivery, site: SiteRow): Promise<ChannelEvent> {
    const { destinationId, publicationId, operation, sequence, createdAt } = leased;
    if (operation === 'test') return testEvent(site, destinationId, createdAt);
    if (operation === 'refresh') return siteEvent(site, createdAt);
    const publication = (await publicationById(this.database.client, publicationId!))!;
    return articleEvent(publication, site, operation, sequence);
  }
}
