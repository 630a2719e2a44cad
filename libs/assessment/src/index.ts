export { AssessmentModule } from './assessment.module.js';
export { type AssessedFinding, Assessments, type RevisionAssessment } from './assessments.js';
export { FindingGone, FindingsOpen, WaiverNeedsColleague, WaiverNeedsReviewer } from './domain/refusals.js';
export { assessmentHandlers, assessmentJobs, assessmentSweeps } from './jobs/index.js';
export { assessRevisionJob } from './jobs/jobs.js';
export { type WaiverRow, Waivers } from './persistence/waivers.js';
export { WaiveFinding, type WaiveFindingInput } from './use-cases/waive-finding.js';
