export type { Candidate, ReviewerObstacle } from './domain/assignment/choose-reviewer.js';
export { type Agreement, agreementOf } from './domain/checklists/agreement.js';
export type { GivenSheet } from './domain/checklists/answers.js';
export type { Instrument, InstrumentName } from './domain/checklists/instrument.js';
export { INSTRUMENTS } from './domain/checklists/instruments.js';
export { type Suggestion, suggestionsFor } from './domain/checklists/suggestions.js';
export {
  AlreadyApproved,
  ApproverIsContributor,
  ChecklistMissing,
  CommentNeeded,
  ConflictDeclared,
  ContentChanged,
  CredentialExpired,
  CredentialNotInForce,
  DueDateInPast,
  NoReviewerFree,
  NotYourReview,
  RequiredBlockMissing,
  ReviewAlreadyOpen,
  ReviewerNotEligible,
  ReviewersComplete,
  ReviewMovedOn,
  RevisionSuperseded,
  SafetyNotMet,
  SecondApproverNeeded,
  SpecialistNeeded,
} from './domain/refusals.js';
export { MOVES, type ReviewCaseState, reviewCaseStates } from './domain/review-case-states.js';
export { addMonths, dueUnder, REVIEW_CYCLE_MONTHS } from './domain/review-cycle.js';
export { type EditClass, RISK_POLICY, type RiskClass, type RiskPolicy } from './domain/risk-policy.js';
export { isSpecialist, specialtiesOf } from './domain/specialties.js';
export { RemindReviewers } from './jobs/remind-reviewers.js';
export {
  type ApprovalRow,
  approvalById,
  approvalOfContent,
  approvalsOfCases,
  approvalsOfContents,
  type CredentialSnapshot,
} from './persistence/approvals.js';
export type { AssignmentRow, DeclineReason } from './persistence/assignments.js';
export type { SheetRow } from './persistence/checklist-sheets.js';
export { endRestoredCase } from './persistence/end-restored-case.js';
export { firstApprovals, firstApprovedAt } from './persistence/first-approval.js';
export type { ReviewCaseRow } from './persistence/review-cases.js';
export { ReviewReader } from './persistence/review-reader.js';
export { ReviewModule } from './review.module.js';
export { AnswerChecklist, type AnswerChecklistInput } from './use-cases/answer-checklist.js';
export { ApproveRevision, type ApproveRevisionInput } from './use-cases/approve-revision.js';
export { AssignReviewer, type AssignReviewerInput } from './use-cases/assign-reviewer.js';
export { EndReview } from './use-cases/end-review.js';
export { LeaveReview } from './use-cases/leave-review.js';
export { RequestReview, type RequestReviewInput } from './use-cases/request-review.js';
export { ReviewerList } from './use-cases/reviewer-list.js';
export { TakeUpReview } from './use-cases/take-up-review.js';
