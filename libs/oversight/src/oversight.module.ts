import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { NotifyModule } from '#notify';
import { TasksModule } from '#tasks';
import { RefreshDatesOfApproval } from './jobs/refresh-dates-of-approval.js';
import { ClockLedger } from './persistence/clock-ledger.js';
import { PublishedReviews } from './persistence/published-reviews.js';
import { ActOnOverdue } from './review-clock/act-on-overdue.js';
import { ClockWork } from './review-clock/clock-work.js';
import { OverdueEffects } from './review-clock/overdue-effects.js';
import { RefreshDates } from './review-clock/refresh-dates.js';
import { Remind } from './review-clock/remind.js';
import { ReminderLetters } from './review-clock/reminder-letters.js';
import { ReviewClock } from './review-clock/review-clock.js';
import { ReviewClockSweep } from './review-clock/review-clock-sweep.js';
import { ReviewTasks } from './review-clock/review-tasks.js';

const SERVICES = [PublishedReviews, RefreshDatesOfApproval, ReviewClock, ReviewClockSweep];
const INSIDE = [
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
  imports: [IdentityModule, NotifyModule, TasksModule],
  providers: [...SERVICES, ...INSIDE],
  exports: SERVICES,
})
export class OversightModule {}
