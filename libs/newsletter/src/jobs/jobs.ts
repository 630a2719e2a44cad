import { z } from 'zod';
import { defineJob } from '#platform';

/** Hands an issue over to everybody who is due. Two at once share the work: the ledger's leases keep them apart. */
export const sendChunkJob = defineJob({
  name: 'newsletter.send-chunk',
  queue: 'newsletter',
  version: 1,
  data: z.object({ issueId: z.uuid() }),
});
