import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { NotifyModule } from '#notify';
import { OutboxModule } from '#outbox';
import { TasksModule } from '#tasks';
import { FindLiveUnderLicence } from './jobs/find-live-under-licence.js';
import { RefreshDatesOfApproval } from './jobs/refresh-dates-of-approval.js';
import { ReopenRaisedRisk } from './jobs/reopen-raised-risk.js';
import { SettleRecalls } from './jobs/settle-recalls.js';
import { LicenceTasks } from './licences/licence-tasks.js';
import { WatchLicences } from './licences/watch-licences.js';
import { ClockLedger } from './persistence/clock-ledger.js';
import { Licences } from './persistence/licences.js';
import { PublishedReviews } from './persistence/published-reviews.js';
import { Recalls } from './persistence/recalls.js';
import { Reports } from './persistence/reports.js';
import { WithdrawalChecks } from './persistence/withdrawal-checks.js';
import { DriveRecalls } from './recall/drive-recalls.js';
import { RecallRecords } from './recall/recall-records.js';
import { RecallSweep } from './recall/recall-sweep.js';
import { RecallTasks } from './recall/recall-tasks.js';
import { RecallWork } from './recall/recall-work.js';
import { ActOnOverdue } from './review-clock/act-on-overdue.js';
import { ClockWork } from './review-clock/clock-work.js';
import { OverdueEffects } from './review-clock/overdue-effects.js';
import { RefreshDates } from './review-clock/refresh-dates.js';
import { Remind } from './review-clock/remind.js';
import { ReminderLetters } from './review-clock/reminder-letters.js';
import { ReviewClock } from './review-clock/review-clock.js';
import { ReviewClockSweep } from './review-clock/review-clock-sweep.js';
import { ReviewTasks } from './review-clock/review-tasks.js';
import { DecideWithdrawal } from './use-cases/decide-withdrawal.js';
import { OpenRecall } from './use-cases/open-recall.js';
import { RaiseWithdrawals } from './withdrawal/raise-withdrawals.js';
import { WithdrawalTasks } from './withdrawal/withdrawal-tasks.js';

const SERVICES = [
  DecideWithdrawal,
  Licences,
  OpenRecall,
  PublishedReviews,
  Recalls,
  Reports,
  ReviewClock,
  WithdrawalChecks,
];
const WORK = [
  FindLiveUnderLicence,
  RaiseWithdrawals,
  RecallSweep,
  RefreshDatesOfApproval,
  ReopenRaisedRisk,
  ReviewClockSweep,
  SettleRecalls,
  WatchLicences,
];
const INSIDE = [
  DriveRecalls,
  LicenceTasks,
  RecallRecords,
  RecallTasks,
  RecallWork,
  WithdrawalTasks,
  ActOnOverdue,
  ClockLedger,
  ClockWork,
  OverdueEffects,
  RefreshDates,
  Remind,
  ReminderLetters,
  ReviewTasks,
];

/** What keeps public text right after it went live. The process also provides publishing, which is global. */
@Module({
  imports: [EditingModule, IdentityModule, NotifyModule, OutboxModule, TasksModule],
  providers: [...SERVICES, ...WORK, ...INSIDE],
  exports: [...SERVICES, ...WORK],
})
export class OversightModule {}
