import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { RightsStatus, StoredDescription } from '../domain/description.js';

export type MediaKind = 'image' | 'pdf';

/** A picture or PDF of a site, as it stands. */
export interface MediaAssetRow extends StoredDescription {
  readonly id: string;
  readonly siteId: string;
  readonly kind: MediaKind;
  /** The stored file. */
  readonly name: string;
  readonly sha256: string;
  readonly contentType: string;
  readonly bytes: number;
  /** In pixels; null for a PDF. */
  readonly width: number | null;
  readonly height: number | null;
  readonly fallbackFormat: 'jpeg' | 'png' | null;
  readonly fileName: string;
  readonly version: number;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export type NewAsset = Pick<
  MediaAssetRow,
  | 'id'
  | 'siteId'
  | 'kind'
  | 'name'
  | 'sha256'
  | 'contentType'
  | 'bytes'
  | 'width'
  | 'height'
  | 'fallbackFormat'
  | 'fileName'
  | 'createdById'
  | 'createdAt'
> & { readonly sourceSha256: string };

type Stored = Awaited<ReturnType<Tx['mediaAsset']['findFirstOrThrow']>>;

function rowOf(row: Stored): MediaAssetRow {
  const { sourceSha256: _source, archivedById: _by, ...fields } = row;
  return {
    ...fields,
    kind: row.kind as MediaKind,
    fallbackFormat: row.fallbackFormat as MediaAssetRow['fallbackFormat'],
    rightsStatus: row.rightsStatus as RightsStatus,
    altTexts: inOrder(row.altTexts as Record<string, string>),
  };
}

/** The database keeps keys in an order of its own. */
function inOrder(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reads and writes assets. */
@Injectable()
export class MediaAssets {
  constructor(private readonly database: Database) {}

  /** In any order; ids that nobody has are left out. One statement. */
  async byIds(ids: readonly string[], tx: Tx = this.database.client): Promise<MediaAssetRow[]> {
    return (await tx.mediaAsset.findMany({ where: { id: { in: [...ids] } } })).map(rowOf);
  }

  /** Those of these pictures that are described where they are kept, or are decorative. One statement. */
  async described(ids: readonly string[], tx: Tx = this.database.client): Promise<string[]> {
    const words = { OR: [{ alt: { not: null } }, { decorative: true }] };
    const found = await tx.mediaAsset.findMany({ where: { id: { in: [...ids] }, ...words }, select: { id: true } });
    return found.map(({ id }) => id);
  }

  async byId(id: string, tx: Tx = this.database.client): Promise<MediaAssetRow | null> {
    return (await this.byIds([id], tx))[0] ?? null;
  }

  /** What a site has of these bytes, as they came or as they are stored. */
  async ofBytes(siteId: string, hashes: { source: string; stored?: string }): Promise<MediaAssetRow | null> {
    const either = [{ sourceSha256: hashes.source }, ...(hashes.stored ? [{ sha256: hashes.stored }] : [])];
    const row = await this.database.client.mediaAsset.findFirst({ where: { siteId, OR: either } });
    return row && rowOf(row);
  }

  /** Every asset with this stored file, or with a rendition of this name: one a site. */
  async ofFile(name: string): Promise<(MediaAssetRow & { servedType: string; servedBytes: number })[]> {
    const rows = await this.database.client.mediaAsset.findMany({
      where: { OR: [{ name }, { renditions: { some: { name, state: 'ready' } } }] },
      include: { renditions: { where: { name, state: 'ready' }, take: 1 } },
    });
    return rows.map(({ renditions: [rendition], ...row }) => ({
      ...rowOf(row),
      servedType: rendition ? `image/${rendition.format}` : row.contentType,
      servedBytes: rendition?.bytes ?? row.bytes,
    }));
  }

  /** @throws a unique violation when the site has these bytes already */
  async insert(tx: Tx, asset: NewAsset): Promise<MediaAssetRow> {
    return rowOf(await tx.mediaAsset.create({ data: asset }));
  }

  /** Writes the next version; false when `version` is not the newest any more. */
  async describe(
    tx: Tx,
    { id, version }: Pick<MediaAssetRow, 'id' | 'version'>,
    described: StoredDescription,
    by: { readonly id: string; readonly at: Date },
  ): Promise<boolean> {
    const next = { ...described, version: version + 1 };
    const { count } = await tx.mediaAsset.updateMany({ where: { id, version }, data: next });
    if (count === 0) return false;
    await tx.mediaDescription.create({ data: { assetId: id, ...next, describedById: by.id, describedAt: by.at } });
    return true;
  }

  /** Holds others who archive, restore or describe it back until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<MediaAssetRow | null> {
    await tx.$queryRaw`SELECT 1 FROM media_asset WHERE id = ${id}::uuid FOR UPDATE`;
    return this.byId(id, tx);
  }

  /** False when it was in that state already. */
  async setArchived(tx: Tx, id: string, archived: { at: Date; byId: string } | null): Promise<boolean> {
    const where = { id, archivedAt: archived ? null : { not: null } };
    const data = { archivedAt: archived?.at ?? null, archivedById: archived?.byId ?? null };
    return (await tx.mediaAsset.updateMany({ where, data })).count === 1;
  }
}
