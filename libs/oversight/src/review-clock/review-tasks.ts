import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { type Actor, Database, type Tx } from '#platform';
import { CloseTask, OpenTask } from '#tasks';
import { REMINDER_DAYS, reminderAt } from '../domain/reminders.js';
import type { PublishedReview } from '../persistence/published-reviews.js';
import { dueTaskKey, overdueTaskKey } from './task-keys.js';

interface OpenReviewTask {
  readonly key: string;
}

/** The tasks that follow a review date, and their end when the text was reviewed, replaced or withdrawn. */
@Injectable()
export class ReviewTasks {
  constructor(
    private readonly database: Database,
    private readonly open: OpenTask,
    private readonly close: CloseTask,
    private readonly clock: Clock,
  ) {}

  /** Opens the task that says that the review is due soon. */
  async due(tx: Tx, review: PublishedReview): Promise<void> {
    await this.open.run(tx, { ...orderOf(review), key: dueTaskKey(review), kind: 'reviewDue', urgent: false });
  }

  /** Opens the task that says that the review is overdue. */
  async overdue(tx: Tx, review: PublishedReview): Promise<void> {
    await this.open.run(tx, { ...orderOf(review), key: overdueTaskKey(review), kind: 'reviewOverdue', urgent: true });
  }

  /** Closes those tasks whose text is not due any more, or not live. Two statements, whatever their number. */
  async settle(by: Actor): Promise<number> {
    const now = this.clock.now();
    const [first] = REMINDER_DAYS;
    const window = first!.day * 86_400_000;
    return this.database.transaction(async (tx) => {
      const over = await tx.$queryRaw<OpenReviewTask[]>`
        SELECT t.key FROM task t
        WHERE t.kind IN ('reviewDue', 'reviewOverdue') AND t.closed_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM published_review v WHERE v.article_id = t.article_id AND v.locale = t.locale
            AND v.review_due_at <= CASE t.kind WHEN 'reviewOverdue' THEN ${now}::timestamptz
                                   ELSE ${new Date(now.getTime() + window)}::timestamptz END)`;
      const keys = over.map(({ key }) => key);
      return this.close.many(tx, keys, by, 'The text was reviewed again, or is not live any more.');
    });
  }
}

function orderOf({ ownerSiteId, articleId, locale, publicationId, reviewDueAt }: PublishedReview) {
  return {
    siteId: ownerSiteId,
    articleId,
    locale,
    subject: { type: 'publication', id: publicationId },
    detail: { reviewDueAt: reviewDueAt.toISOString(), dayOfFirstReminder: reminderAt(reviewDueAt, 60).toISOString() },
    dueAt: reviewDueAt,
  };
}
