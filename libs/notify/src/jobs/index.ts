import { sendNoticeJob, writeLetterJob } from './jobs.js';
import { NoticeSweep } from './notice-sweep.js';
import { SendNotice } from './send-notice.js';
import { WriteLetter } from './write-letter.js';

/** Every job of this room. */
export const notifyJobs = [sendNoticeJob, writeLetterJob];

/** Their handlers. */
export const notifyHandlers = [SendNotice, WriteLetter];

export const notifySweeps = [NoticeSweep];
