export { AssessmentModule } from './assessment.module.js';
export { type AssessedFinding, Assessments, type RevisionAssessment } from './assessments.js';
export { HttpLanguageModel } from './assist/http-language-model.js';
export { LanguageModel, ModelFailed, NoLanguageModel, type SuggestionRequest } from './assist/language-model.js';
export {
  AssistDisabled,
  AssistTextPrivate,
  AssistUnavailable,
  FindingGone,
  FindingsOpen,
  WaiverNeedsColleague,
  WaiverNeedsReviewer,
} from './domain/refusals.js';
export { AssessRevision } from './jobs/assess-revision.js';
export { FindUnassessed } from './jobs/find-unassessed.js';
export { assessmentHandlers, assessmentJobs, assessmentSweeps } from './jobs/index.js';
export { assessRevisionJob } from './jobs/jobs.js';
export { type SuggestionRow, Suggestions } from './persistence/suggestions.js';
export { type WaiverRow, Waivers } from './persistence/waivers.js';
export { AcceptSuggestion } from './use-cases/accept-suggestion.js';
export { DeclineSuggestion } from './use-cases/decline-suggestion.js';
export { Suggest, type SuggestInput } from './use-cases/suggest.js';
export { WaiveFinding, type WaiveFindingInput } from './use-cases/waive-finding.js';
