import { Injectable } from '@nestjs/common';
import type { Channel } from './channel.js';
import { WebhookChannel } from './webhook-channel.js';

/** Every channel there is. A new one is a class in this folder and a parameter and an entry here. */
@Injectable()
export class Channels {
  private readonly byKind: ReadonlyMap<string, Channel>;

  constructor(webhook: WebhookChannel) {
    this.byKind = new Map([webhook].map((channel) => [channel.kind, channel]));
  }

  ofKind(kind: string): Channel | undefined {
    return this.byKind.get(kind);
  }

  kinds(): string[] {
    return [...this.byKind.keys()];
  }
}
