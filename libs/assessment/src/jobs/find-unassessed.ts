import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { StoredReports } from '../persistence/stored-reports.js';
import { assessRevisionJob } from './jobs.js';

/** Finds texts that today's checks did not see: after an upgrade of the checks, a lost job, or an import. */
@Injectable()
export class FindUnassessed implements Sweep {
  readonly name = 'assessment.find-unassessed';
  readonly everyMs = 30_000;

  constructor(private readonly reports: StoredReports) {}

  async run(): Promise<JobRequest[]> {
    const found = await this.reports.unassessed();
    return found.map(({ revisionId }) => ({
      job: assessRevisionJob,
      data: { revisionId },
      id: `assess-${revisionId}`,
    }));
  }
}
