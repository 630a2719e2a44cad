import { z } from 'zod';
import { defineJob } from '#platform';

/** Reads one uploaded file and imports what is in it. */
export const runImportJob = defineJob({
  name: 'importing.run-import',
  queue: 'editing',
  version: 1,
  data: z.object({ batchId: z.uuid() }),
});
