import { z } from 'zod';
import { defineJob } from '#platform';

/** Writes down whom to tell that a publication went live or was withdrawn. */
export const planDeliveriesJob = defineJob({
  name: 'channels.plan-deliveries',
  queue: 'channels',
  version: 1,
  data: z.object({ publicationId: z.uuid(), operation: z.enum(['publish', 'withdraw']) }),
});

/** Makes one attempt of a delivery, and goes on at its destination for a while. */
export const deliverJob = defineJob({
  name: 'channels.deliver',
  queue: 'channels',
  version: 1,
  data: z.object({ deliveryId: z.uuid() }),
});
