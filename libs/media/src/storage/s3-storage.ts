import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '#platform';
import { assertStoredName, MediaStorage, NoRoom, type StoredStream, StoreFailed } from './media-storage.js';

/** An answer that takes longer is none. Uploads of the largest file over a slow line fit. */
const ANSWER_MS = 60_000;

/** What stores answer when no more may be kept (MinIO: XMinioStorageFull; Ceph and others: QuotaExceeded). */
const FULL = /StorageFull|QuotaExceeded|EntityTooLarge/;

/**
 * Files in a bucket, over the S3 protocol (Signature Version 4, addresses with the bucket in the path, which every
 * compatible store understands). An object appears when its upload is complete, as a whole.
 */
export class S3Storage extends MediaStorage {
  private readonly client: AwsClient;

  constructor(private readonly settings: S3Settings) {
    super();
    const { accessKeyId, secretAccessKey, region } = settings;
    // Tried again by whoever called: a request of a person should not wait through ten tries.
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 1 });
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const answer = await this.ask('PUT', name, bytes);
    if (answer.ok) return void (await answer.body?.cancel());
    const words = await answer.text();
    if (answer.status === 507 || FULL.test(words)) throw new NoRoom(`The bucket is full: ${answer.status}.`);
    throw failed('PUT', answer.status, words);
  }

  async get(name: string): Promise<Buffer | null> {
    const answer = await this.found('GET', name);
    return answer && Buffer.from(await answer.arrayBuffer());
  }

  async stream(name: string): Promise<StoredStream | null> {
    const answer = await this.found('GET', name);
    if (!answer?.body) return null;
    const bytes = Number(answer.headers.get('content-length'));
    return { stream: Readable.fromWeb(answer.body as ReadableStream), bytes };
  }

  async exists(name: string): Promise<boolean> {
    const answer = await this.found('HEAD', name);
    await answer?.body?.cancel();
    return answer !== null;
  }

  async delete(name: string): Promise<void> {
    const answer = await this.found('DELETE', name);
    await answer?.body?.cancel();
  }

  /** An upload that was broken off never becomes an object. */
  async removeLitter(): Promise<number> {
    return 0;
  }

  private async found(method: string, name: string): Promise<Response | null> {
    const answer = await this.ask(method, name);
    if (answer.ok) return answer;
    const words = await answer.text();
    if (answer.status === 404) return null;
    throw failed(method, answer.status, words);
  }

  private async ask(method: string, name: string, body?: Uint8Array): Promise<Response> {
    assertStoredName(name);
    const { endpoint, bucket } = this.settings;
    try {
      return await this.client.fetch(`${endpoint}/${bucket}/media/${name}`, {
        method,
        body: body as BodyInit | undefined,
        // The name says what the bytes are: the store checks what arrived against it.
        headers: body ? { 'x-amz-content-sha256': name.slice(0, 64) } : {},
        signal: AbortSignal.timeout(ANSWER_MS),
      });
    } catch (error) {
      throw new StoreFailed(`${method} reached no store at ${endpoint}.`, { cause: error });
    }
  }
}

/** The store's own words help the operator: they name the bucket and the fault, never a key's secret. */
function failed(method: string, status: number, words: string): StoreFailed {
  return new StoreFailed(`The store answered ${status} to ${method}: ${words.slice(0, 300)}`);
}
