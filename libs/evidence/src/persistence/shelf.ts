import { Injectable } from '@nestjs/common';
import type { Reference } from '#document';
import { newId } from '#kernel';
import type { Tx } from '#platform';

/** The references that people put into a site's library by hand. */
@Injectable()
export class ReferenceShelf {
  /**
   * The record of a source, by any of its identities; made when there is none. The identities are the database's own
   * (`carepress_reference_keys`), so that a text that cites it later finds this record.
   *
   * @returns null for a source without an identity, such as a page on the web
   */
  async recordOf(tx: Tx, given: Reference): Promise<string | null> {
    const source = JSON.stringify(given);
    const [row] = await tx.$queryRaw<{ keys: string[] }[]>`SELECT carepress_reference_keys(${source}::jsonb) AS keys`;
    const keys = row!.keys;
    if (keys.length === 0) return null;
    const known = await this.known(tx, keys);
    if (known) return known;
    const id = newId();
    const { key: _key, ...fields } = given;
    await tx.evidenceReference.create({ data: { id, ...fields } });
    const rows = keys.map((key) => ({ key, referenceId: id }));
    const { count } = await tx.evidenceIdentity.createMany({ data: rows, skipDuplicates: true });
    if (count > 0) return id;
    // Somebody else made it at this moment: theirs is the record.
    await tx.evidenceReference.delete({ where: { id } });
    return this.known(tx, keys);
  }

  /** False when it stood there already. */
  async put(
    tx: Tx,
    entry: { siteId: string; referenceId: string; addedById: string; addedAt: Date },
  ): Promise<boolean> {
    return (await tx.referenceShelf.createMany({ data: [entry], skipDuplicates: true })).count === 1;
  }

  private async known(tx: Tx, keys: string[]): Promise<string | null> {
    const found = await tx.evidenceIdentity.findFirst({ where: { key: { in: keys } }, orderBy: { key: 'asc' } });
    return found?.referenceId ?? null;
  }
}
