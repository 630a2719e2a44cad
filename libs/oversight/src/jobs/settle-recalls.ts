import { Injectable } from '@nestjs/common';
import { Database, type JobHandler } from '#platform';
import { publicationById } from '#publishing';
import { DriveRecalls } from '../recall/drive-recalls.js';
import { settleRecallsJob } from './jobs.js';

/** Something went live: perhaps it is the correction that a recall waits for. The sweep finds it if this is lost. */
@Injectable()
export class SettleRecalls implements JobHandler<{ publicationId: string }> {
  readonly job = settleRecallsJob;

  constructor(
    private readonly database: Database,
    private readonly drive: DriveRecalls,
  ) {}

  async run({ publicationId }: { publicationId: string }): Promise<void> {
    const publication = await publicationById(this.database.client, publicationId);
    if (publication) await this.drive.settle(publication.articleId);
  }
}
