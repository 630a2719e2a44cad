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

function answer(store: FakeS3, request: IncomingMessage, body: Buffer, response: ServerResponse, key: string): void {
  const object = store.objects.get(key);
  if (request.method === 'PUT') {
    if (store.full) {
      xml(response, 507, 'XMinioStorageFull');
      return;
    }
    store.objects.set(key, body);
    response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
  } else if (request.method === 'DELETE') {
    store.objects.delete(key);
    response.writeHead(204).end();
  } else if (!object) {
    if (request.method === 'HEAD') response.writeHead(404).end();
    else xml(response, 404, 'NoSuchKey');
  } else {
    response.writeHead(200, { 'content-length': object.length, 'content-type': 'binary/octet-stream' });
    response.end(request.method === 'HEAD' ? undefined : object);
  }
}

/** Starts a store with one empty bucket. */
export async function startFakeS3(options: FakeS3Options): Promise<FakeS3> {
  const store = { objects: new Map<string, Buffer>(), full: false, asked: [] as string[] } as unknown as FakeS3;
  const server = createServer((request, response) => {
    void (async () => {
      store.asked.push(`${request.method} ${request.url}`);
      const body = await bodyOf(request);
      const fault = await signatureFault(request, body, options);
      if (fault) {
        xml(response, 403, fault);
        return;
      }
      const [, bucket, ...key] = decodeURIComponent(new URL(request.url!, 'http://x').pathname).split('/');
      if (bucket !== options.bucket) {
        xml(response, 404, 'NoSuchBucket');
        return;
      }
      answer(store, request, body, response, key.join('/'));
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
