import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { NoticeDetail, NoticeState, NoticeSubject } from '../domain/notice.js';
import type { NoticeKind } from '../domain/wording.js';

/** A notice that waits for its turn. */
export interface WaitingNotice {
  readonly id: string;
  readonly userId: string;
  readonly siteId: string | null;
  readonly kind: NoticeKind;
  readonly subjectType: NoticeSubject['type'];
  readonly subjectId: string;
  readonly detail: NoticeDetail;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Longer than a hand-over can take, so that nobody takes a slow one for a lost one. */
const HANDING_SECONDS = 300;
/** Wait before the n-th new try after "not now", in seconds. After the last one the notice has failed. */
const BACKOFF_SECONDS: readonly number[] = [60, 300, 900, 3_600, 7_200, 14_400, 28_800];
const UNKNOWN_WAIT_SECONDS = 600;
/** A reminder that is a week late says something else than it meant. */
const EXPIRES_DAYS = 7;
const DUE_AT_ONCE = 200;

/**
 * The ledger of notices. Every time in it is the database's own. A notice that nobody knows the end of is sent once
 * more: a member of staff can bear a second copy of a reminder, and nobody can bear one that never came. The second
 * time it stays unknown. Nothing that goes to a reader has this rule.
 */
@Injectable()
export class Notices {
  constructor(private readonly database: Database) {}

  /** A notice that is due; null when it is settled, on its way, or waits for a later try. */
  async due(id: string): Promise<WaitingNotice | null> {
    const { rows } = await this.database.pool.query<WaitingNotice>(
      `SELECT id, user_id AS "userId", site_id AS "siteId", kind, subject_type AS "subjectType",
              subject_id AS "subjectId", detail, attempts, created_at AS "createdAt"
         FROM staff_notice WHERE id = $1 AND state = 'queued' AND next_try_at <= now()`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Ids of notices that are due, those that wait longest first. */
  async dueIds(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT id FROM staff_notice WHERE state = 'queued' AND next_try_at <= now() ORDER BY next_try_at LIMIT $1`,
      [DUE_AT_ONCE],
    );
    return rows.map(({ id }) => id);
  }

  /** Committed before the message leaves. False when another worker was quicker. */
  begin(id: string): Promise<boolean> {
    return this.move(
      `UPDATE staff_notice SET state = 'handing', attempts = attempts + 1,
              handing_until = now() + $2 * interval '1 second'
        WHERE id = $1 AND state = 'queued' AND next_try_at <= now()`,
      [id, HANDING_SECONDS],
    );
  }

  /** Ends a notice for good. A reply that comes after the sweep gave it up is still the truth. */
  settle(id: string, state: Exclude<NoticeState, 'queued' | 'handing' | 'unknown'>, reply: string): Promise<boolean> {
    return this.move(
      `UPDATE staff_notice SET state = $2, reply = $3, handing_until = NULL, finished_at = now()
        WHERE id = $1 AND (state IN ('queued', 'handing') OR (state = 'unknown' AND $2 = 'handedOver'))`,
      [id, state, reply],
    );
  }

  /** The server said "not now", or the line broke before the message was complete: tried again, later each time. */
  notNow(id: string, attempt: number, reply: string): Promise<boolean> {
    const wait = BACKOFF_SECONDS[attempt - 1];
    if (wait === undefined) return this.settle(id, 'failed', reply);
    return this.move(
      `UPDATE staff_notice SET state = 'queued', reply = $3, handing_until = NULL,
              next_try_at = now() + $2 * interval '1 second'
        WHERE id = $1 AND state = 'handing'`,
      [id, wait, reply],
    );
  }

  /** The mail server is away: no attempt was made, and none is counted. */
  wait(id: string, reply: string): Promise<boolean> {
    return this.move(
      `UPDATE staff_notice SET reply = $2, next_try_at = now() + interval '1 minute' WHERE id = $1 AND state = 'queued'`,
      [id, reply],
    );
  }

  /** Nobody knows whether it was handed over. */
  async unknown(id: string, reply: string): Promise<void> {
    await this.endUnknown('id = $3 AND state = $4', reply, [id, 'handing']);
  }

  /** Ends hand-overs whose worker is gone, and what nobody could send for a week. Answers how many of each. */
  async endLost(): Promise<{ unknown: number; expired: number }> {
    const unknown = await this.endUnknown(
      `state = 'handing' AND handing_until <= now()`,
      'the worker ended while it was handing over',
      [],
    );
    const { rowCount } = await this.database.pool.query(
      `UPDATE staff_notice SET state = 'failed', finished_at = now()
        WHERE state = 'queued' AND created_at < now() - $1 * interval '1 day'`,
      [EXPIRES_DAYS],
    );
    return { unknown, expired: rowCount ?? 0 };
  }

  private async endUnknown(where: string, reply: string, values: unknown[]): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE staff_notice
          SET state = CASE WHEN unknowns = 0 THEN 'queued' ELSE 'unknown' END, unknowns = unknowns + 1, reply = $2,
              next_try_at = now() + $1 * interval '1 second', handing_until = NULL,
              finished_at = CASE WHEN unknowns > 0 THEN now() END
        WHERE ${where}`,
      [UNKNOWN_WAIT_SECONDS, reply, ...values],
    );
    return rowCount ?? 0;
  }

  private async move(sql: string, values: unknown[]): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(sql, values);
    return rowCount === 1;
  }
}
