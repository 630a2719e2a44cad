import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database, type JobHandler } from '#platform';
import { RISK_POLICY, type RiskClass } from '#review';
import { OpenTask } from '#tasks';
import { PublishedReviews } from '../persistence/published-reviews.js';
import { RefreshDates } from '../review-clock/refresh-dates.js';
import { raisedRiskKeys } from '../review-clock/task-keys.js';
import { reopenRaisedRiskJob } from './jobs.js';

const DAY_MS = 86_400_000;

/**
 * An article turned out to be riskier than it was approved as: each live text of it is to be reviewed under the stricter
 * rules within the days that class gives a reviewer, and its readers are told the earlier review date at once. Run
 * twice, or after somebody did the work, it opens nothing more.
 */
@Injectable()
export class ReopenRaisedRisk implements JobHandler<{ articleId: string }> {
  readonly job = reopenRaisedRiskJob;

  constructor(
    private readonly database: Database,
    private readonly reviews: PublishedReviews,
    private readonly refresh: RefreshDates,
    private readonly open: OpenTask,
    private readonly clock: Clock,
  ) {}

  async run({ articleId }: { articleId: string }): Promise<void> {
    const live = await this.database.transaction(async (tx) => {
      const all = await this.reviews.ofArticle(tx, articleId);
      const now = this.clock.now().getTime();
      const keys = all.map(({ riskClass, publicationId }) => `${raisedRiskKeys(riskClass)}${publicationId}`);
      const asked = new Set(await this.reviews.knownTasks(tx, keys));
      const orders = all.map(({ ownerSiteId: siteId, locale, publicationId, riskClass }, at) => ({
        ...{ key: keys[at]!, kind: 'riskRaised' as const, siteId, articleId, locale },
        ...{ subject: { type: 'publication', id: publicationId }, detail: { riskClass }, urgent: true },
        dueAt: new Date(now + RISK_POLICY[riskClass as RiskClass].answerWithinDays * DAY_MS),
      }));
      await this.open.many(
        tx,
        orders.filter(({ key }) => !asked.has(key)),
      );
      return all;
    });
    // Each in a transaction of its own. The review clock finds what a killed process left.
    for (const { publicationId } of live) await this.refresh.run(publicationId);
  }
}
