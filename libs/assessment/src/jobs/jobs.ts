import { z } from 'zod';
import { defineJob } from '#platform';

/** Runs the checks over one revision and stores what they find. */
export const assessRevisionJob = defineJob({
  name: 'assessment.assess-revision',
  queue: 'editing',
  version: 1,
  data: z.object({ revisionId: z.uuid() }),
});
