export { ParkedModule } from './parked.module.js';
export { type NewParkedJob, type ParkedJobRow, ParkedJobs, workKey } from './persistence/parked-jobs.js';
export { ReleaseParkedJob } from './use-cases/release-parked-job.js';
