import { Injectable } from '@nestjs/common';
import type { SealedAddress, Segment } from '#audience';
import { Database, type Tx } from '#platform';
import {
  OPEN_STATUSES,
  RECIPIENT_STATUSES,
  type RecipientCounts,
  type RecipientStatus,
} from '../domain/issue-state.js';

/** A person whom this worker may write to next, while the lease lasts. */
export interface LeasedRecipient {
  readonly id: string;
  readonly subscriberId: string;
}

/** A person whom this worker writes to now. */
export interface InFlightRecipient {
  readonly id: string;
  readonly subscriberId: string;
  /** In the clear only in rows that are older than sealing. */
  readonly email: string | null;
  readonly addressBox: string | null;
  readonly confirmedAt: Date | null;
  readonly attemptNo: number;
  /** How often a person agreed to send again. */
  readonly resends: number;
}

/** How one attempt ended, ready to be written down. */
export interface LedgerResult {
  readonly id: string;
  readonly status: 'handed_over' | 'deferred' | 'failed' | 'unknown';
  readonly reply: string;
  readonly messageId: string;
  /** With `deferred`: when to try again, from now. */
  readonly waitSeconds: number;
}

const RECORD = `
  UPDATE issue_recipient r
     SET status = CASE WHEN r.status = 'unknown' AND v.status = 'deferred' THEN 'failed'
                       -- Whoever was waiting for another try when the issue was cancelled gets none.
                       WHEN i.state = 'cancelled' AND v.status = 'deferred' THEN 'skipped'
                       ELSE v.status END,
         reason = CASE WHEN i.state = 'cancelled' AND v.status = 'deferred' THEN 'cancelled' END,
         smtp_reply = v.reply, message_id = v.message_id, updated_at = now(),
         next_try_at = now() + v.wait * interval '1 second',
         handed_over_at = CASE WHEN v.status = 'handed_over' THEN now() END
    FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[]) AS v (id, status, reply, message_id, wait),
         issue i
   WHERE r.id = v.id AND r.lease_token = $1 AND (r.status IN ('in_flight', 'unknown')) IS TRUE AND i.id = r.issue_id`;

function recordValues(token: string, results: readonly LedgerResult[]): unknown[] {
  return [
    token,
    results.map(({ id }) => id),
    results.map(({ status }) => status),
    results.map(({ reply }) => reply),
    results.map(({ messageId }) => messageId),
    results.map(({ waitSeconds }) => waitSeconds),
  ];
}

/**
 * The ledger of recipients. Every time in it is the database's own: workers with wrong clocks agree on who holds whom.
 * Plain SQL over the pool, because each step is one statement over many rows, fenced by the lease.
 */
@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  /**
   * Writes down everybody of a segment who could get the issue, with the reason where somebody does not: whoever one of the
   * sibling issues is for does not get this one too. Answers how many there are.
   */
  async freeze(
    tx: Tx,
    issueId: string,
    siteId: string,
    { locale, interests, withoutInterests }: Segment,
    siblingIds: readonly string[] = [],
  ): Promise<{ candidates: number; queued: number }> {
    // One statement, so that the list is of one instant, and a million rows cost no round trips.
    const rows = await tx.$queryRaw<{ candidates: bigint; queued: bigint }[]>`
      WITH frozen AS (
        INSERT INTO issue_recipient (id, issue_id, subscriber_id, status, reason)
        SELECT uuidv7(), ${issueId}::uuid, m.subscriber_id,
               CASE WHEN m.suppressed_for IS NOT NULL THEN 'suppressed'
                    WHEN m.paused_until > now() OR had.it THEN 'skipped' ELSE 'queued' END,
               CASE WHEN m.suppressed_for IS NOT NULL THEN m.suppressed_for
                    WHEN m.paused_until > now() THEN 'paused' WHEN had.it THEN 'otherLanguage' END
          FROM audience_segment(${siteId}::uuid, ${locale}::text, ${[...interests]}::uuid[], ${withoutInterests}) m
         CROSS JOIN LATERAL (SELECT cardinality(${[...siblingIds]}::uuid[]) > 0 AND EXISTS (
           SELECT 1 FROM issue_recipient r WHERE r.issue_id = ANY (${[...siblingIds]}::uuid[])
              AND r.subscriber_id = m.subscriber_id AND r.status NOT IN ('suppressed', 'skipped')) AS it) had
         WHERE m.state = 'confirmed' AND m.outside IS NULL
        RETURNING status
      )
      SELECT count(*) AS candidates, count(*) FILTER (WHERE status = 'queued') AS queued FROM frozen`;
    return { candidates: Number(rows[0]!.candidates), queued: Number(rows[0]!.queued) };
  }

  /**
   * Takes up to `limit` people who are due. Two workers never take the same one, and nobody is taken twice with one token:
   * what is heard late of a first try then never counts for a second. None while the issue does not run.
   * Without an order on purpose: sorting would read a million waiting rows for each lease; the index gives those who
   * were deferred first and then those who wait longest, and stops at the limit.
   */
  async lease(issueId: string, token: string, limit: number, seconds: number): Promise<LeasedRecipient[]> {
    const { rows } = await this.database.pool.query<LeasedRecipient>(
      `UPDATE issue_recipient r
          SET status = 'leased', lease_token = $2, lease_until = now() + $4 * interval '1 second', updated_at = now()
         FROM (SELECT id FROM issue_recipient
                WHERE issue_id = $1 AND status IN ('queued', 'deferred') AND next_try_at <= now()
                  AND lease_token IS DISTINCT FROM $2
                  AND EXISTS (SELECT 1 FROM issue i WHERE i.id = $1 AND i.state = 'handingOver')
                LIMIT $3
                FOR UPDATE SKIP LOCKED) due
        WHERE r.id = due.id
        RETURNING r.id, r.subscriber_id AS "subscriberId"`,
      [issueId, token, limit, seconds],
    );
    return rows;
  }

  /**
   * One step of several lanes in one commit: writes down how their last messages ended, and lets their next people past
   * the last gate. Who left or was suppressed since the freezing gets nothing. Nobody passes when the lease ended, the
   * issue was stopped or a text of it was taken off the site: they are missing in the answer. What holds for the issue is
   * asked once, and not for each of them. `IS TRUE` keeps its id and the status out of the choice of an index: by the index
   * of states everybody who is leased would be read to find a few, which the keys find at once.
   */
  async advance(
    { issueId, token }: { readonly issueId: string; readonly token: string },
    results: readonly LedgerResult[],
    nextIds: readonly string[],
    seconds: number,
  ): Promise<Map<string, InFlightRecipient>> {
    const { rows } = await this.database.pool.query<InFlightRecipient & { status: RecipientStatus }>({
      name: 'newsletter-advance',
      text: `WITH ended AS (${RECORD} RETURNING 1),
             goes_on AS MATERIALIZED (
               SELECT i.id FROM issue i WHERE i.id = $9 AND i.state = 'handingOver'
                  AND NOT EXISTS (SELECT 1 FROM issue_article a JOIN publication p ON p.id = a.publication_id
                                   WHERE a.issue_id = i.id AND p.state <> 'live'))
             UPDATE issue_recipient r
                SET status = CASE WHEN m.suppressed_for IS NOT NULL THEN 'suppressed'
                                  WHEN m.state <> 'confirmed' OR m.paused_until > now() THEN 'skipped'
                                  ELSE 'in_flight' END,
                    reason = COALESCE(m.suppressed_for, CASE WHEN m.state <> 'confirmed' THEN m.state
                                                             WHEN m.paused_until > now() THEN 'paused' END),
                    attempt_no = r.attempt_no + 1, lease_until = now() + $8 * interval '1 second', updated_at = now()
               FROM unnest($7::uuid[]) AS next (id), audience_member m
              WHERE r.id = next.id AND r.lease_token = $1 AND (r.status = 'leased') IS TRUE AND r.lease_until > now()
                AND (r.issue_id = (SELECT id FROM goes_on)) IS TRUE AND m.subscriber_id = r.subscriber_id
              RETURNING r.id, r.subscriber_id AS "subscriberId", r.status, r.attempt_no AS "attemptNo", r.resends, m.email,
                        m.address_box AS "addressBox",
                        m.confirmed_at AS "confirmedAt"`,
      values: [...recordValues(token, results), nextIds, seconds, issueId],
    });
    return new Map(rows.filter(({ status }) => status === 'in_flight').map((row) => [row.id, row]));
  }

  /**
   * Writes results down in one commit. A row that the sweep called unknown meanwhile takes the truth when it comes late
   * from the worker that held it; it is not tried again then, because its issue may be finished.
   */
  async record(token: string, results: readonly LedgerResult[]): Promise<void> {
    await this.database.pool.query(RECORD, recordValues(token, results));
  }

  /** A sign of life: everything this worker holds stays its own for another while. */
  async renew(token: string, seconds: number): Promise<void> {
    await this.database.pool.query(
      `UPDATE issue_recipient SET lease_until = now() + $2 * interval '1 second'
        WHERE lease_token = $1 AND status IN ('leased', 'in_flight') AND lease_until > now()`,
      [token, seconds],
    );
  }

  /** The addresses of leased people, where their domain decides about their turn. */
  async addressesOf(people: readonly LeasedRecipient[]): Promise<Map<string, SealedAddress>> {
    const { rows } = await this.database.pool.query<SealedAddress>(
      `SELECT subscriber_id AS id, email, address_box AS "addressBox" FROM audience_member
        WHERE subscriber_id = ANY ($1::uuid[])`,
      [people.map(({ subscriberId }) => subscriberId)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Gives back people whose turn at their domain comes later, without counting it as a try. */
  async postpone(token: string, people: readonly { id: string; seconds: number }[]): Promise<void> {
    await this.database.pool.query(
      `UPDATE issue_recipient r
          SET status = 'queued', lease_token = NULL, lease_until = NULL, next_try_at = now() + v.wait * interval '1 second',
              updated_at = now()
         FROM unnest($2::uuid[], $3::int[]) AS v (id, wait)
        WHERE r.id = v.id AND r.lease_token = $1 AND r.status = 'leased'`,
      [token, people.map(({ id }) => id), people.map(({ seconds }) => seconds)],
    );
  }

  /** Gives back those of these whom this worker has not begun to write to. By their ids: no index knows the token. */
  async release(token: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.database.pool.query(
      `UPDATE issue_recipient SET status = 'queued', lease_token = NULL, lease_until = NULL, updated_at = now()
        WHERE id = ANY ($2::uuid[]) AND lease_token = $1 AND status = 'leased'`,
      [token, ids],
    );
  }

  /**
   * Ends leases without a sign of life. Whose message had not begun is queued again; whose message was on its way is
   * unknown, and is not written to again by itself. Answers how many of each.
   */
  async endExpiredLeases(): Promise<{ queued: number; unknown: number }> {
    const { rows } = await this.database.pool.query<{ status: RecipientStatus; count: number }>(
      `WITH ended AS (
         UPDATE issue_recipient
            SET status = CASE WHEN status = 'leased' THEN 'queued' ELSE 'unknown' END,
                reason = CASE WHEN status = 'in_flight' THEN 'the worker ended while it was handing over' END,
                updated_at = now()
          WHERE id IN (SELECT id FROM issue_recipient WHERE status IN ('leased', 'in_flight') AND lease_until <= now()
                        FOR UPDATE SKIP LOCKED)
         RETURNING status)
       SELECT status, count(*)::int AS count FROM ended GROUP BY status`,
    );
    const of = (status: RecipientStatus) => rows.find((row) => row.status === status)?.count ?? 0;
    return { queued: of('queued'), unknown: of('unknown') };
  }

  /**
   * Settles whom a cancellation missed: a lease or a result that was being written at that moment was still of a running
   * issue, and opened somebody again behind it. Nothing is sent to them; they only have to come to an end. Answers how many.
   */
  async endCancelled(): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE issue_recipient r
          SET status = 'skipped', reason = 'cancelled', lease_token = NULL, lease_until = NULL, updated_at = now()
         FROM issue i
        WHERE i.state = 'cancelled' AND r.issue_id = i.id AND r.status IN ('queued', 'deferred')`,
    );
    return rowCount ?? 0;
  }

  /** Everybody who was still to be written to gets nothing. Messages on their way end by themselves. */
  async skipRest(tx: Tx, issueId: string, reason: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE issue_recipient
         SET status = 'skipped', reason = ${reason}, lease_token = NULL, lease_until = NULL, updated_at = now()
       WHERE issue_id = ${issueId}::uuid AND status IN ('queued', 'deferred', 'leased')`;
  }

  /**
   * A person decides about people of whom nobody knows whether the message arrived. Sending again makes another message:
   * its own id, and the result of the first try no longer counts. Answers how many were unknown still.
   */
  async resolveUnknown(
    tx: Tx,
    issueId: string,
    choice: 'countAsHandedOver' | 'sendAgain',
    ids: readonly string[] | null,
  ): Promise<number> {
    const again = choice === 'sendAgain';
    return tx.$executeRaw`
      UPDATE issue_recipient
         SET status = ${again ? 'queued' : 'handed_over'},
             reason = ${again ? 'sent again: a person agreed' : 'counted as handed over by a person'},
             resends = resends + ${again ? 1 : 0}, attempt_no = CASE WHEN ${again} THEN 0 ELSE attempt_no END,
             message_id = CASE WHEN ${again} THEN NULL ELSE message_id END,
             handed_over_at = CASE WHEN ${again} THEN NULL ELSE now() END,
             lease_until = NULL, next_try_at = now(), updated_at = now()
       WHERE issue_id = ${issueId}::uuid AND status = 'unknown'
         AND (${ids as string[] | null}::uuid[] IS NULL OR id = ANY (${ids as string[] | null}::uuid[]))`;
  }

  /** True when the mail server took or refused a message of the issue within the last so many seconds. */
  async wentOn(issueId: string, seconds: number): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `SELECT 1 FROM issue_recipient WHERE issue_id = $1 AND status IN ('handed_over', 'failed')
          AND updated_at > now() - $2 * interval '1 second' LIMIT 1`,
      [issueId, seconds],
    );
    return rowCount === 1;
  }

  /** Running issues with somebody who is due now. */
  async issuesWithDueRecipients(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT i.id FROM issue i WHERE i.state = 'handingOver' AND EXISTS (
         SELECT 1 FROM issue_recipient r
          WHERE r.issue_id = i.id AND r.status IN ('queued', 'deferred') AND r.next_try_at <= now())`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Finishes issues whose ledger adds up: as many settled rows as were frozen. Never because nothing is left to do.
   * With an id only that issue. The rows are counted only where no open one is found: counting costs their number.
   */
  async finishSettled(issueId: string | null = null): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `UPDATE issue i SET state = 'finished', finished_at = now(), hold_reason = NULL
        WHERE i.state = 'handingOver' AND ($1::uuid IS NULL OR i.id = $1)
          AND CASE WHEN EXISTS (SELECT 1 FROM issue_recipient r WHERE r.issue_id = i.id AND r.status = ANY ($2::text[]))
                   THEN false
                   ELSE i.candidate_count = (SELECT count(*) FROM issue_recipient r WHERE r.issue_id = i.id) END
        RETURNING i.id`,
      [issueId, OPEN_STATUSES],
    );
    return rows.map(({ id }) => id);
  }

  /** The counts of several issues. An issue without rows has zeros. */
  async counts(issueIds: readonly string[]): Promise<Map<string, RecipientCounts>> {
    const { rows } = await this.database.pool.query<{ issueId: string; status: RecipientStatus; count: number }>(
      `SELECT issue_id AS "issueId", status, count(*)::int AS count
         FROM issue_recipient WHERE issue_id = ANY ($1::uuid[]) GROUP BY issue_id, status`,
      [issueIds],
    );
    return new Map(
      issueIds.map((id) => {
        const of = (status: RecipientStatus) =>
          rows.find((row) => row.issueId === id && row.status === status)?.count ?? 0;
        return [id, Object.fromEntries(RECIPIENT_STATUSES.map((status) => [status, of(status)])) as RecipientCounts];
      }),
    );
  }
}
