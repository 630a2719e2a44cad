import { Injectable } from '@nestjs/common';
import { Database, type JobHandler } from '#platform';
import { Interests } from '../persistence/interests.js';
import { followMergedTermJob } from './jobs.js';

/** Lets people's interests follow a term that became another one. A second run finds nothing left to move. */
@Injectable()
export class FollowMergedTerm implements JobHandler<{ termId: string; intoId: string }> {
  readonly job = followMergedTermJob;

  constructor(
    private readonly database: Database,
    private readonly interests: Interests,
  ) {}

  async run({ termId, intoId }: { termId: string; intoId: string }): Promise<void> {
    await this.database.transaction((tx) => this.interests.follow(tx, termId, intoId));
  }
}
