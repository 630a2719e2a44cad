import { z } from 'zod';
import { defineJob } from '#platform';

/** Brings what readers are told up to date after an approval was given. */
export const refreshDatesJob = defineJob({
  name: 'oversight.refresh-dates',
  queue: 'editing',
  version: 1,
  data: z.object({ approvalId: z.uuid() }),
});

/** Looks whether what went live corrects what was recalled. */
export const settleRecallsJob = defineJob({
  name: 'oversight.settle-recalls',
  queue: 'editing',
  version: 1,
  data: z.object({ publicationId: z.uuid() }),
});

/** Has live texts of an article reviewed again whose risk class was raised. */
export const reopenRaisedRiskJob = defineJob({
  name: 'oversight.reopen-raised-risk',
  queue: 'editing',
  version: 1,
  data: z.object({ articleId: z.uuid() }),
});

/** Finds what is live on a licence that was revoked. */
export const findLiveUnderLicenceJob = defineJob({
  name: 'oversight.find-live-under-licence',
  queue: 'editing',
  version: 1,
  data: z.object({ credentialId: z.uuid() }),
});
