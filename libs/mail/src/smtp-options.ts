import { readFileSync } from 'node:fs';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { Settings } from '#platform';
import { type DkimKey, dkimKey } from './dkim.js';

/** The key of the settings that messages are signed with. @throws naming the file when it cannot be used */
export function signingKey({ domain, selector, keyFile }: NonNullable<Settings['dkim']>): DkimKey {
  try {
    return dkimKey(domain, selector, readFileSync(keyFile, 'utf8'));
  } catch (cause) {
    throw new Error(`The key for signing mail in DKIM_KEY_FILE cannot be used: ${keyFile}.`, { cause });
  }
}

/** How long to wait for a mail server, in milliseconds. */
export interface SmtpWaits {
  /** For a reply. RFC 5321 section 4.5.3.2.6 asks for 10 minutes: less makes messages nobody knows the end of. */
  readonly replyTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

export interface SmtpAccount {
  /** Server and sign-in, without the password: tells accounts apart. */
  readonly key: string;
  /** Messages a second at most, over all workers together; no limit of its own when it is left out. */
  readonly rate?: number;
  /** The header by which this server knows a message that it took before, such as Resend-Idempotency-Key. */
  readonly idempotencyHeader?: string;
  readonly connection: SMTPConnectionOptions;
  /** What messages of its own domain are signed with. */
  readonly dkim?: DkimKey;
  readonly login?: { readonly user: string; readonly pass: string };
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

const HEADER =
  /^(?!(?:from|to|subject|date|message-id|mime-version|bcc|cc|sender)$|content-|list-|dkim-)[a-z][a-z0-9-]{1,60}$/i;

/** What an account's URL says behind its question mark: `rate` and `idempotencyHeader`. */
function traitsOf(url: URL): Pick<SmtpAccount, 'rate' | 'idempotencyHeader'> {
  const rate = url.searchParams.get('rate');
  const header = url.searchParams.get('idempotencyHeader');
  if (rate !== null && !(Number(rate) > 0 && Number(rate) <= 10_000)) {
    throw new Error(
      'The rate of a mail server in SMTP_URL is messages a second, from above 0 to 10000, as in ?rate=14.',
    );
  }
  if (header !== null && !HEADER.test(header)) {
    throw new Error('The idempotencyHeader of a mail server in SMTP_URL is the name of a header of that server alone.');
  }
  return { ...(rate !== null && { rate: Number(rate) }), ...(header !== null && { idempotencyHeader: header }) };
}

/**
 * Reads `SMTP_URL`; without it the dev inbox of this instance. A password is only ever sent over TLS, except to this
 * very machine, where mail catchers have no certificate.
 */
export function smtpAccount(settings: Settings, waits: SmtpWaits, smtpUrl = settings.smtpUrl): SmtpAccount {
  const url = new URL(smtpUrl ?? `smtp://127.0.0.1:${settings.inboxSmtpPort}`);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local = LOOPBACK.test(url.hostname);
  const login = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : undefined;
  const port = url.port ? Number(url.port) : secure ? 465 : 587;
  return {
    key: `${login?.user ?? ''}@${host}:${port}`,
    ...traitsOf(url),
    connection: {
      host,
      port,
      secure,
      ignoreTLS: local && !secure,
      requireTLS: !local && !secure && login !== undefined,
      connectionTimeout: waits.connectTimeoutMs,
      greetingTimeout: waits.connectTimeoutMs,
      socketTimeout: waits.replyTimeoutMs,
      logger: false,
    },
    login,
    ...(settings.dkim && { dkim: signingKey(settings.dkim) }),
  };
}

/** Every account of `SMTP_URL`, in the order in which they are tried; without one the dev inbox alone. */
export function smtpAccounts(settings: Settings, waits: SmtpWaits): SmtpAccount[] {
  if (settings.smtpUrls.length === 0) return [smtpAccount(settings, waits)];
  return settings.smtpUrls.map((url) => smtpAccount(settings, waits, url));
}
