export {
  AlreadyApproved,
  ApproverIsContributor,
  ContentChanged,
  CredentialNotInForce,
  ReviewAlreadyOpen,
  ReviewMovedOn,
  RevisionSuperseded,
} from './domain/refusals.js';
export { type ReviewCaseState, reviewCaseStates } from './domain/review-case-states.js';
export { addMonths, REVIEW_CYCLE_MONTHS, type RiskClass } from './domain/review-cycle.js';
export { type ApprovalRow, approvalById, approvalOfContent, type CredentialSnapshot } from './persistence/approvals.js';
export type { ReviewCaseRow } from './persistence/review-cases.js';
export { ReviewReader } from './persistence/review-reader.js';
export { ReviewModule } from './review.module.js';
export { ApproveRevision, type ApproveRevisionInput } from './use-cases/approve-revision.js';
export { EndReview } from './use-cases/end-review.js';
export { RequestReview } from './use-cases/request-review.js';
