import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { AttemptResult } from '../domain/attempt.js';
import type { DestinationRefused } from '../domain/refusals.js';
import { newWebhookSecret } from '../domain/secret-box.js';
import { GuardedHttp } from '../http/guarded-http.js';
import type { Channel, ChannelMessage } from './channel.js';
import { signatureHeaders } from './webhook-signature.js';

/** The limit that Standard Webhooks recommends: a receiver may refuse more. */
const MOST_BYTES = 20_000;

/** Tells a web address by a signed POST, as Standard Webhooks 1.0.0 says. */
@Injectable()
export class WebhookChannel implements Channel {
  readonly kind = 'webhook';

  constructor(
    private readonly http: GuardedHttp,
    private readonly clock: Clock,
  ) {}

  checkAddress(url: string): URL | DestinationRefused {
    return this.http.check(url);
  }

  newSecret(): string {
    return newWebhookSecret();
  }

  async tell({ deliveryId, url, secret, event }: ChannelMessage): Promise<AttemptResult> {
    const body = JSON.stringify(event);
    if (Buffer.byteLength(body) >= MOST_BYTES) throw new Error(`The event of delivery ${deliveryId} is too large.`);
    return this.http.post(url, body, {
      'content-type': 'application/json',
      'user-agent': 'Carepress-Webhooks/1',
      ...signatureHeaders(deliveryId, secret, body, this.clock.now()),
    });
  }
}
