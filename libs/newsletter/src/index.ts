export { TxtRecords } from './dns/txt-records.js';
export type { CheckSeverity, IssueCheck } from './domain/checks/issue-check.js';
export { CLIPPED_BYTES } from './domain/checks/message-checks.js';
export type { DigestCadence } from './domain/digest-rhythm.js';
export type { DomainFinding } from './domain/domain-finding.js';
export type { Estimate } from './domain/estimate.js';
export { type HoldCode, type HoldFacts, holdOf } from './domain/hold.js';
export type { ArticleMode, ComposedArticle } from './domain/issue-input.js';
export { type AskedSegment, languagesOf } from './domain/issue-language.js';
export { type IssueDisplay, type IssueProgress, issueProgress } from './domain/issue-progress.js';
export { type IssueState, issueStates, RECIPIENT_STATUSES, type RecipientCounts } from './domain/issue-state.js';
export { clinicalWords } from './domain/issue-words.js';
export type { ReportedEvent } from './domain/mail-event.js';
export { DEFAULT_OPTIONS, NEWSLETTER_OPTIONS, type NewsletterOptions } from './domain/options.js';
export {
  ApproverIsComposer,
  ArticleInOtherLanguage,
  ArticleNotSendable,
  ClinicianNeeded,
  DigestChanged,
  EmptyAudience,
  IssueChanged,
  IssueHashChanged,
  IssueMovedOn,
  IssueNotApproved,
  IssueNotReady,
  NothingUnknown,
  NotScheduled,
  PostalAddressMissing,
  SenderDomainNotReady,
  TestNotSent,
  TooManyTests,
} from './domain/refusals.js';
export { readMailReport } from './domain/reports/mail.js';
export { readMailgun } from './domain/reports/mailgun.js';
export { readPostmark } from './domain/reports/postmark.js';
export { readSes } from './domain/reports/ses.js';
export { FireIssueSchedules } from './jobs/fire-issue-schedules.js';
export { newsletterHandlers, newsletterJobs, newsletterSweeps } from './jobs/index.js';
export { sendChunkJob } from './jobs/jobs.js';
export { LookAtSenders } from './jobs/look-at-senders.js';
export { MakeDigests } from './jobs/make-digests.js';
export { NewsletterSweep } from './jobs/newsletter-sweep.js';
export { SendChunk } from './jobs/send-chunk.js';
export { type ArticleMailInput, articleMail } from './message/article-mail.js';
export { NewsletterModule } from './newsletter.module.js';
export { NewsletterReportsModule } from './newsletter-reports.module.js';
export { type CarriedIssue, CarriedIssues } from './persistence/carried-issues.js';
export type { DigestRow, DigestRunRow } from './persistence/digests.js';
export { type IssueApprovalRow, IssueApprovals, type IssueHash } from './persistence/issue-approvals.js';
export { type IssueScheduleRow, IssueSchedules } from './persistence/issue-schedules.js';
export { type IssueArticleRow, type IssueRow, Issues, segmentOf } from './persistence/issues.js';
export { SendingPace } from './persistence/sending-pace.js';
export { type UnknownRecipient, UnknownRecipients } from './persistence/unknown-recipients.js';
export { ApproveIssue, type ApproveIssueInput } from './use-cases/approve-issue.js';
export { CheckIssue } from './use-cases/check-issue.js';
export { CheckSenderDomain, type CheckSenderDomainInput, type SenderDomain } from './use-cases/check-sender-domain.js';
export { ComposeIssue, type ComposeIssueInput } from './use-cases/compose-issue.js';
export { DeleteIssue } from './use-cases/delete-issue.js';
export { EditIssue, type EditIssueInput } from './use-cases/edit-issue.js';
export { FreezeIssue } from './use-cases/freeze-issue.js';
export { PreviewIssue } from './use-cases/preview-issue.js';
export { ReadDigest, type UpcomingArticle } from './use-cases/read-digest.js';
export { type IssuePage, type IssueStanding, ReadIssues } from './use-cases/read-issues.js';
export { type RenderedIssue, RenderIssue } from './use-cases/render-issue.js';
export { ResolveUnknown, type ResolveUnknownInput, type UnknownChoice } from './use-cases/resolve-unknown.js';
export { ScheduleIssue } from './use-cases/schedule-issue.js';
export { SendTestIssue } from './use-cases/send-test-issue.js';
export { type LetDigestSendInput, type SaveDigestInput, SteerDigest } from './use-cases/steer-digest.js';
export { SteerIssue } from './use-cases/steer-issue.js';
export { TakeMailEvents, type TakenEvents } from './use-cases/take-mail-events.js';
