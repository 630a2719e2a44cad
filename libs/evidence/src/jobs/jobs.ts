import { z } from 'zod';
import { defineJob } from '#platform';

/** Asks the registers what became of one reference. */
export const checkReferenceJob = defineJob({
  name: 'evidence.check-reference',
  queue: 'editing',
  version: 1,
  data: z.object({ referenceId: z.uuid() }),
});
