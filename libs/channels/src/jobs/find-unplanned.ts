import { Injectable } from '@nestjs/common';
import { Database, type JobRequest, type Sweep } from '#platform';
import { planDeliveriesJob } from './jobs.js';

/** The way by the outbox is quicker than this; what is older was lost on it. */
const AFTER_SECONDS = 5;
/** Further back a destination was told, or is past telling. */
const WITHIN_DAYS = 3;
const AT_ONCE = 200;

/**
 * Finds what a destination was never told because its job was lost: a queue was emptied after the fact had been passed
 * on. What happened while a destination was switched off is found too, once it is let go on. The id of the job is the
 * same each time, and planning twice plans once.
 */
@Injectable()
export class FindUnplanned implements Sweep {
  readonly name = 'channels.find-unplanned';
  readonly everyMs = 5_000;

  constructor(private readonly database: Database) {}

  async run(): Promise<JobRequest[]> {
    const rows = await this.database.client.$queryRaw<{ id: string; operation: 'publish' | 'withdraw' }[]>`
      SELECT DISTINCT happened.id, happened.operation FROM (
        SELECT id, site_id, 'publish' AS operation, live_from AS at FROM publication
         WHERE live_from > now() - ${WITHIN_DAYS} * interval '1 day'
        UNION ALL
        SELECT id, site_id, 'withdraw', live_until FROM publication
         WHERE state = 'withdrawn' AND live_until > now() - ${WITHIN_DAYS} * interval '1 day') happened
      JOIN channel_destination d ON d.site_id = happened.site_id AND d.state <> 'disabled'
        AND d.created_at <= happened.at
      WHERE happened.at < now() - ${AFTER_SECONDS} * interval '1 second' AND NOT EXISTS (
        SELECT FROM channel_delivery v WHERE v.destination_id = d.id AND v.publication_id = happened.id
          AND v.operation = happened.operation)
      LIMIT ${AT_ONCE}`;
    return rows.map(({ id: publicationId, operation }) => {
      return { job: planDeliveriesJob, data: { publicationId, operation }, id: `plan-${operation}-${publicationId}` };
    });
  }
}
