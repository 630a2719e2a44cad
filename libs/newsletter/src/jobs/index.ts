import { FireIssueSchedules } from './fire-issue-schedules.js';
import { sendChunkJob } from './jobs.js';
import { LookAtSenders } from './look-at-senders.js';
import { MakeDigests } from './make-digests.js';
import { NewsletterSweep } from './newsletter-sweep.js';
import { SendChunk } from './send-chunk.js';

/** Every job of this room. */
export const newsletterJobs = [sendChunkJob];

/** Their handlers. */
export const newsletterHandlers = [SendChunk];

/** What looks for work that no job looks after. */
export const newsletterSweeps = [FireIssueSchedules, MakeDigests, LookAtSenders, NewsletterSweep];
