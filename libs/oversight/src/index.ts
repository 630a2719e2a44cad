export { type Day, dueReminder, REMINDER_DAYS, reminderAt } from './domain/reminders.js';
export { oversightHandlers, oversightJobs, oversightSweeps } from './jobs/index.js';
export { refreshDatesJob } from './jobs/jobs.js';
export { RefreshDatesOfApproval } from './jobs/refresh-dates-of-approval.js';
export { OversightModule } from './oversight.module.js';
export { type PublishedReview, PublishedReviews } from './persistence/published-reviews.js';
export { type ClockPlan, type ClockReport, ReviewClock } from './review-clock/review-clock.js';
export { ReviewClockSweep } from './review-clock/review-clock-sweep.js';
