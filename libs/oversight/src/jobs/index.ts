import { RecallSweep } from '../recall/recall-sweep.js';
import { ReviewClockSweep } from '../review-clock/review-clock-sweep.js';
import { RaiseWithdrawals } from '../withdrawal/raise-withdrawals.js';
import { refreshDatesJob, settleRecallsJob } from './jobs.js';
import { RefreshDatesOfApproval } from './refresh-dates-of-approval.js';
import { SettleRecalls } from './settle-recalls.js';

/** Every job of this room. */
export const oversightJobs = [refreshDatesJob, settleRecallsJob];

/** Their handlers. */
export const oversightHandlers = [RefreshDatesOfApproval, SettleRecalls];

export const oversightSweeps = [ReviewClockSweep, RaiseWithdrawals, RecallSweep];
