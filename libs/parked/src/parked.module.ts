import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { ParkedJobs } from './persistence/parked-jobs.js';
import { ReleaseParkedJob } from './use-cases/release-parked-job.js';

/** Jobs that wait for a person. */
@Module({
  imports: [IdentityModule],
  providers: [ParkedJobs, ReleaseParkedJob],
  exports: [ParkedJobs, ReleaseParkedJob],
})
export class ParkedModule {}
