import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export interface FakeS3Options {
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A store that speaks S3 over HTTP, and checks each signature with the signer of Amazon's own client. */
export interface FakeS3 {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** What was said of each object when it was put. */
  readonly headers: Map<string, Record<string, string>>;
  /** Called before each request is answered; what it throws breaks the connection off. */
  onRequest: (method: string, key: string) => void;
  /** Answers every upload as a store does that is full, until it is set back. */
  full: boolean;
  /** What was asked: method and path. */
  readonly asked: string[];
  close(): Promise<void>;
}

function xml(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** `20261122T060000Z` as a date. */
function dateOf(stamp: string): Date {
  return new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** Signs what arrived once more with the secret of the store, and compares. */
async function signatureFault(request: IncomingMessage, body: Buffer, options: FakeS3Options): Promise<string | null> {
  const given = String(request.headers.authorization ?? '');
  const parts =
    /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)/.exec(
      given,
    );
  if (!parts) return 'AccessDenied';
  const [, keyId, , region, signedNames, signature] = parts;
  if (keyId !== options.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== options.region) return 'AuthorizationHeaderMalformed';
  const hash = String(request.headers['x-amz-content-sha256']);
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== createHash('sha256').update(body).digest('hex')) {
    return 'XAmzContentSHA256Mismatch';
  }
  const at = dateOf(String(request.headers['x-amz-date']));
  if (Math.abs(at.getTime() - Date.now()) > 15 * 60_000) return 'RequestTimeTooSkewed';
  const headers = Object.fromEntries(signedNames!.split(';').map((name) => [name, String(request.headers[name])]));
  const signer = new SignatureV4({
    credentials: options,
    region: options.region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const url = new URL(request.url!, `http://${request.headers.host}`);
  const signed = (await signer.sign(
    {
      method: request.method!,
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers,
    } as never,
    { signingDate: at },
  )) as unknown as { headers: Record<string, string> };
  const expected = /Signature=([0-9a-f]+)/.exec(String(signed.headers.authorization))?.[1];
  return expected === signature ? null : 'SignatureDoesNotMatch';
}

const KEYS_A_PAGE = 1_000;

/** A page of keys in their order (ListObjectsV2), each encoded as `encoding-type=url` asks. */
function list(store: FakeS3, query: URLSearchParams, response: ServerResponse): void {
  const prefix = query.get('prefix') ?? '';
  const after = Buffer.from(query.get('continuation-token') ?? '', 'base64url').toString();
  const keys = [...store.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, KEYS_A_PAGE);
  const more = keys.length > page.length;
  const token = more
    ? `<NextContinuationToken>${Buffer.from(page.at(-1)!).toString('base64url')}</NextContinuationToken>`
    : '';
  const contents = page.map((key) => `<Contents><Key>${encodeURIComponent(key)}</Key></Contents>`).join('');
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${contents}${token}</ListBucketResult>`);
}

/** What a store gives back with an object as it was given. */
function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept = Object.entries(request.headers).filter(([name]) =>
    /^(content-type|cache-control|x-amz-meta-.+)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function answer(store: FakeS3, request: IncomingMessage, body: Buffer, response: ServerResponse, key: string): void {
  const object = store.objects.get(key);
  if (request.method === 'PUT') {
    if (store.full) {
      xml(response, 507, 'XMinioStorageFull');
      return;
    }
    store.objects.set(key, body);
    store.headers.set(key, keptHeaders(request));
    response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
  } else if (request.method === 'DELETE') {
    store.objects.delete(key);
    response.writeHead(204).end();
  } else if (!object) {
    if (request.method === 'HEAD') response.writeHead(404).end();
    else xml(response, 404, 'NoSuchKey');
  } else {
    const headers = { 'content-type': 'binary/octet-stream', ...store.headers.get(key) };
    response.writeHead(200, { ...headers, 'content-length': object.length });
    response.end(request.method === 'HEAD' ? undefined : object);
  }
}

/** Starts a store with one empty bucket. */
export async function startFakeS3(options: FakeS3Options): Promise<FakeS3> {
  const store = {
    objects: new Map<string, Buffer>(),
    headers: new Map<string, Record<string, string>>(),
    onRequest: () => undefined,
    full: false,
    asked: [] as string[],
  } as unknown as FakeS3;
  const server = createServer((request, response) => {
    void (async () => {
      store.asked.push(`${request.method} ${request.url}`);
      const body = await bodyOf(request);
      const fault = await signatureFault(request, body, options);
      if (fault) {
        xml(response, 403, fault);
        return;
      }
      const url = new URL(request.url!, 'http://x');
      const [, bucket, ...key] = decodeURIComponent(url.pathname).split('/');
      store.onRequest(request.method!, key.join('/'));
      if (bucket !== options.bucket) {
        xml(response, 404, 'NoSuchBucket');
        return;
      }
      if (url.searchParams.get('list-type') === '2') list(store, url.searchParams, response);
      else answer(store, request, body, response, key.join('/'));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(store, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  });
}
