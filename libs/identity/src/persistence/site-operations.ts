import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** An operation of a program, as it is sent. */
export interface OperationText {
  readonly name: string | null;
  readonly body: string;
}

/** An operation on the list of a site. */
export interface SiteOperationRow {
  /** SHA-256 of its text, 64 hexadecimal digits. */
  readonly hash: string;
  readonly name: string | null;
}

/** By which an operation is known: the SHA-256 of its text, byte for byte. */
export const hashOfOperation = (body: string): string => createHash('sha256').update(body).digest('hex');

/** The operations that sites answer over the delivery API. A site without any answers every operation. */
@Injectable()
export class SiteOperations {
  constructor(private readonly database: Database) {}

  /** In the order of their names. */
  ofSite(siteId: string, tx: Tx = this.database.client): Promise<SiteOperationRow[]> {
    return tx.siteOperation.findMany({
      where: { siteId },
      select: { hash: true, name: true },
      orderBy: [{ name: 'asc' }, { hash: 'asc' }],
    });
  }

  /** Puts a list in the place of the one before. @returns false when they are the same */
  async replace(tx: Tx, siteId: string, operations: readonly OperationText[]): Promise<boolean> {
    const wanted = new Map(operations.map((it) => [hashOfOperation(it.body), it]));
    // One change of a list at a time.
    await tx.$queryRaw`SELECT 1 FROM site WHERE id = ${siteId}::uuid FOR UPDATE`;
    const removed = await tx.siteOperation.deleteMany({ where: { siteId, hash: { notIn: [...wanted.keys()] } } });
    const known = new Set((await this.ofSite(siteId, tx)).map(({ hash }) => hash));
    const added = [...wanted].filter(([hash]) => !known.has(hash));
    if (added.length > 0) {
      await tx.siteOperation.createMany({
        data: added.map(([hash, { name, body }]) => ({ siteId, hash, name, body })),
      });
    }
    return removed.count > 0 || added.length > 0;
  }
}
