import { FollowMergedTerm } from './follow-merged-term.js';
import { followMergedTermJob, sendConfirmationJob } from './jobs.js';
import { SealAddresses } from './seal-addresses.js';
import { SendConfirmation } from './send-confirmation.js';

/** Every job of this room. */
export const audienceJobs = [sendConfirmationJob, followMergedTermJob];

/** Their handlers. The process that lists them also provides a `ConfirmationMailer`. */
export const audienceHandlers = [SendConfirmation, FollowMergedTerm];

/** What looks for work that no job looks after. */
export const audienceSweeps = [SealAddresses];
