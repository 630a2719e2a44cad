import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import type { JobContext, JobHandler } from '#platform';
import { type BatchItemRow, type BatchRow, ImportBatches } from '../persistence/import-batches.js';
import { ImportSource, type PartOutcome } from '../use-cases/import-source.js';
import { runImportJob } from './jobs.js';

/**
 * Reads an uploaded file. The batch is leased; what became of each group is written with the lease, so that a worker
 * that dies is followed by one that goes on behind the last group. A group that was imported and not written down is
 * found by its bytes. Run twice, the second finds nothing to lease.
 */
@Injectable()
export class RunImport implements JobHandler<{ batchId: string }> {
  readonly job = runImportJob;

  constructor(
    private readonly batches: ImportBatches,
    private readonly people: People,
    private readonly importSource: ImportSource,
  ) {}

  async run({ batchId }: { batchId: string }, { signal }: JobContext): Promise<void> {
    const leased = await this.batches.lease(batchId);
    if (!leased) return;
    const { batch, from, attempt } = leased;
    const lost = new AbortController();
    const stop = AbortSignal.any([signal, lost.signal]);
    const fault = await this.read(batch, from, stop, async (outcomes) => {
      if (!(await this.batches.keep(batchId, attempt, outcomes.map(itemOf)))) lost.abort();
    });
    if (lost.signal.aborted) return;
    if (signal.aborted) await this.batches.release(batchId, attempt);
    else await this.batches.finish(batchId, attempt, fault);
  }

  private async read(
    batch: BatchRow,
    from: number,
    signal: AbortSignal,
    told: (outcomes: readonly PartOutcome[]) => Promise<void>,
  ): Promise<string | null> {
    // Whoever asked may have lost the role since: it is looked at now.
    const actor = await this.people.actor(batch.requestedById);
    if (!actor) return 'The person who uploaded the file is not on the staff any more.';
    const { siteId, topic, locale, fileName } = batch;
    const source = await this.batches.source(batch.id);
    const file = { name: fileName, size: source.length, chunks: () => slices(source) };
    const refused = await this.importSource.run(actor, { siteId, topic, locale }, file, { signal, from, told });
    return refused?.message ?? null;
  }
}

/** Pieces small enough that an export is read as a stream here too. */
const SLICE = 256 * 1024;

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

function itemOf(outcome: PartOutcome): BatchItemRow {
  const { name, ordinal } = outcome;
  const none = { articleId: null, recordId: null, message: null };
  if ('refusal' in outcome) return { name, ordinal, ...none, outcome: 'refused', message: outcome.refusal.message };
  if ('leftOut' in outcome) return { name, ordinal, ...none, outcome: 'leftOut', message: outcome.leftOut };
  const { articleId, importRecordId, outcome: made } = outcome.imported;
  return { name, ordinal, outcome: made, articleId, recordId: importRecordId, message: null };
}
