import { Injectable } from '@nestjs/common';
import type { AttemptResult } from '../domain/attempt.js';
import type { DestinationRefused } from '../domain/refusals.js';
import { GuardedHttp } from '../http/guarded-http.js';
import type { Channel, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';
import { below, checkedPurge, keysToPurge } from './purge.js';

const SERVICE = { name: 'serviceId', form: /^[A-Za-z0-9]{10,40}$/, what: 'the id of the service' };

/** Asks Fastly to forget pages by their surrogate keys, softly: it goes on serving the old one until it has the new. */
@Injectable()
export class FastlyPurgeChannel implements Channel {
  readonly kind = 'fastly';
  readonly makesSecret = false;

  constructor(private readonly http: GuardedHttp) {}

  check(given: GivenDestination): CheckedDestination | DestinationRefused {
    return checkedPurge(given, this.http.check(given.url || 'https://api.fastly.com'), SERVICE);
  }

  tell({ url, secrets, settings, event }: ChannelMessage): Promise<AttemptResult> {
    return this.http.post(below(url, `service/${settings.serviceId}/purge`), '', {
      'fastly-key': secrets[0]!,
      'surrogate-key': keysToPurge(event).join(' '),
      accept: 'application/json',
      // What was withdrawn must not be served a moment longer.
      ...(event.type === 'article.withdrawn' ? {} : { 'fastly-soft-purge': '1' }),
    });
  }
}
