/** How newsletters are handed over. Injected by the process; every default is for a small mail server. */
export interface NewsletterOptions {
  /** SMTP connections of this process. Also the most recipients that can end as unknown when it is killed. */
  readonly connections: number;
  /** Recipients leased at once. */
  readonly chunkSize: number;
  /** How long a lease lasts without a sign of life; renewed every third of it. In seconds. */
  readonly leaseSeconds: number;
  /** Wait before the n-th new try after a temporary refusal, in seconds. After the last one the recipient has failed. */
  readonly backoffSeconds: readonly number[];
  /** Wait before a new try when the connection broke before the message was handed over. In seconds. */
  readonly brokenSeconds: number;
  /** Wait for a reply of the mail server. RFC 5321 section 4.5.3.2.6 asks for 10 minutes: less makes unknowns. */
  readonly replyTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Messages a second to one domain, over all workers together; null: only as fast as each domain takes them. */
  readonly domainRate: number | null;
  /** True: the first newsletter of a site waits until the domain of its sender was found in order. */
  readonly checksSender: boolean;
}

export const NEWSLETTER_OPTIONS = Symbol('newsletter options');

export const DEFAULT_OPTIONS: NewsletterOptions = {
  connections: 4,
  chunkSize: 200,
  leaseSeconds: 90,
  backoffSeconds: [60, 300, 900, 3_600, 7_200, 14_400, 28_800],
  brokenSeconds: 15,
  replyTimeoutMs: 10 * 60_000,
  connectTimeoutMs: 30_000,
  domainRate: null,
  checksSender: true,
};
