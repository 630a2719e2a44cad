import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { People } from './people.js';

export type TokenScope = 'read' | 'write';

/** A way in for a program. */
export interface ApiTokenRow {
  readonly id: string;
  readonly userId: string;
  readonly siteId: string;
  readonly name: string;
  readonly scope: TokenScope;
  /** The last characters of the token. */
  readonly hint: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** By what a token is known in a log or in a file that should not hold one. */
const PREFIX = 'cp_';
/** `lastUsedAt` is written at most this often. */
const NOTED_EVERY_MS = 60_000;

/** 256 random bits need no slow hash: nobody finds them by trying. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Tokens of programs; of each only the SHA-256 is kept. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** Makes a token. It is in the answer and nowhere else. */
  async make(
    tx: Tx,
    given: Pick<ApiTokenRow, 'userId' | 'siteId' | 'name' | 'scope' | 'createdAt' | 'expiresAt'>,
  ): Promise<{ row: ApiTokenRow; secret: string }> {
    const secret = PREFIX + randomBytes(32).toString('base64url');
    const row = await tx.apiToken.create({
      data: { id: newId(), ...given, hash: hashOf(secret), hint: secret.slice(-4) },
    });
    return { row: rowOf(row), secret };
  }

  /** The tokens of a site, newest first; those of one person, or of all. */
  async ofSite(siteId: string, userId: string | null): Promise<ApiTokenRow[]> {
    const where = { siteId, ...(userId !== null && { userId }) };
    return (await this.database.client.apiToken.findMany({ where, orderBy: { createdAt: 'desc' }, take: 200 })).map(
      rowOf,
    );
  }

  async byId(id: string, tx: Tx = this.database.client): Promise<ApiTokenRow | null> {
    const row = await tx.apiToken.findUnique({ where: { id } });
    return row && rowOf(row);
  }

  /** False when it was revoked before. */
  async revoke(tx: Tx, id: string, by: { readonly id: string; readonly at: Date }): Promise<boolean> {
    const data = { revokedAt: by.at, revokedById: by.id };
    return (await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data })).count === 1;
  }

  /**
   * Who a token speaks for: its person, at its one site alone, with their roles of this moment. Null when it is not
   * known, revoked or over, or when its person was deactivated or has no role there any more.
   */
  async actorOf(token: string, address: string | null): Promise<StaffActor | null> {
    if (!token.startsWith(PREFIX)) return null;
    const now = this.clock.now();
    const row = await this.database.client.apiToken.findUnique({ where: { hash: hashOf(token) } });
    if (!row || row.revokedAt || row.expiresAt <= now) return null;
    const actor = await this.people.actor(row.userId, { channel: 'token', address });
    const memberships = actor?.memberships.filter(({ siteId }) => siteId === row.siteId) ?? [];
    if (!actor || memberships.length === 0) return null;
    if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > NOTED_EVERY_MS) {
      await this.database.client.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
    }
    return { ...actor, memberships, ...(row.scope === 'read' && { readOnly: true }) };
  }
}

type Stored = Omit<ApiTokenRow, 'scope'> & { scope: string; hash: string; revokedById: string | null };

function rowOf({ hash: _hash, revokedById: _by, ...row }: Stored): ApiTokenRow {
  return row as ApiTokenRow;
}
