import { Injectable } from '@nestjs/common';
import { isId, newId } from '#kernel';
import { Database, type Tx } from '#platform';

/** An uploaded file and how far the worker is with it. Its bytes are not in it. */
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
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface BatchItemRow {
  readonly ordinal: number;
  readonly name: string;
  readonly outcome: string;
  readonly articleId: string | null;
  readonly recordId: string | null;
  readonly message: string | null;
}

/** How many parts of a file ended in which way. */
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
  createdAt: true,
  finishedAt: true,
} as const;

/** How long a worker keeps a batch without a sign of life. Longer than any group of articles takes. */
const LEASE_SECONDS = 60;
/** A batch whose worker died this often does harm. */
const MOST_ATTEMPTS = 5;

export interface NewBatch {
  readonly siteId: string;
  readonly topic: string;
  readonly locale: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly source: Uint8Array;
  readonly requestedById: string;
  readonly at: Date;
}

/** Adds a batch. Throws a unique violation when the same bytes wait or are read at this site. */
export function insertBatch(tx: Tx, { at, source, ...batch }: NewBatch): Promise<BatchRow> {
  const data = { id: newId(), ...batch, source: Uint8Array.from(source), createdAt: at };
  return tx.importBatch.create({ data, select: FIELDS });
}

/** The uploads of files with many articles. */
@Injectable()
export class ImportBatches {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<BatchRow | null> {
    return isId(id)
      ? this.database.client.importBatch.findUnique({ where: { id }, select: FIELDS })
      : Promise.resolve(null);
  }

  openOf(siteId: string, sha256: string): Promise<BatchRow | null> {
    const open = { in: ['queued', 'running'] };
    return this.database.client.importBatch.findFirst({ where: { siteId, sha256, state: open }, select: FIELDS });
  }

  /** The newest uploads of a site. */
  ofSite(siteId: string, limit: number): Promise<BatchRow[]> {
    return this.database.client.importBatch.findMany({
      where: { siteId },
      orderBy: { createdAt: 'desc' },
      take: limit,
      select: FIELDS,
    });
  }

  async countsOf(batchId: string): Promise<BatchCounts> {
    const groups = await this.database.client.importBatchItem.groupBy({
      by: ['outcome'],
      where: { batchId },
      _count: true,
    });
    return Object.fromEntries(groups.map(({ outcome, _count }) => [outcome, _count]));
  }

  /** Parts of a batch in the order of the file, from `after` on. */
  items(batchId: string, after: number, limit: number): Promise<BatchItemRow[]> {
    return this.database.client.importBatchItem.findMany({
      where: { batchId, ordinal: { gt: after } },
      orderBy: { ordinal: 'asc' },
      take: limit,
      select: { ordinal: true, name: true, outcome: true, articleId: true, recordId: true, message: true },
    });
  }

  /** Ids of batches that wait, or whose worker is gone. */
  async due(limit = 20): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT id FROM import_batch
      WHERE state = 'queued' OR (state = 'running' AND leased_until < now()) ORDER BY created_at LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }

  /** Takes a batch for this worker; null when another has it or it is over. One that keeps dying is ended. */
  async lease(id: string): Promise<{ batch: BatchRow; from: number; attempt: number } | null> {
    await this.database.client.$executeRaw`
      UPDATE import_batch SET state = 'failed', finished_at = now(),
        fault = 'Reading this file ended the program several times. Split the file and upload the parts.'
      WHERE id = ${id}::uuid AND state = 'running' AND leased_until < now() AND attempt >= ${MOST_ATTEMPTS}`;
    const leased = await this.database.client.$queryRaw<{ attempt: number }[]>`
      UPDATE import_batch SET state = 'running', attempt = attempt + 1, leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${id}::uuid AND (state = 'queued' OR (state = 'running' AND leased_until < now())) RETURNING attempt`;
    const [lease] = leased;
    if (!lease) return null;
    const last = await this.database.client.importBatchItem.aggregate({
      where: { batchId: id },
      _max: { ordinal: true },
    });
    return { batch: (await this.byId(id))!, from: (last._max.ordinal ?? -1) + 1, attempt: lease.attempt };
  }

  async source(id: string): Promise<Uint8Array> {
    return (await this.database.client.importBatch.findUniqueOrThrow({ where: { id }, select: { source: true } }))
      .source;
  }

  /** Keeps what became of some parts, and the lease. False when another worker has the batch by now. */
  async keep(id: string, attempt: number, items: readonly BatchItemRow[]): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const held = await tx.$executeRaw`
        UPDATE import_batch SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
        WHERE id = ${id}::uuid AND state = 'running' AND attempt = ${attempt}`;
      if (held === 0) return false;
      await tx.importBatchItem.createMany({
        data: items.map((item) => ({ batchId: id, ...item })),
        skipDuplicates: true,
      });
      return true;
    });
  }

  /** Gives a batch back before its end: the process shuts down. */
  async release(id: string, attempt: number): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE import_batch SET state = 'queued', leased_until = NULL, attempt = attempt - 1
      WHERE id = ${id}::uuid AND state = 'running' AND attempt = ${attempt}`;
  }

  /** Ends a batch. The uploaded bytes go: each article keeps its own part of them. */
  async finish(id: string, attempt: number, fault: string | null): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE import_batch SET state = ${fault === null ? 'done' : 'failed'}, fault = ${fault}, finished_at = now(), leased_until = NULL, source = ''
      WHERE id = ${id}::uuid AND state = 'running' AND attempt = ${attempt}`;
  }
}
