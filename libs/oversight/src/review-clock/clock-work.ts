import { Injectable } from '@nestjs/common';
import { ActOnOverdue } from './act-on-overdue.js';
import { RefreshDates } from './refresh-dates.js';
import { Remind } from './remind.js';
import { ReviewTasks } from './review-tasks.js';

/** The acts of the review clock. */
@Injectable()
export class ClockWork {
  constructor(
    readonly act: ActOnOverdue,
    readonly remind: Remind,
    readonly refresh: RefreshDates,
    readonly tasks: ReviewTasks,
  ) {}
}
