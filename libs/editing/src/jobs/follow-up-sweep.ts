import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database, type JobRequest, type Sweep } from '#platform';
import { followUpApprovalJob } from './jobs.js';

/** How far back a sweep looks: longer than a queue may be down over a weekend. */
const DAYS = 4;

/** Asks again for the follow-up of recent approvals, in case the queue lost one. A second follow-up changes nothing. */
@Injectable()
export class FollowUpSweep implements Sweep {
  readonly name = 'editing.follow-up-approvals';
  readonly everyMs = 3_600_000;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<JobRequest[]> {
    const since = new Date(this.clock.now().getTime() - DAYS * 86_400_000);
    const found = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT ON (article_id) id FROM approval WHERE approved_at > ${since}
      ORDER BY article_id, approved_at DESC, id DESC`;
    return found.map(({ id }) => ({ job: followUpApprovalJob, data: { approvalId: id }, id: `follow-up-${id}` }));
  }
}
