import { Injectable } from '@nestjs/common';
import { LedgerClock } from '#platform';
import type { AttemptResult } from '../domain/attempt.js';
import { DestinationRefused } from '../domain/refusals.js';
import { newWebhookSecret } from '../domain/secret-box.js';
import { GuardedHttp } from '../http/guarded-http.js';
import type { Channel, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';
import { signatureHeaders } from './webhook-signature.js';

/** The limit that Standard Webhooks recommends: a receiver may refuse more. */
const MOST_BYTES = 20_000;

/** Tells a web address by a signed POST, as Standard Webhooks 1.0.0 says. */
@Injectable()
export class WebhookChannel implements Channel {
  readonly kind = 'webhook';
  readonly makesSecret = true;

  constructor(
    private readonly http: GuardedHttp,
    private readonly clock: LedgerClock,
  ) {}

  check({ url, secret }: GivenDestination): CheckedDestination | DestinationRefused {
    const address = this.http.check(url);
    if (address instanceof DestinationRefused) return address;
    if (secret) return new DestinationRefused('The secret of a webhook is made here. Leave it out.', 'secret');
    return { url: address.href, settings: {}, secret: newWebhookSecret() };
  }

  async tell({ deliveryId, url, secrets, event }: ChannelMessage): Promise<AttemptResult> {
    const body = JSON.stringify(event);
    if (Buffer.byteLength(body) >= MOST_BYTES) throw new Error(`The event of delivery ${deliveryId} is too large.`);
    return this.http.post(url, body, {
      'content-type': 'application/json',
      'user-agent': 'Carepress-Webhooks/1',
      // The database's time: a receiver refuses what was signed by a clock that is minutes off.
      ...signatureHeaders(deliveryId, secrets, body, await this.clock.now()),
    });
  }
}
