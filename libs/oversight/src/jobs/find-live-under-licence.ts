import { Injectable } from '@nestjs/common';
import { Database, type JobHandler } from '#platform';
import { OpenTask } from '#tasks';
import { PublishedReviews } from '../persistence/published-reviews.js';
import { revokedLicenceKeys } from '../review-clock/task-keys.js';
import { findLiveUnderLicenceJob } from './jobs.js';

/**
 * A licence was revoked: people decide about each text that is live on it. Nothing is taken down by itself: a patient who
 * needs the text is not helped by its absence, and whether it is wrong is for a clinician to say. Run twice, or again after
 * somebody did the work, it opens nothing more.
 */
@Injectable()
export class FindLiveUnderLicence implements JobHandler<{ credentialId: string }> {
  readonly job = findLiveUnderLicenceJob;

  constructor(
    private readonly database: Database,
    private readonly reviews: PublishedReviews,
    private readonly open: OpenTask,
  ) {}

  async run({ credentialId }: { credentialId: string }): Promise<void> {
    const prefix = revokedLicenceKeys(credentialId);
    await this.database.transaction(async (tx) => {
      const found = await this.reviews.onRevokedLicence(tx, credentialId, prefix);
      const orders = found.map(({ publicationId, siteId, ownerSiteId, articleId, locale }) => ({
        ...{
          key: `${prefix}${publicationId}`,
          kind: 'credentialRevoked' as const,
          siteId: ownerSiteId,
          articleId,
          locale,
        },
        ...{ subject: { type: 'publication', id: publicationId }, detail: { credentialId, liveAtSiteId: siteId } },
        urgent: true,
      }));
      await this.open.many(tx, orders);
    });
  }
}
