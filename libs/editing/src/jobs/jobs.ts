import { z } from 'zod';
import { defineJob } from '#platform';

/** Opens and closes the tasks that follow from an approval, in texts that depend on the approved one. */
export const followUpApprovalJob = defineJob({
  name: 'editing.follow-up-approval',
  queue: 'editing',
  version: 1,
  data: z.object({ approvalId: z.uuid() }),
});
