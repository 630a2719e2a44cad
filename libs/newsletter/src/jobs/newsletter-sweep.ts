import { Inject, Injectable } from '@nestjs/common';
import { type JobRequest, LOGGER, type Logger, type Sweep } from '#platform';
import { Ledger } from '../persistence/ledger.js';
import { BeforeSending } from '../use-cases/before-sending.js';
import { NoteRefusals } from '../use-cases/note-refusals.js';
import { sendChunkJob } from './jobs.js';

/**
 * Jobs for one issue at once. A killed worker's job is locked for a while; the others go on meanwhile, and several
 * workers share an issue. The lines of each worker stay its limit, whatever the number of its jobs.
 */
const JOBS_AN_ISSUE = 3;

/**
 * Finds what no job looks after: leases whose worker is gone, issues that wait for a try that is due, issues whose last
 * recipient was settled by this very sweep, people whom a cancellation missed. The queue may lose everything; this finds it again.
 */
@Injectable()
export class NewsletterSweep implements Sweep {
  readonly name = 'newsletter';
  readonly everyMs = 10_000;

  constructor(
    private readonly ledger: Ledger,
    private readonly before: BeforeSending,
    private readonly refusals: NoteRefusals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<JobRequest[]> {
    const ended = await this.ledger.endExpiredLeases();
    if (ended.queued + ended.unknown > 0) this.logger.warn(ended, 'leases of recipients ended without their worker');
    await this.ledger.endCancelled();
    await this.ledger.finishSettled();
    await this.refusals.run();
    await this.before.run(await this.ledger.issuesWithDueRecipients());
    const due = await this.ledger.issuesWithDueRecipients();
    return due.flatMap((issueId) =>
      Array.from({ length: JOBS_AN_ISSUE }, (_, slot): JobRequest => {
        return { job: sendChunkJob, data: { issueId }, id: `send-chunk-${issueId}-${slot}` };
      }),
    );
  }
}
