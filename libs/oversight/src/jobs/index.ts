import { ReviewClockSweep } from '../review-clock/review-clock-sweep.js';
import { refreshDatesJob } from './jobs.js';
import { RefreshDatesOfApproval } from './refresh-dates-of-approval.js';

/** Every job of this room. */
export const oversightJobs = [refreshDatesJob];

/** Their handlers. */
export const oversightHandlers = [RefreshDatesOfApproval];

export const oversightSweeps = [ReviewClockSweep];
