import type { MessageKey } from '../../../messages/t';

/** How the form of one kind of destination looks. */
export interface KindForm {
  readonly name: MessageKey;
  readonly about: MessageKey;
  /** What the address is called; null where there is none to enter. */
  readonly address: MessageKey | null;
  /** True where a usual address stands in when none is entered. */
  readonly usualAddress?: true;
  readonly example: string;
  /** What it asks for beside the address, by the names of its settings. */
  readonly settings: readonly (readonly [name: string, label: MessageKey, hint: MessageKey])[];
  /** What the secret of the other side is called; null where there is none to enter. */
  readonly secret: MessageKey | null;
}

/** The forms of the kinds of destinations, by kind. A new kind of the server needs one entry here. */
export const KIND_FORMS: Readonly<Record<string, KindForm>> = {
  webhook: {
    name: 'kind.webhook',
    about: 'kind.webhookWhy',
    address: 'destination.url',
    example: 'https://www.example.org/hooks/carepress',
    settings: [],
    secret: null,
  },
  wordpress: {
    name: 'kind.wordpress',
    about: 'kind.wordpressWhy',
    address: 'destination.front',
    example: 'https://www.example.org/',
    settings: [['username', 'setting.username', 'setting.usernameHint']],
    secret: 'secret.applicationPassword',
  },
  folder: {
    name: 'kind.folder',
    about: 'kind.folderWhy',
    address: null,
    example: '',
    settings: [['folder', 'setting.folder', 'setting.folderHint']],
    secret: null,
  },
  bucket: {
    name: 'kind.bucket',
    about: 'kind.bucketWhy',
    address: 'destination.store',
    example: 'https://s3.eu-central-1.amazonaws.com',
    settings: [
      ['bucket', 'setting.bucket', 'setting.bucketHint'],
      ['region', 'setting.region', 'setting.regionHint'],
      ['accessKeyId', 'setting.accessKeyId', 'setting.accessKeyIdHint'],
      ['prefix', 'setting.prefix', 'setting.prefixHint'],
    ],
    secret: 'secret.accessKey',
  },
  purge: {
    name: 'kind.purge',
    about: 'kind.purgeWhy',
    address: 'destination.url',
    example: 'https://cache.example.org/purge',
    settings: [],
    secret: 'secret.token',
  },
  cloudflare: {
    name: 'kind.cloudflare',
    about: 'kind.cloudflareWhy',
    address: 'destination.url',
    usualAddress: true,
    example: 'https://api.cloudflare.com/client/v4',
    settings: [['zoneId', 'setting.zoneId', 'setting.zoneIdHint']],
    secret: 'secret.token',
  },
  fastly: {
    name: 'kind.fastly',
    about: 'kind.fastlyWhy',
    address: 'destination.url',
    usualAddress: true,
    example: 'https://api.fastly.com',
    settings: [['serviceId', 'setting.serviceId', 'setting.serviceIdHint']],
    secret: 'secret.token',
  },
};

/** A kind that has no form of its own yet: an address, and a secret where the other side makes it. */
export function formOf(kind: string, makesSecret: boolean): KindForm {
  return (
    KIND_FORMS[kind] ?? {
      name: 'kind.other',
      about: 'kind.otherWhy',
      address: 'destination.url',
      example: '',
      settings: [],
      secret: makesSecret ? null : 'secret.token',
    }
  );
}
