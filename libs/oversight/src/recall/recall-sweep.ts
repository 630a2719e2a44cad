import { Injectable } from '@nestjs/common';
import { type JobRequest, type Sweep, systemActor } from '#platform';
import { DriveRecalls } from './drive-recalls.js';

/** Goes on where a recall was interrupted, and ends those whose correction is live. */
@Injectable()
export class RecallSweep implements Sweep {
  readonly name = 'oversight.drive-recalls';
  readonly everyMs = 60_000;

  constructor(private readonly drive: DriveRecalls) {}

  async run(): Promise<JobRequest[]> {
    await this.drive.takeOff(systemActor('reviewClock'));
    await this.drive.settle();
    return [];
  }
}
