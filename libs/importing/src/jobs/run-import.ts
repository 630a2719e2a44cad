import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import type { Refusal } from '#kernel';
import type { JobContext, JobHandler, StaffActor } from '#platform';
import { BatchWork, type LeasedBatch, type WaitingFile } from '../persistence/batch-work.js';
import type { BatchItemRow } from '../persistence/import-batches.js';
import { ImportSource, type PartOutcome } from '../use-cases/import-source.js';
import { runImportJob } from './jobs.js';

/**
 * Reads the files of an upload, one after the other. The upload is leased; what became of each group is written with
 * the lease, so that a worker that dies is followed by one that goes on behind the last group. A group that was imported
 * and not written down is found by its bytes. Run twice, the second finds nothing to lease.
 */
@Injectable()
export class RunImport implements JobHandler<{ batchId: string }> {
  readonly job = runImportJob;

  constructor(
    private readonly work: BatchWork,
    private readonly people: People,
    private readonly importSource: ImportSource,
  ) {}

  async run({ batchId }: { batchId: string }, { signal }: JobContext): Promise<void> {
    const leased = await this.work.lease(batchId);
    if (!leased) return;
    // Whoever asked may have lost the role since: it is looked at now.
    const actor = await this.people.actor(leased.batch.requestedById);
    if (!actor) {
      await this.work.finish(leased, 'The person who uploaded the files is not on the staff any more.');
      return;
    }
    const ended = await this.readAll(leased, actor, signal);
    if (ended === 'stopped') await this.work.release(leased);
    else if (ended !== 'lost') await this.work.finish(leased, ended?.message ?? null);
  }

  /** A refusal that concerns all files, null when all were gone through, or why it stopped before. */
  private async readAll(
    leased: LeasedBatch,
    actor: StaffActor,
    signal: AbortSignal,
  ): Promise<Refusal | 'stopped' | 'lost' | null> {
    let { next } = leased;
    for (const file of await this.work.waiting(leased.batch.id)) {
      const read = await this.readFile(leased, actor, { file, next, signal });
      if (typeof read !== 'number') return read;
      next = read;
    }
    return null;
  }

  /** The next free ordinal behind a file that was gone through. */
  private async readFile(
    leased: LeasedBatch,
    actor: StaffActor,
    { file, next, signal }: { file: WaitingFile; next: number; signal: AbortSignal },
  ): Promise<number | Refusal | 'stopped' | 'lost'> {
    const first = file.firstOrdinal ?? next;
    const source = await this.work.begin(leased, file.position, first);
    if (!source) return 'lost';
    const lost = new AbortController();
    const passed = { bytes: 0 };
    let after = next;
    const keep = async (outcomes: readonly PartOutcome[], read = false) => {
      const items = outcomes.map((outcome) => itemOf(outcome, first));
      after = Math.max(after, ...items.map(({ ordinal }) => ordinal + 1));
      if (!(await this.work.keep(leased, { position: file.position, bytesRead: passed.bytes, read }, items)))
        lost.abort();
    };
    const { siteId, topic, locale } = leased.batch;
    const refused = await this.importSource.run(
      actor,
      { siteId, topic, locale },
      { name: file.fileName, size: source.length, chunks: () => slices(source, passed) },
      { signal: AbortSignal.any([signal, lost.signal]), from: next - first, told: keep },
    );
    if (lost.signal.aborted) return 'lost';
    if (refused) return refused;
    if (signal.aborted) return 'stopped';
    passed.bytes = source.length;
    await keep([], true);
    return lost.signal.aborted ? 'lost' : after;
  }
}

/** Pieces small enough that an export is read as a stream here too. */
const SLICE = 256 * 1024;

async function* slices(bytes: Uint8Array, passed: { bytes: number }): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) {
    passed.bytes = at;
    yield bytes.subarray(at, at + SLICE);
  }
}

function itemOf(outcome: PartOutcome, first: number): BatchItemRow {
  const { name } = outcome;
  const ordinal = first + outcome.ordinal;
  const none = { articleId: null, recordId: null, message: null };
  if ('refusal' in outcome) return { name, ordinal, ...none, outcome: 'refused', message: outcome.refusal.message };
  if ('leftOut' in outcome) return { name, ordinal, ...none, outcome: 'leftOut', message: outcome.leftOut };
  const { articleId, importRecordId, outcome: made } = outcome.imported;
  return { name, ordinal, outcome: made, articleId, recordId: importRecordId, message: null };
}
