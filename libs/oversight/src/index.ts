export { RecalledAlready, SecondPersonNeeded, WithdrawalDecided } from './domain/refusals.js';
export { type Day, dueReminder, REMINDER_DAYS, reminderAt } from './domain/reminders.js';
export { FindLiveUnderLicence } from './jobs/find-live-under-licence.js';
export { oversightHandlers, oversightJobs, oversightSweeps } from './jobs/index.js';
export { findLiveUnderLicenceJob, refreshDatesJob, reopenRaisedRiskJob, settleRecallsJob } from './jobs/jobs.js';
export { RefreshDatesOfApproval } from './jobs/refresh-dates-of-approval.js';
export { ReopenRaisedRisk } from './jobs/reopen-raised-risk.js';
export { SettleRecalls } from './jobs/settle-recalls.js';
export { WatchLicences } from './licences/watch-licences.js';
export { OversightModule } from './oversight.module.js';
export { type LicenceRow, Licences } from './persistence/licences.js';
export { type PublishedReview, PublishedReviews } from './persistence/published-reviews.js';
export { type RecallRow, Recalls, type Serving } from './persistence/recalls.js';
export {
  type ReportPlace,
  type ReportRow,
  Reports,
  type TimeToApproval,
  type Workload,
} from './persistence/reports.js';
export { type WithdrawalCheckRow, WithdrawalChecks } from './persistence/withdrawal-checks.js';
export { RecallSweep } from './recall/recall-sweep.js';
export { type ClockPlan, type ClockReport, ReviewClock } from './review-clock/review-clock.js';
export { ReviewClockSweep } from './review-clock/review-clock-sweep.js';
export { DecideWithdrawal } from './use-cases/decide-withdrawal.js';
export { OpenRecall, type OpenRecallInput } from './use-cases/open-recall.js';
export { RaiseWithdrawals } from './withdrawal/raise-withdrawals.js';
