import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** Somebody of whom nobody knows whether the message arrived. */
export interface UnknownRecipient {
  readonly id: string;
  readonly subscriberId: string;
  readonly attemptNo: number;
  /** Since when nobody knows. */
  readonly since: Date;
  /** Why, in words: the worker ended, or the line was lost after the last byte. */
  readonly reason: string | null;
  /** The mail server's last words, without addresses. */
  readonly reply: string | null;
}

/** Reads the people about whom a person has to decide. */
@Injectable()
export class UnknownRecipients {
  constructor(private readonly database: Database) {}

  /** A page of an issue's unknown, with one row more than asked. One statement. */
  async page(issueId: string, limit: number, afterId: string | null): Promise<UnknownRecipient[]> {
    const { rows } = await this.database.pool.query<UnknownRecipient>(
      `SELECT id, subscriber_id AS "subscriberId", attempt_no AS "attemptNo", updated_at AS since, reason, smtp_reply AS reply
         FROM issue_recipient WHERE issue_id = $1 AND status = 'unknown' AND ($2::uuid IS NULL OR id > $2)
        ORDER BY id LIMIT $3`,
      [issueId, afterId, limit + 1],
    );
    return rows;
  }
}
