import { z } from 'zod';
import { defineJob } from '#platform';

/** Sends the one mail that asks a new subscriber whether it was them. */
export const sendConfirmationJob = defineJob({
  name: 'audience.send-confirmation',
  queue: 'mail',
  version: 1,
  data: z.object({ subscriberId: z.uuid() }),
  attempts: 8,
});
