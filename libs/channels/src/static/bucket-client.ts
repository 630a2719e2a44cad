import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { GuardedHttp, HttpAnswer } from '../http/guarded-http.js';
import { TargetRefused } from './target.js';

/** A bucket of an S3-compatible store, with the bucket in the path. */
export interface BucketAddress {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A manifest of a hundred thousand files, and more. */
const MOST_BYTES = 64_000_000;
const TRIES = 3;
const WAIT_MS = 300;
/** What stores answer when no more may be kept (MinIO: XMinioStorageFull; Ceph and others: QuotaExceeded). */
const FULL = /StorageFull|QuotaExceeded/;
const EMPTY_HASH = createHash('sha256').digest('hex');

type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE';

interface Body {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes: the store holds what arrived against it. */
  readonly hash: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The few questions a site as files asks of a store: Signature Version 4, to public addresses only. */
export class BucketClient {
  constructor(
    private readonly http: GuardedHttp,
    private readonly address: BucketAddress,
  ) {}

  /** @throws TargetRefused */
  async put(key: string, body: Body): Promise<void> {
    await this.ask('PUT', key, body);
  }

  /** Null when there is no such object. @throws TargetRefused */
  async get(key: string): Promise<string | null> {
    return (await this.ask('GET', key))?.text ?? null;
  }

  /** A header of an object; null without it, or without the object. @throws TargetRefused */
  async headerOf(key: string, name: string): Promise<string | null> {
    return (await this.ask('HEAD', key))?.header(name) ?? null;
  }

  /** One that is not there is no fault. @throws TargetRefused */
  async delete(key: string): Promise<void> {
    await this.ask('DELETE', key);
  }

  /** Every key that begins so. One request for a thousand. @throws TargetRefused */
  async keys(prefix: string): Promise<string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const query = new URLSearchParams({ 'list-type': '2', 'encoding-type': 'url', prefix });
      if (token !== undefined) query.set('continuation-token', token);
      const text = (await this.ask('GET', '', undefined, `?${query}`))?.text ?? '';
      for (const [, key] of text.matchAll(/<Key>([^<]+)<\/Key>/g))
        keys.push(decodeURIComponent(key!.replaceAll('+', ' ')));
      token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(text)?.[1];
    } while (token !== undefined);
    return keys;
  }

  /** What is busy or broke off is asked again at once: an export is thousands of questions. */
  private async ask(method: Method, key: string, body?: Body, query = ''): Promise<HttpAnswer | null> {
    for (let turn = 1; ; turn += 1) {
      const answer = await this.once(method, key, body, query);
      if ('text' in answer && answer.status < 300) return answer;
      if ('text' in answer && answer.status === 404 && !answer.text.includes('NoSuchBucket') && method !== 'PUT')
        return null;
      const refused = refusal(answer);
      if (turn === TRIES || refused.outcome === 'rejected' || refused.outcome === 'addressRefused') throw refused;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * turn));
    }
  }

  private async once(method: Method, key: string, body: Body | undefined, query: string) {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.address;
    const path = key.split('/').map(encodeURIComponent).join('/');
    // What a proxy on the way may write anew is not signed, as in Amazon's own clients.
    const { 'cache-control': keeping, ...metadata } = body?.headers ?? {};
    const signed = await new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}${key === '' ? '' : `/${path}`}${query}`,
      headers: { 'x-amz-content-sha256': body?.hash ?? EMPTY_HASH, ...metadata },
      ...{ region, accessKeyId, secretAccessKey, service: 's3' },
    }).sign();
    return this.http.ask(signed.url.href, {
      method,
      headers: { ...Object.fromEntries(signed.headers), ...(keeping ? { 'cache-control': keeping } : {}) },
      body: body?.bytes,
      mostBytes: MOST_BYTES,
    });
  }
}

/** The store's own words help: they name the bucket and the fault, never a key's secret. */
function refusal(answer: Exclude<Awaited<ReturnType<GuardedHttp['ask']>>, null>): TargetRefused {
  if (!('text' in answer)) {
    const { outcome, excerpt = '' } = answer;
    const known = outcome === 'timedOut' || outcome === 'addressRefused' ? outcome : 'unreachable';
    return new TargetRefused(`The store cannot be reached. ${excerpt}`, known);
  }
  const { status, text } = answer;
  if (status === 507 || FULL.test(text)) {
    return new TargetRefused(
      'The bucket is full. Make room; what is missing is written at the next attempt.',
      'rejected',
      status,
    );
  }
  const words = `The store answered ${status}: ${text.slice(0, 500)}`;
  return new TargetRefused(words, status === 429 || status >= 500 ? 'throttled' : 'rejected', status);
}
