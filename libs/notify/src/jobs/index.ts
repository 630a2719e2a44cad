import { sendNoticeJob } from './jobs.js';
import { NoticeSweep } from './notice-sweep.js';
import { SendNotice } from './send-notice.js';

/** Every job of this room. */
export const notifyJobs = [sendNoticeJob];

/** Their handlers. */
export const notifyHandlers = [SendNotice];

export const notifySweeps = [NoticeSweep];
