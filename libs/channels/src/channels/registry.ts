import type { Type } from '@nestjs/common';
import { BucketChannel } from './bucket-channel.js';
import type { Channel } from './channel.js';
import { CloudflarePurgeChannel } from './cloudflare-purge-channel.js';
import { FastlyPurgeChannel } from './fastly-purge-channel.js';
import { FolderChannel } from './folder-channel.js';
import { HttpPurgeChannel } from './http-purge-channel.js';
import { WebhookChannel } from './webhook-channel.js';
import { WordPressChannel } from './wordpress-channel.js';

/** Every channel there is. A new one is a class in this folder and an entry here. */
export const CHANNELS: readonly Type<Channel>[] = [
  WebhookChannel,
  HttpPurgeChannel,
  CloudflarePurgeChannel,
  FastlyPurgeChannel,
  FolderChannel,
  BucketChannel,
  WordPressChannel,
];

/** Finds the channel of a destination. */
export class Channels {
  private readonly byKind: ReadonlyMap<string, Channel>;

  /** @throws Error when two channels share a kind */
  constructor(channels: readonly Channel[]) {
    this.byKind = new Map(channels.map((channel) => [channel.kind, channel]));
    if (this.byKind.size < channels.length) throw new Error('Two channels share a kind.');
  }

  ofKind(kind: string): Channel | undefined {
    return this.byKind.get(kind);
  }

  /** Every channel, in the order of the registry. */
  all(): Channel[] {
    return [...this.byKind.values()];
  }

  kinds(): string[] {
    return [...this.byKind.keys()];
  }
}
