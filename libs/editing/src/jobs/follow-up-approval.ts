import { Injectable } from '@nestjs/common';
import { Database, type JobHandler, UnusableJob } from '#platform';
import { FollowUpTasks } from '../follow-up/follow-up-tasks.js';
import { followUpApprovalJob } from './jobs.js';

/**
 * A text was approved: those that show it as a piece or were translated from it get their tasks, and its own that are
 * done with end. It compares what is with what should be, so twice is once, and late finds what is true then.
 */
@Injectable()
export class FollowUpApproval implements JobHandler<{ approvalId: string }> {
  readonly job = followUpApprovalJob;

  constructor(
    private readonly database: Database,
    private readonly tasks: FollowUpTasks,
  ) {}

  async run({ approvalId }: { approvalId: string }): Promise<void> {
    const [approval] = await this.database.client.$queryRaw<{ articleId: string }[]>`
      SELECT article_id AS "articleId" FROM approval WHERE id = ${approvalId}::uuid`;
    if (!approval) throw new UnusableJob(`There is no approval ${approvalId} to follow up.`);
    await this.database.transaction((tx) => this.tasks.settle(tx, approval.articleId));
  }
}
