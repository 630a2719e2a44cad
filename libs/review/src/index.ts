export { type Agreement, agreementOf } from './domain/checklists/agreement.js';
export type { GivenSheet } from './domain/checklists/answers.js';
export type { Instrument, InstrumentName } from './domain/checklists/instrument.js';
export { INSTRUMENTS } from './domain/checklists/instruments.js';
export { type Suggestion, suggestionsFor } from './domain/checklists/suggestions.js';
export {
  AlreadyApproved,
  ApproverIsContributor,
  ChecklistMissing,
  ContentChanged,
  CredentialExpired,
  CredentialNotInForce,
  DueDateInPast,
  RequiredBlockMissing,
  ReviewAlreadyOpen,
  ReviewMovedOn,
  RevisionSuperseded,
  SafetyNotMet,
  SecondApproverNeeded,
  SpecialistNeeded,
} from './domain/refusals.js';
export { MOVES, type ReviewCaseState, reviewCaseStates } from './domain/review-case-states.js';
export { addMonths, REVIEW_CYCLE_MONTHS } from './domain/review-cycle.js';
export { type EditClass, RISK_POLICY, type RiskClass, type RiskPolicy } from './domain/risk-policy.js';
export { isSpecialist, specialtiesOf } from './domain/specialties.js';
export {
  type ApprovalRow,
  approvalById,
  approvalOfContent,
  approvalsOfCase,
  type CredentialSnapshot,
} from './persistence/approvals.js';
export type { SheetRow } from './persistence/checklist-sheets.js';
export { firstApprovedAt } from './persistence/first-approval.js';
export type { ReviewCaseRow } from './persistence/review-cases.js';
export { ReviewReader } from './persistence/review-reader.js';
export { ReviewModule } from './review.module.js';
export { AnswerChecklist, type AnswerChecklistInput } from './use-cases/answer-checklist.js';
export { ApproveRevision, type ApproveRevisionInput } from './use-cases/approve-revision.js';
export { EndReview } from './use-cases/end-review.js';
export { RequestReview } from './use-cases/request-review.js';
