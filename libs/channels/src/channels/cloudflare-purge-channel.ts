import { Injectable } from '@nestjs/common';
import type { AttemptResult } from '../domain/attempt.js';
import type { DestinationRefused } from '../domain/refusals.js';
import { GuardedHttp } from '../http/guarded-http.js';
import type { Channel, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';
import { below, checkedPurge, keysToPurge } from './purge.js';

const ZONE = { name: 'zoneId', form: /^[0-9a-f]{32}$/, what: 'the id of the zone, 32 letters and digits,' };

/** Asks Cloudflare to forget pages by their cache tags. The address is that of its API. */
@Injectable()
export class CloudflarePurgeChannel implements Channel {
  readonly kind = 'cloudflare';
  readonly makesSecret = false;

  constructor(private readonly http: GuardedHttp) {}

  check(given: GivenDestination): CheckedDestination | DestinationRefused {
    return checkedPurge(given, this.http.check(given.url || 'https://api.cloudflare.com/client/v4'), ZONE);
  }

  tell({ url, secrets, settings, event }: ChannelMessage): Promise<AttemptResult> {
    const body = JSON.stringify({ tags: keysToPurge(event) });
    return this.http.post(below(url, `zones/${settings.zoneId}/purge_cache`), body, {
      authorization: `Bearer ${secrets[0]}`,
      'content-type': 'application/json',
    });
  }
}
