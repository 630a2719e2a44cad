import { createVerify, X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

/** An envelope of Amazon SNS. */
const envelope = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
  Subject: z.string().optional(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
});

export type SnsEnvelope = z.infer<typeof envelope>;

const HOST = /^sns\.[a-z0-9-]{3,40}\.amazonaws\.com(?:\.cn)?$/;
const MOST_CERTIFICATES = 8;
const TIMEOUT_MS = 10_000;

export function readSns(body: unknown): SnsEnvelope | undefined {
  const parsed = envelope.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** True for an address of Amazon's own that is fetched: anything else would let a stranger choose what we connect to. */
export function isAmazon(address: string, ending = ''): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, pathname } = new URL(address);
  return protocol === 'https:' && port === '' && username === '' && HOST.test(hostname) && pathname.endsWith(ending);
}

/** What is signed: these fields with their names, in this order, each on a line. */
function signedText(it: SnsEnvelope): string {
  const names =
    it.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const);
  return names.flatMap((name) => (it[name] === undefined ? [] : [`${name}\n${it[name]}\n`])).join('');
}

/** What is fetched from Amazon: its certificates, and the address that confirms a subscription. Replaced in tests. */
@Injectable()
export class AmazonFetch {
  /** @throws when it cannot be reached or says no */
  async text(address: string): Promise<string> {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`Amazon answered ${response.status}.`);
    return response.text();
  }
}

/** Proves that an envelope is Amazon's: its certificate comes from Amazon over TLS, and its signature fits. */
@Injectable()
export class SnsVerifier {
  private readonly certificates = new Map<string, X509Certificate>();

  constructor(private readonly amazon: AmazonFetch) {}

  /** False when it is not signed by Amazon. @throws when the certificate cannot be fetched: they will send it again */
  async isGenuine(it: SnsEnvelope, now: Date): Promise<boolean> {
    if (!isAmazon(it.SigningCertURL, '.pem')) return false;
    const certificate = await this.certificate(it.SigningCertURL);
    if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) return false;
    const algorithm = it.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    const verify = createVerify(algorithm).update(signedText(it), 'utf8');
    return verify.verify(certificate.publicKey, it.Signature, 'base64');
  }

  private async certificate(address: string): Promise<X509Certificate> {
    const known = this.certificates.get(address);
    if (known) return known;
    const fetched = new X509Certificate(await this.amazon.text(address));
    if (this.certificates.size >= MOST_CERTIFICATES) this.certificates.clear();
    this.certificates.set(address, fetched);
    return fetched;
  }
}
