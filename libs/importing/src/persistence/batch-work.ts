import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { BatchItemRow, BatchRow } from './import-batches.js';
import { ImportBatches } from './import-batches.js';

/** An upload that this worker has for now. */
export interface LeasedBatch {
  readonly batch: BatchRow;
  readonly attempt: number;
  /** The first ordinal that no part has yet. */
  readonly next: number;
}

/** A file of a leased upload that is not gone through. */
export interface WaitingFile {
  readonly position: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly firstOrdinal: number | null;
}

/** How long a worker keeps an upload without a sign of life. Longer than any group of articles takes. */
const LEASE_SECONDS = 60;
/** An upload whose worker died this often does harm. */
const MOST_ATTEMPTS = 5;

/** Uploads as the worker goes through them: leased, written down group by group, ended. */
@Injectable()
export class BatchWork {
  constructor(
    private readonly database: Database,
    private readonly batches: ImportBatches,
  ) {}

  /** Ids of uploads that wait, or whose worker is gone. */
  async due(limit = 20): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT id FROM import_batch
      WHERE state = 'queued' OR (state = 'running' AND leased_until < now()) ORDER BY created_at LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }

  /** Takes an upload for this worker; null when another has it or it is over. One that keeps dying is ended. */
  async lease(id: string): Promise<LeasedBatch | null> {
    await this.database.client.$executeRaw`
      UPDATE import_batch SET state = 'failed', finished_at = now(), leased_until = NULL,
        fault = 'Reading this upload ended the program several times. Upload its files one at a time to find the one.'
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
    return { batch: (await this.batches.byId(id))!, next: (last._max.ordinal ?? -1) + 1, attempt: lease.attempt };
  }

  /** The files that are not gone through, in their order. */
  waiting(batchId: string): Promise<WaitingFile[]> {
    return this.database.client.importBatchFile.findMany({
      where: { batchId, state: { not: 'read' } },
      orderBy: { position: 'asc' },
      select: { position: true, fileName: true, bytes: true, firstOrdinal: true },
    });
  }

  /**
   * Says that a file is begun with the part of this ordinal, unless it was begun before, and gives its bytes. Null when
   * this worker has to stop: another one has the upload by now, or somebody cancelled it.
   */
  async begin({ batch, attempt }: LeasedBatch, position: number, firstOrdinal: number): Promise<Uint8Array | null> {
    await this.database.client.importBatchFile.updateMany({
      where: { batchId: batch.id, position, state: 'waiting' },
      data: { state: 'reading', firstOrdinal },
    });
    // With the upload's state in one statement: the bytes of one that was cancelled are emptied at any moment.
    const rows = await this.database.client.importBatchFile.findMany({
      where: { batchId: batch.id, position, batch: { state: 'running', attempt } },
      select: { source: true },
    });
    return rows[0]?.source ?? null;
  }

  /**
   * Writes down what became of some parts, how far the file is read, and the lease. False when this worker has to stop:
   * another one has the upload by now, or somebody cancelled it. What was done before that is written down all the same.
   */
  async keep(
    leased: LeasedBatch,
    file: { readonly position: number; readonly bytesRead: number; readonly read?: boolean },
    items: readonly BatchItemRow[],
  ): Promise<boolean> {
    const { batch, attempt } = leased;
    return this.database.transaction(async (tx) => {
      const [now] = await tx.$queryRaw<{ state: string }[]>`
        SELECT state FROM import_batch WHERE id = ${batch.id}::uuid AND attempt = ${attempt} FOR UPDATE`;
      if (!now || (now.state !== 'running' && now.state !== 'cancelled')) return false;
      await tx.importBatchItem.createMany({
        data: items.map((item) => ({ batchId: batch.id, ...item })),
        skipDuplicates: true,
      });
      await tx.$executeRaw`
        UPDATE import_batch_file SET bytes_read = greatest(bytes_read, least(bytes, ${file.bytesRead}::int)),
          state = CASE WHEN ${file.read ?? false} THEN 'read' ELSE state END
        WHERE batch_id = ${batch.id}::uuid AND position = ${file.position}`;
      if (now.state !== 'running') return false;
      await tx.$executeRaw`
        UPDATE import_batch SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
        WHERE id = ${batch.id}::uuid`;
      return true;
    });
  }

  /** Gives an upload back before its end: the process shuts down. */
  async release({ batch, attempt }: LeasedBatch): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE import_batch SET state = 'queued', leased_until = NULL, attempt = attempt - 1
      WHERE id = ${batch.id}::uuid AND state = 'running' AND attempt = ${attempt}`;
  }

  /** Ends an upload. */
  async finish({ batch, attempt }: LeasedBatch, fault: string | null): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE import_batch SET state = ${fault === null ? 'done' : 'failed'}, fault = ${fault}, finished_at = now(), leased_until = NULL
      WHERE id = ${batch.id}::uuid AND state = 'running' AND attempt = ${attempt}`;
  }

  /** Empties the uploaded bytes of uploads that are over: each article keeps its own part of them. */
  async emptyEnded(): Promise<number> {
    return this.database.client.$executeRaw`
      UPDATE import_batch_file f SET source = '' FROM import_batch b
      WHERE b.id = f.batch_id AND b.state IN ('done', 'failed', 'cancelled') AND length(f.source) > 0`;
  }
}
