import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { type Estimate, estimate, type LateEnds } from '../domain/estimate.js';
import type { IssueRow } from './issues.js';

const MEASURED_SECONDS = 300;

/** How fast issues go at the moment, from the ledger: whichever workers and mail servers hand them over. */
@Injectable()
export class SendingPace {
  constructor(private readonly database: Database) {}

  /** Estimates of those of these issues that run; the others, and those of which nobody can know, are missing. One statement. */
  async of(issues: readonly Pick<IssueRow, 'id' | 'state'>[]): Promise<Map<string, Estimate>> {
    const running = issues.filter(({ state }) => state === 'handingOver').map(({ id }) => id);
    if (running.length === 0) return new Map();
    const { rows } = await this.database.pool.query<LateEnds & { id: string; remaining: number }>(
      `SELECT issue_id AS id,
              count(*) FILTER (WHERE status IN ('queued', 'leased', 'in_flight', 'deferred'))::int AS remaining,
              count(*) FILTER (WHERE late AND status IN ('handed_over', 'failed', 'unknown'))::int AS ended,
              coalesce(extract(epoch FROM now() - min(updated_at) FILTER (WHERE late AND status IN ('handed_over', 'failed', 'unknown'))), 0)::float AS seconds,
              greatest(0, coalesce(extract(epoch FROM max(next_try_at) FILTER (WHERE status = 'deferred') - now()), 0))::float AS "secondsToLastTry"
         FROM (SELECT issue_id, status, updated_at, next_try_at, updated_at > now() - $2 * interval '1 second' AS late
                 FROM issue_recipient WHERE issue_id = ANY ($1::uuid[])) r
        GROUP BY issue_id`,
      [running, MEASURED_SECONDS],
    );
    return new Map(
      rows.flatMap(({ id, remaining, ...late }) => {
        const known = estimate(remaining, late);
        return known ? [[id, known] as const] : [];
      }),
    );
  }
}
