import { z } from 'zod';
import { defineJob } from '#platform';

/** Writes the notice with a link to choose a password. */
export const writeLetterJob = defineJob({
  name: 'notify.write-letter',
  queue: 'mail',
  version: 1,
  data: z.object({ letter: z.enum(['invited', 'forgotten']), userId: z.uuid(), letterId: z.uuid(), byId: z.uuid() }),
});

/** Hands one notice to the mail server. */
export const sendNoticeJob = defineJob({
  name: 'notify.send-notice',
  queue: 'mail',
  version: 1,
  data: z.object({ noticeId: z.uuid() }),
});
