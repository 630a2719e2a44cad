import { Injectable } from '@nestjs/common';
import { type JobHandler, systemActor } from '#platform';
import { PublishedReviews } from '../persistence/published-reviews.js';
import { RefreshDates } from '../review-clock/refresh-dates.js';
import { ReviewTasks } from '../review-clock/review-tasks.js';
import { refreshDatesJob } from './jobs.js';

/** A text that is live was reviewed again: the new dates go to its readers at once. The sweep does it if this is lost. */
@Injectable()
export class RefreshDatesOfApproval implements JobHandler<{ approvalId: string }> {
  readonly job = refreshDatesJob;

  constructor(
    private readonly reviews: PublishedReviews,
    private readonly refresh: RefreshDates,
    private readonly tasks: ReviewTasks,
  ) {}

  async run({ approvalId }: { approvalId: string }): Promise<void> {
    for (const id of await this.reviews.liveOfApproval(approvalId)) await this.refresh.run(id);
    await this.tasks.settle(systemActor('reviewClock'));
  }
}
