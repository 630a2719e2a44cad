import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { ImportBatches } from '../persistence/import-batches.js';
import { runImportJob } from './jobs.js';

/** Wakes a worker for each upload that waits, or whose worker is gone: a queue that was emptied is filled again. */
@Injectable()
export class FindDueImports implements Sweep {
  readonly name = 'importing.find-due-imports';
  readonly everyMs = 5_000;

  constructor(private readonly batches: ImportBatches) {}

  async run(): Promise<JobRequest[]> {
    const due = await this.batches.due();
    return due.map((batchId) => ({ job: runImportJob, data: { batchId }, id: `run-import-${batchId}` }));
  }
}
