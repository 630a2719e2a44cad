import { AssessRevision } from './assess-revision.js';
import { FindUnassessed } from './find-unassessed.js';
import { assessRevisionJob } from './jobs.js';

/** Every job of this room. */
export const assessmentJobs = [assessRevisionJob];

/** Their handlers, one a job. */
export const assessmentHandlers = [AssessRevision];

export const assessmentSweeps = [FindUnassessed];
