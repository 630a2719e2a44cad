import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { BatchWork } from '../persistence/batch-work.js';
import { runImportJob } from './jobs.js';

/**
 * Wakes a worker for each upload that waits, or whose worker is gone: a queue that was emptied is filled again. Empties
 * the bytes of uploads that are over.
 */
@Injectable()
export class FindDueImports implements Sweep {
  readonly name = 'importing.find-due-imports';
  readonly everyMs = 5_000;

  constructor(private readonly work: BatchWork) {}

  async run(): Promise<JobRequest[]> {
    await this.work.emptyEnded();
    const due = await this.work.due();
    return due.map((batchId) => ({ job: runImportJob, data: { batchId }, id: `run-import-${batchId}` }));
  }
}
