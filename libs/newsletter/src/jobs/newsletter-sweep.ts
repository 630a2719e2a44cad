import { Inject, Injectable } from '@nestjs/common';
import { type JobRequest, LOGGER, type Logger, type Sweep } from '#platform';
import { Ledger } from '../persistence/ledger.js';
import { sendChunkJob } from './jobs.js';

/**
 * Finds what no job looks after: leases whose worker is gone, issues that wait for a try that is due, issues whose last
 * recipient was settled by this very sweep. The queue may lose everything; this finds it again.
 */
@Injectable()
export class NewsletterSweep implements Sweep {
  readonly name = 'newsletter';
  readonly everyMs = 10_000;

  constructor(
    private readonly ledger: Ledger,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<JobRequest[]> {
    const ended = await this.ledger.endExpiredLeases();
    if (ended.queued + ended.unknown > 0) this.logger.warn(ended, 'leases of recipients ended without their worker');
    await this.ledger.finishSettled();
    const due = await this.ledger.issuesWithDueRecipients();
    return due.map((issueId) => ({ job: sendChunkJob, data: { issueId }, id: `send-chunk-${issueId}` }) as JobRequest);
  }
}
