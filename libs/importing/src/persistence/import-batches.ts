import { Injectable } from '@nestjs/common';
import { isId, newId } from '#kernel';
import { Database, type Tx } from '#platform';

/** An upload and how far the worker is with it. Its bytes are not in it. */
export interface BatchRow {
  readonly id: string;
  readonly siteId: string;
  readonly topic: string;
  readonly locale: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: string;
  readonly fault: string | null;
  readonly requestedById: string;
  readonly cancelledById: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** One file of an upload. `state` is waiting, reading or read. */
export interface BatchFileRow {
  readonly position: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly bytesRead: number;
  readonly state: string;
}

export interface BatchItemRow {
  readonly ordinal: number;
  readonly name: string;
  readonly outcome: string;
  readonly articleId: string | null;
  readonly recordId: string | null;
  readonly message: string | null;
}

/** How many parts of an upload ended in which way. */
export type BatchCounts = Readonly<Record<string, number>>;

const FIELDS = {
  id: true,
  siteId: true,
  topic: true,
  locale: true,
  fileName: true,
  sha256: true,
  state: true,
  fault: true,
  requestedById: true,
  cancelledById: true,
  createdAt: true,
  finishedAt: true,
} as const;

/** A file of a new upload. */
export interface NewBatchFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface NewBatch {
  readonly siteId: string;
  readonly topic: string;
  readonly locale: string;
  readonly sha256: string;
  readonly files: readonly NewBatchFile[];
  readonly requestedById: string;
  readonly at: Date;
}

/** Adds an upload. Throws a unique violation when the same files wait or are read at this site. */
export async function insertBatch(tx: Tx, { at, files, ...batch }: NewBatch): Promise<BatchRow> {
  const fileName = files[0]?.fileName ?? '';
  const data = { id: newId(), ...batch, fileName, source: new Uint8Array(), createdAt: at };
  const added = await tx.importBatch.create({ data, select: FIELDS });
  await tx.importBatchFile.createMany({
    data: files.map(({ bytes, ...file }, position) => ({
      batchId: added.id,
      position,
      ...file,
      bytes: bytes.length,
      source: Uint8Array.from(bytes),
    })),
  });
  return added;
}

/** Ends an upload before its end; false when it is over already. The worker that reads it stops behind its group. */
export async function cancelBatch(tx: Tx, id: string, byId: string, at: Date): Promise<boolean> {
  const { count } = await tx.importBatch.updateMany({
    where: { id, state: { in: ['queued', 'running'] } },
    data: { state: 'cancelled', cancelledById: byId, finishedAt: at, leasedUntil: null },
  });
  return count === 1;
}

/** Uploads as staff look at them. */
@Injectable()
export class ImportBatches {
  constructor(private readonly database: Database) {}

  byId(id: string, tx: Tx = this.database.client): Promise<BatchRow | null> {
    return isId(id) ? tx.importBatch.findUnique({ where: { id }, select: FIELDS }) : Promise.resolve(null);
  }

  openOf(siteId: string, sha256: string): Promise<BatchRow | null> {
    const open = { in: ['queued', 'running'] };
    return this.database.client.importBatch.findFirst({ where: { siteId, sha256, state: open }, select: FIELDS });
  }

  /** The newest uploads of a site. */
  ofSite(siteId: string, limit: number): Promise<BatchRow[]> {
    return this.database.client.importBatch.findMany({
      where: { siteId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
      select: FIELDS,
    });
  }

  /** The files of uploads, by upload and in their order. */
  async filesOf(batchIds: readonly string[]): Promise<Map<string, BatchFileRow[]>> {
    const rows = await this.database.client.importBatchFile.findMany({
      where: { batchId: { in: [...batchIds] } },
      orderBy: { position: 'asc' },
      select: {
        batchId: true,
        position: true,
        fileName: true,
        sha256: true,
        bytes: true,
        bytesRead: true,
        state: true,
      },
    });
    const found = new Map<string, BatchFileRow[]>(batchIds.map((id) => [id, []]));
    for (const { batchId, ...file } of rows) found.get(batchId)!.push(file);
    return found;
  }

  /** How the parts of uploads ended, by upload. */
  async countsOf(batchIds: readonly string[]): Promise<Map<string, BatchCounts>> {
    const groups = await this.database.client.importBatchItem.groupBy({
      by: ['batchId', 'outcome'],
      where: { batchId: { in: [...batchIds] } },
      _count: true,
    });
    const found = new Map<string, Record<string, number>>(batchIds.map((id) => [id, {}]));
    for (const { batchId, outcome, _count } of groups) found.get(batchId)![outcome] = _count;
    return found;
  }

  /** Parts of an upload in the order of its files, from `after` on. */
  items(batchId: string, after: number, limit: number): Promise<BatchItemRow[]> {
    return this.database.client.importBatchItem.findMany({
      where: { batchId, ordinal: { gt: after } },
      orderBy: { ordinal: 'asc' },
      take: limit,
      select: { ordinal: true, name: true, outcome: true, articleId: true, recordId: true, message: true },
    });
  }
}
