import { FollowUpApproval } from './follow-up-approval.js';
import { FollowUpSweep } from './follow-up-sweep.js';
import { followUpApprovalJob } from './jobs.js';
import { SweepPresence } from './sweep-presence.js';

/** Every job of this room. */
export const editingJobs = [followUpApprovalJob];

/** Their handlers, one a job. */
export const editingHandlers = [FollowUpApproval];

export const editingSweeps = [SweepPresence, FollowUpSweep];
