import { Injectable } from '@nestjs/common';
import type { AttemptResult } from '../domain/attempt.js';
import { DestinationRefused } from '../domain/refusals.js';
import { GuardedHttp } from '../http/guarded-http.js';
import { BucketClient } from '../static/bucket-client.js';
import { BucketTarget } from '../static/bucket-target.js';
import { StaticWriter } from '../static/static-writer.js';
import type { Channel, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';

const ASKED = [
  [
    'bucket',
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'the name of the bucket: 3 to 63 lower-case letters, digits, . and -,',
  ],
  ['region', /^[a-z0-9-]{1,40}$/, 'the region, such as eu-central-1,'],
  ['accessKeyId', /^[\w.-]{3,128}$/, 'the id of the access key'],
  [
    'prefix',
    /^(?:[A-Za-z0-9][\w.-]*\/)*$/,
    'the folder inside the bucket with a slash at its end, such as harbor/, or nothing,',
  ],
] as const;

const SECRET = /^[\x21-\x7e]{8,500}$/;

/** Writes a whole site as files into a bucket of an S3-compatible store. */
@Injectable()
export class BucketChannel implements Channel {
  readonly kind = 'bucket';
  readonly makesSecret = false;

  constructor(
    private readonly writer: StaticWriter,
    private readonly http: GuardedHttp,
  ) {}

  check({ url, settings, secret }: GivenDestination): CheckedDestination | DestinationRefused {
    const endpoint = this.http.check(url);
    if (endpoint instanceof DestinationRefused) return endpoint;
    if (endpoint.pathname !== '/' || endpoint.search || endpoint.hash) {
      return new DestinationRefused(
        'Enter the address of the store without a path, such as https://s3.eu-central-1.amazonaws.com.',
      );
    }
    const given: Record<string, string> = { region: 'us-east-1', prefix: '', ...settings };
    for (const [name, form, what] of ASKED) {
      if (!form.test(given[name] ?? '')) return new DestinationRefused(`Enter ${what} as ${name}.`, name);
    }
    if (!secret || !SECRET.test(secret)) {
      return new DestinationRefused(
        'Enter the secret of the access key: 8 to 500 characters without spaces.',
        'secret',
      );
    }
    const kept = Object.fromEntries(ASKED.map(([name]) => [name, given[name]!]));
    return { url: endpoint.origin, settings: kept, secret };
  }

  tell(message: ChannelMessage): Promise<AttemptResult> {
    const { url, settings, secrets } = message;
    const { bucket, region, accessKeyId, prefix } = settings as Record<string, string>;
    const address = { endpoint: url, secretAccessKey: secrets[0]!, ...{ bucket, region, accessKeyId } };
    const client = new BucketClient(this.http, address as ConstructorParameters<typeof BucketClient>[1]);
    return this.writer.tell(message, new BucketTarget(client, prefix!));
  }
}
