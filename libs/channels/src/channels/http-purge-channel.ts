import { Injectable } from '@nestjs/common';
import type { AttemptResult } from '../domain/attempt.js';
import type { DestinationRefused } from '../domain/refusals.js';
import { GuardedHttp } from '../http/guarded-http.js';
import type { Channel, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';
import { checkedPurge, keysToPurge } from './purge.js';

/** Asks a cache of one's own to forget pages: a POST with the keys in `surrogate-key` and in the body. */
@Injectable()
export class HttpPurgeChannel implements Channel {
  readonly kind = 'purge';
  readonly makesSecret = false;

  constructor(private readonly http: GuardedHttp) {}

  check(given: GivenDestination): CheckedDestination | DestinationRefused {
    return checkedPurge(given, this.http.check(given.url));
  }

  tell({ deliveryId, url, secrets, event }: ChannelMessage): Promise<AttemptResult> {
    const keys = keysToPurge(event);
    return this.http.post(url, JSON.stringify({ surrogateKeys: keys }), {
      authorization: `Bearer ${secrets[0]}`,
      'content-type': 'application/json',
      'idempotency-key': deliveryId,
      'surrogate-key': keys.join(' '),
    });
  }
}
