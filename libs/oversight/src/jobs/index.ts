import { WatchLicences } from '../licences/watch-licences.js';
import { RecallSweep } from '../recall/recall-sweep.js';
import { ReviewClockSweep } from '../review-clock/review-clock-sweep.js';
import { RaiseWithdrawals } from '../withdrawal/raise-withdrawals.js';
import { FindLiveUnderLicence } from './find-live-under-licence.js';
import { findLiveUnderLicenceJob, refreshDatesJob, reopenRaisedRiskJob, settleRecallsJob } from './jobs.js';
import { RefreshDatesOfApproval } from './refresh-dates-of-approval.js';
import { ReopenRaisedRisk } from './reopen-raised-risk.js';
import { SettleRecalls } from './settle-recalls.js';

/** Every job of this room. */
export const oversightJobs = [findLiveUnderLicenceJob, refreshDatesJob, reopenRaisedRiskJob, settleRecallsJob];

/** Their handlers. */
export const oversightHandlers = [FindLiveUnderLicence, RefreshDatesOfApproval, ReopenRaisedRisk, SettleRecalls];

export const oversightSweeps = [ReviewClockSweep, RaiseWithdrawals, RecallSweep, WatchLicences];
