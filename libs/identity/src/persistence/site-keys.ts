import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';

/** What a key opens at its site: reading what is live, and passing on a reader's wish for the newsletter. */
export type SiteKeyScope = 'read' | 'signUp';

/** One secret of a key. */
export interface SiteKeySecretRow {
  readonly id: string;
  readonly keyId: string;
  /** The last characters of the secret. */
  readonly hint: string;
  readonly createdAt: Date;
  readonly createdById: string;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A key of a site with its secrets, the newest first. */
export interface SiteKeyRow {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly scopes: readonly SiteKeyScope[];
  readonly createdAt: Date;
  readonly createdById: string;
  readonly secrets: readonly SiteKeySecretRow[];
}

/** By what a key of a site is known in a log or in a file that should not hold one. */
const PREFIX = 'cps_';
const MOST_SHOWN = 200;
const MOST_SECRETS_SHOWN = 20;
/** `lastUsedAt` is written at most this often, however many processes see the secret. */
const NOTED_EVERY_MS = 60_000;

/** By which a presented secret is found. 256 random bits need no slow hash: nobody finds them by trying. */
export const hashOfSiteKey = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const SECRETS = { secrets: { orderBy: { createdAt: 'desc' as const }, take: MOST_SECRETS_SHOWN } };

/** Keys with which programs ask for one site; of each secret only the SHA-256 is kept. */
@Injectable()
export class SiteKeys {
  constructor(private readonly database: Database) {}

  /** The keys of a site, newest first, at most 200. */
  async ofSite(siteId: string): Promise<SiteKeyRow[]> {
    const rows = await this.database.client.siteKey.findMany({
      where: { siteId },
      orderBy: { createdAt: 'desc' },
      take: MOST_SHOWN,
      include: SECRETS,
    });
    return rows.map(rowOf);
  }

  async byId(id: string, tx: Tx = this.database.client): Promise<SiteKeyRow | null> {
    const row = await tx.siteKey.findUnique({ where: { id }, include: SECRETS });
    return row && rowOf(row);
  }

  /** Makes a key without a secret. */
  async make(tx: Tx, given: Omit<SiteKeyRow, 'id' | 'secrets'>): Promise<string> {
    const id = newId();
    await tx.siteKey.create({ data: { id, ...given, scopes: [...given.scopes] } });
    return id;
  }

  /** Adds a secret. It is in the answer and nowhere else. Undefined when two are in force. */
  async addSecret(tx: Tx, keyId: string, by: { readonly id: string; readonly at: Date }): Promise<string | undefined> {
    // One at a time: two who renew a key at once take the two slots, or one of them hears that both are taken.
    await tx.$queryRaw`SELECT 1 FROM site_key WHERE id = ${keyId}::uuid FOR UPDATE`;
    const live = await tx.siteKeySecret.findMany({ where: { keyId, revokedAt: null }, select: { slot: true } });
    const slot = [1, 2].find((it) => !live.some((one) => one.slot === it));
    if (slot === undefined) return undefined;
    const secret = PREFIX + randomBytes(32).toString('base64url');
    await tx.siteKeySecret.create({
      data: {
        ...{ id: newId(), keyId, slot, hash: hashOfSiteKey(secret), hint: secret.slice(-4) },
        ...{ createdAt: by.at, createdById: by.id },
      },
    });
    return secret;
  }

  /** Ends secrets of a key: one, or all that are in force. Answers which ended now. */
  async revoke(
    tx: Tx,
    { keyId, secretId }: { readonly keyId: string; readonly secretId: string | null },
    by: { readonly id: string; readonly at: Date },
  ): Promise<string[]> {
    const ended = await tx.siteKeySecret.updateManyAndReturn({
      where: { keyId, revokedAt: null, ...(secretId !== null && { id: secretId }) },
      data: { revokedAt: by.at, revokedById: by.id },
      select: { id: true },
    });
    return ended.map(({ id }) => id);
  }

  /** Writes down that a secret was used, unless that was written within the last minute. One statement. */
  async noteUse(secretId: string, at: Date): Promise<void> {
    const before = new Date(at.getTime() - NOTED_EVERY_MS);
    await this.database.client.siteKeySecret.updateMany({
      where: { id: secretId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
      data: { lastUsedAt: at },
    });
  }
}

type StoredSecret = SiteKeySecretRow & { hash: string; slot: number; revokedById: string | null };
type Stored = Omit<SiteKeyRow, 'scopes' | 'secrets'> & { scopes: string[]; secrets: StoredSecret[] };

function rowOf({ secrets, scopes, ...row }: Stored): SiteKeyRow {
  return {
    ...row,
    scopes: scopes as SiteKeyScope[],
    secrets: secrets.map(({ hash: _hash, slot: _slot, revokedById: _by, ...secret }) => secret),
  };
}
