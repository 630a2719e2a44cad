import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const port = (fallback?: number) => {
  const value = z.coerce.number({ error: 'must be a whole number from 1 to 65535' }).int().min(1).max(65_535);
  return fallback === undefined ? value.optional() : value.default(fallback);
};
const count = (from: number, to: number, fallback: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error }).default(fallback);
};
const url = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL such as ${example}`,
  });

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** An address, or a network as address and length of its prefix. */
function isNetwork(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  const family = isIP(address ?? '');
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** Every setting there is. An unknown CAREPRESS_ variable is refused, so that a typing error does not pass silently. */
const schema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'must be development, production or test' })
    .default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port(4000),
  SITE_PORT: port(),
  INBOX_PORT: port(),
  INBOX_SMTP_PORT: port(),
  DATA_DIR: z.string().min(1, 'must name a folder').default('./.data'),
  STATIC_DIR: z.string().min(1, 'must name a folder').optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/carepress').optional(),
  DELIVERY_DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'postgresql://reader:password@host:5432/carepress',
  ).optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  SMTP_URL: z
    .string()
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .refine(
      (urls) => urls.every((text) => URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol)),
      {
        error: 'must be a URL such as smtp://user:password@mail.example.org:587, or several with spaces between them',
      },
    )
    .optional(),
  SMTP_CONNECTIONS: count(1, 50, 4),
  SMTP_DOMAIN_RATE: z.coerce
    .number('must be messages a second, such as 5')
    .positive('must be above 0')
    .max(10_000, 'must be at most 10000')
    .optional(),
  DKIM_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i, 'must be a domain, as in clinic.example')
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i, 'must be the name of the key in the DNS')
    .optional(),
  DKIM_KEY_FILE: z.string().min(1).optional(),
  SENDER_DOMAIN_CHECK: z.enum(['required', 'off'], { error: 'must be required or off' }).default('required'),
  NEWSLETTER_LEASE_SECONDS: count(5, 3_600, 90),
  MAIL_EVENTS_KEY: z.string().min(24, 'must be at least 24 characters of random text').optional(),
  MAIL_EVENTS_SES_TOPIC: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/,
      'must be the ARN of an SNS topic, as in arn:aws:sns:eu-central-1:123456789012:mail',
    )
    .optional(),
  MAIL_EVENTS_POSTMARK: z
    .string()
    .regex(/^[^:\s]+:\S{12,}$/, 'must be a name, a colon and a password of at least 12 characters')
    .optional(),
  MAIL_EVENTS_MAILGUN_KEY: z.string().min(16, 'must be the HTTP webhook signing key').optional(),
  PUBLIC_URL: url(['http:', 'https:'], 'https://press.example.org').optional(),
  CAREPRESS_SECRET: z.string().min(32, 'must be at least 32 characters of random text').optional(),
  CAREPRESS_DEMO: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  CAREPRESS_CHECK_REFERENCES: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  ASSIST_URL: url(['http:', 'https:'], 'https://api.example.org/v1').optional(),
  ASSIST_KEY: z.string().min(1).optional(),
  ASSIST_MODEL: z.string().min(1).max(200).optional(),
  CAREPRESS_ALLOW_HOSTS: z.string().default(''),
  TRUSTED_PROXIES: z
    .string()
    .refine(
      (text) => listOf(text).every(isNetwork),
      'must be addresses or networks with commas between them, such as 10.0.0.0/8',
    )
    .default(''),
  DELIVERY_REQUESTS_PER_MINUTE: count(0, 10_000_000, 6_000),
  DELIVERY_KEY_REQUESTS_PER_MINUTE: count(0, 10_000_000, 12_000),
  DELIVERY_CACHE_MB: count(0, 16_384, 64),
  DELIVERY_OPERATIONS: z.string().default(''),
  MEDIA_MAX_BYTES: count(1_000, 500_000_000, 20_000_000),
  MEDIA_MAX_PIXELS: count(1_000, 250_000_000, 50_000_000),
  S3_ENDPOINT: url(['http:', 'https:'], 'https://s3.eu-central-1.amazonaws.com').optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket: 3 to 63 letters, digits, . and -')
    .optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'must be fatal, error, warn, info, debug or silent',
    })
    .default('info'),
});

/** The settings of one process, checked and complete. */
export interface Settings {
  readonly environment: 'development' | 'production' | 'test';
  readonly host: string;
  readonly port: number;
  readonly sitePort: number;
  readonly inboxPort: number;
  readonly inboxSmtpPort: number;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the folder below which sites are written as files. */
  readonly staticDir: string;
  /** Undefined means: the embedded Postgres under `dataDir`. */
  readonly databaseUrl?: string;
  readonly deliveryDatabaseUrl?: string;
  readonly redisUrl?: string;
  /** The first of `smtpUrls`. */
  readonly smtpUrl?: string;
  /** Mail servers in the order in which they are tried. */
  readonly smtpUrls: readonly string[];
  /** What messages of this domain are signed with; undefined: the mail server signs, or nobody. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly keyFile: string };
  /** SMTP lines of one worker, and how long recipients stay with a worker that gives no sign of life. */
  readonly newsletter: {
    readonly connections: number;
    readonly leaseSeconds: number;
    /** Messages a second to one domain, over all workers together; null: only as fast as each domain takes them. */
    readonly domainRate: number | null;
    /** False where every message stays in a sandbox: then no sender's domain is asked for before the first newsletter. */
    readonly checksSender: boolean;
  };
  /** What mail servers and providers prove themselves with when they report bounces and complaints. Undefined: not taken. */
  readonly mailEvents: {
    /** Bearer token of whoever passes on the mailbox for bounces. */
    readonly key?: string;
    readonly sesTopic?: string;
    /** name:password */
    readonly postmark?: string;
    readonly mailgunKey?: string;
  };
  /** Where the API is reached from outside, without a slash at the end. */
  readonly publicUrl: string;
  readonly secret?: string;
  /** Demo sign-ins and content: only with the embedded database. */
  readonly demo: boolean;
  /** Ask Crossref and PubMed whether references were retracted. Off by default: the network may be closed. */
  readonly checkReferences: boolean;
  /** The language model that people may ask for a suggestion. Undefined: none, and nothing is sent anywhere. */
  readonly assist?: AssistSettings;
  /** Hosts inside the own network that webhooks may reach, as `host:port`. */
  readonly allowHosts: readonly string[];
  /** Addresses or networks of load balancers, as in 10.0.0.0/8: who asked is read from their header, and from no one else's. */
  readonly trustedProxies: readonly string[];
  /** What one address, and what one key, may ask of the public endpoints in a minute (0: no limit); what a process keeps of its answers. */
  readonly delivery: {
    readonly requestsPerMinute: number;
    readonly requestsPerKeyAndMinute: number;
    readonly cacheBytes: number;
    /** Absolute paths of files with the operations that may be asked; none: any operation within the limits. */
    readonly operationFiles: readonly string[];
  };
  /** What an upload may be at most, and where files are kept: undefined `s3` means below `dataDir`. */
  readonly media: { readonly maxBytes: number; readonly maxPixels: number; readonly s3?: S3Settings };
  readonly logLevel: string;
}

/** A service that speaks the chat protocol of OpenAI. */
export interface AssistSettings {
  /** Without a slash at the end. */
  readonly url: string;
  readonly model: string;
  readonly key?: string;
}

/** A bucket of an S3-compatible store, addressed as `endpoint/bucket/key`. */
export interface S3Settings {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A setting is wrong. The message names each one and what it must be. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

function problemsOf(error: z.ZodError): string {
  const lines = error.issues.map((issue) => `  ${issue.path.join('.') || issue.message}: ${issue.message}`);
  return `These settings are wrong:\n${lines.join('\n')}\nCorrect them in the environment and start again.`;
}

function refuseUnknown(env: NodeJS.ProcessEnv): void {
  const unknown = Object.keys(env).filter((name) => name.startsWith('CAREPRESS_') && !(name in schema.shape));
  if (unknown.length === 0) return;
  throw new SettingsError(
    `There is no setting ${unknown.join(', ')}. The settings are: ${Object.keys(schema.shape).join(', ')}.`,
  );
}

/** All four settings of a bucket or none of them: half of it would put files where nobody looks. */
function s3Of(it: z.infer<typeof schema>): S3Settings | undefined {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = it;
  const given = { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 4) return undefined;
  if (missing.length > 0) {
    throw new SettingsError(`A bucket needs ${missing.join(', ')} too. Set it, or leave out every S3 setting.`);
  }
  return {
    endpoint: S3_ENDPOINT!.replace(/\/+$/, ''),
    bucket: S3_BUCKET!,
    region: it.S3_REGION ?? 'us-east-1',
    accessKeyId: S3_ACCESS_KEY_ID!,
    secretAccessKey: S3_SECRET_ACCESS_KEY!,
  };
}

/** All three settings of a signature or none of them: half of it would sign nothing, and nobody would know. */
function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: z.infer<typeof schema>): Settings['dkim'] {
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_KEY_FILE) return undefined;
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE) {
    throw new SettingsError(
      'Signing mail needs DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE. Set all three, or leave them out.',
    );
  }
  return { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, keyFile: resolve(DKIM_KEY_FILE) };
}

/** A name that only this machine or its own network knows, or an address of one. */
function isOwnHost(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 6) return /^(?:::1$|f[cd])/i.test(host);
  if (isIP(host) === 4) return /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(host);
  return !host.includes('.') || /\.(?:localhost|local|internal|test|example)$/i.test(host);
}

/** Off is for a sandbox: with a mail server of the world outside it would be how a clinic's name gets lost. */
function checksSender({ SENDER_DOMAIN_CHECK, SMTP_URL = [] }: z.infer<typeof schema>): boolean {
  if (SENDER_DOMAIN_CHECK === 'required') return true;
  if (SMTP_URL.every(isOwnHost)) return false;
  throw new SettingsError(
    'SENDER_DOMAIN_CHECK=off is for an inbox on this machine or in its own network, and SMTP_URL names another server. ' +
      'Leave SENDER_DOMAIN_CHECK out.',
  );
}

/** Address and model belong together: half of it would fail at the first question. */
function assistOf({ ASSIST_URL, ASSIST_MODEL, ASSIST_KEY }: z.infer<typeof schema>): AssistSettings | undefined {
  if (!ASSIST_URL && !ASSIST_MODEL && !ASSIST_KEY) return undefined;
  if (!ASSIST_URL || !ASSIST_MODEL) {
    throw new SettingsError(
      'A language model needs ASSIST_URL and ASSIST_MODEL. Set both, or leave out every ASSIST setting.',
    );
  }
  return { url: ASSIST_URL.replace(/\/+$/, ''), model: ASSIST_MODEL, ...(ASSIST_KEY ? { key: ASSIST_KEY } : {}) };
}

/**
 * Reads the settings from environment variables.
 *
 * @throws SettingsError naming every wrong setting and its fix
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  refuseUnknown(env);
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error));
  const it = parsed.data;
  const basePort = it.PORT ?? 4000;
  if (it.DATABASE_URL && !it.CAREPRESS_SECRET) {
    throw new SettingsError(
      'DATABASE_URL needs CAREPRESS_SECRET beside it: at least 32 characters of random text, the same for every process. ' +
        'It signs sessions and links in e-mails.',
    );
  }
  const assist = assistOf(it);
  const dkim = dkimOf(it);
  return {
    environment: it.NODE_ENV,
    host: it.HOST,
    port: basePort,
    sitePort: it.SITE_PORT ?? basePort + 1,
    inboxPort: it.INBOX_PORT ?? basePort + 2,
    inboxSmtpPort: it.INBOX_SMTP_PORT ?? basePort + 3,
    dataDir: resolve(it.DATA_DIR),
    staticDir: resolve(it.STATIC_DIR ?? join(it.DATA_DIR, 'static')),
    databaseUrl: it.DATABASE_URL,
    deliveryDatabaseUrl: it.DELIVERY_DATABASE_URL,
    redisUrl: it.REDIS_URL,
    smtpUrl: it.SMTP_URL?.[0],
    smtpUrls: it.SMTP_URL ?? [],
    publicUrl: (it.PUBLIC_URL ?? `http://localhost:${basePort}`).replace(/\/+$/, ''),
    secret: it.CAREPRESS_SECRET,
    demo: it.CAREPRESS_DEMO === '1',
    newsletter: {
      connections: it.SMTP_CONNECTIONS,
      leaseSeconds: it.NEWSLETTER_LEASE_SECONDS,
      domainRate: it.SMTP_DOMAIN_RATE ?? null,
      checksSender: checksSender(it),
    },
    mailEvents: {
      key: it.MAIL_EVENTS_KEY,
      sesTopic: it.MAIL_EVENTS_SES_TOPIC,
      postmark: it.MAIL_EVENTS_POSTMARK,
      mailgunKey: it.MAIL_EVENTS_MAILGUN_KEY,
    },
    checkReferences: it.CAREPRESS_CHECK_REFERENCES === '1',
    ...(assist ? { assist } : {}),
    ...(dkim ? { dkim } : {}),
    allowHosts: listOf(it.CAREPRESS_ALLOW_HOSTS),
    trustedProxies: ['loopback', ...listOf(it.TRUSTED_PROXIES)],
    delivery: {
      requestsPerMinute: it.DELIVERY_REQUESTS_PER_MINUTE,
      requestsPerKeyAndMinute: it.DELIVERY_KEY_REQUESTS_PER_MINUTE,
      cacheBytes: it.DELIVERY_CACHE_MB * 1_048_576,
      operationFiles: listOf(it.DELIVERY_OPERATIONS).map((file) => resolve(file)),
    },
    media: { maxBytes: it.MEDIA_MAX_BYTES, maxPixels: it.MEDIA_MAX_PIXELS, s3: s3Of(it) },
    logLevel: it.LOG_LEVEL,
  };
}
