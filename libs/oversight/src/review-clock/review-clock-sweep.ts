import { Injectable } from '@nestjs/common';
import type { JobContext, JobRequest, Sweep } from '#platform';
import { ReviewClock } from './review-clock.js';

/** Turns the review clock every few minutes: a review date is a day, not a second. */
@Injectable()
export class ReviewClockSweep implements Sweep {
  readonly name = 'oversight.review-clock';
  readonly everyMs = 300_000;

  constructor(private readonly clock: ReviewClock) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    await this.clock.run(signal);
    return [];
  }
}
