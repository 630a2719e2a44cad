import { z } from 'zod';
import { defineJob } from '#platform';

/** Makes what is still to be made of a picture. */
export const renderMediaJob = defineJob({
  name: 'media.render',
  queue: 'editing',
  version: 1,
  data: z.object({ assetId: z.uuid() }),
});
