import { z } from 'zod';
import { defineJob } from '#platform';

/** Hands one notice to the mail server. */
export const sendNoticeJob = defineJob({
  name: 'notify.send-notice',
  queue: 'mail',
  version: 1,
  data: z.object({ noticeId: z.uuid() }),
});
