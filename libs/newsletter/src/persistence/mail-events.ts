import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';
import { MAIL_EVENT_KINDS, type MailEventKind, type ReportedEvent } from '../domain/mail-event.js';
import type { IssueRates } from '../domain/stop-line.js';

/** The delivery that a report is about. */
export interface ReportedDelivery {
  readonly recipientId: string;
  readonly issueId: string;
  readonly subscriberId: string;
  readonly siteId: string;
}

/** Somebody whom a mail server refused. */
export interface RefusedRecipient {
  readonly id: string;
  readonly resends: number;
  readonly reply: string;
  readonly at: Date;
}

/** How many people each kind of report is about. */
export type ReportCounts = Readonly<Record<MailEventKind, number>>;

const DELIVERY = `r.id AS "recipientId", r.issue_id AS "issueId", r.subscriber_id AS "subscriberId", i.site_id AS "siteId"
  FROM issue_recipient r JOIN issue i ON i.id = r.issue_id`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A report names an issue of this time by its address alone; an older one says little. */
const ISSUES_LOOKED_AT = 20;

/** What was reported, and about whom. Rows are only ever added. */
@Injectable()
export class MailEvents {
  constructor(private readonly database: Database) {}

  /** The delivery with our id, or with our Message-ID. */
  async byOwnId({ deliveryId, messageId }: ReportedEvent): Promise<ReportedDelivery | undefined> {
    if (deliveryId && UUID.test(deliveryId)) {
      const { rows } = await this.database.pool.query<ReportedDelivery>(`SELECT ${DELIVERY} WHERE r.id = $1`, [
        deliveryId,
      ]);
      if (rows[0]) return rows[0];
    }
    if (!messageId) return undefined;
    const { rows } = await this.database.pool.query<ReportedDelivery>(`SELECT ${DELIVERY} WHERE r.message_id = $1`, [
      messageId.slice(0, 1_000),
    ]);
    return rows[0];
  }

  /** What was last handed over to one of these people. */
  async lastTo(subscriberIds: readonly string[]): Promise<ReportedDelivery | undefined> {
    const { rows } = await this.database.pool.query<ReportedDelivery>(
      `SELECT ${DELIVERY}
        WHERE r.subscriber_id = ANY ($1::uuid[]) AND r.status IN ('handed_over', 'unknown')
          AND r.issue_id IN (SELECT n.id FROM issue n
                              WHERE n.site_id IN (SELECT site_id FROM audience_member WHERE subscriber_id = ANY ($1::uuid[]))
                                AND n.frozen_at IS NOT NULL ORDER BY n.frozen_at DESC LIMIT ${ISSUES_LOOKED_AT})
        ORDER BY r.handed_over_at DESC NULLS LAST LIMIT 1`,
      [subscriberIds],
    );
    return rows[0];
  }

  /**
   * Writes a report down. `known` when it was there already: `replayed` says that this very delivery of it was.
   */
  async add(
    tx: Tx,
    event: ReportedEvent,
    about: Partial<ReportedDelivery>,
    detail: string | null,
  ): Promise<'new' | 'known' | 'replayed'> {
    const { source, eventKey, deliveryKey = null, kind, at: occurredAt, status = null } = event;
    const key = { source, eventKey: eventKey.slice(0, 300) };
    const row = { id: newId(), ...key, deliveryKey, kind, status, detail, occurredAt, ...about };
    const { count } = await tx.mailEvent.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) return 'new';
    if (deliveryKey === null) return 'known';
    const before = await tx.mailEvent.findUnique({ where: { source_eventKey: key }, select: { deliveryKey: true } });
    return before?.deliveryKey === deliveryKey ? 'replayed' : 'known';
  }

  /**
   * People whom a mail server refused while we handed over, lately and not noted as a report yet: some at a
   * time. A second try that a person agreed to is a refusal of its own.
   */
  async refusedAtTheDoor(limit: number): Promise<RefusedRecipient[]> {
    const { rows } = await this.database.pool.query<RefusedRecipient>(
      `SELECT r.id, r.resends, r.smtp_reply AS reply, r.updated_at AS at FROM issue_recipient r
        WHERE r.status = 'failed' AND r.updated_at > now() - interval '2 days' AND r.smtp_reply ~ '^[245]\\d\\d'
          AND NOT EXISTS (SELECT 1 FROM mail_event e WHERE e.source = 'smtp' AND e.event_key = r.id || '.' || r.resends)
        ORDER BY r.updated_at LIMIT $1`,
      [limit],
    );
    return rows;
  }

  /** In how many issues of the last time a person's mailbox was full or away, without a message that arrived since. */
  async softBouncesOf(tx: Tx, subscriberId: string): Promise<number> {
    const rows = await tx.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT coalesce(e.issue_id, e.id))::int AS count FROM mail_event e
       WHERE e.subscriber_id = ${subscriberId}::uuid AND e.kind = 'bouncedSoft'
         AND e.occurred_at > now() - interval '180 days'
         AND NOT EXISTS (SELECT 1 FROM mail_event d WHERE d.subscriber_id = e.subscriber_id
                                                     AND d.kind = 'delivered' AND d.occurred_at > e.occurred_at)`;
    return rows[0]!.count;
  }

  /** A report that a message arrived ends the doubt about it. True when there was one. */
  async settleUnknown(tx: Tx, recipientId: string): Promise<boolean> {
    const count = await tx.$executeRaw`
      UPDATE issue_recipient
         SET status = 'handed_over', reason = 'reported by the mail server', lease_token = NULL, handed_over_at = now(),
             updated_at = now()
       WHERE id = ${recipientId}::uuid AND status = 'unknown'`;
    return count > 0;
  }

  /** What was reported of several issues. An issue without a report has zeros. */
  async counts(issueIds: readonly string[]): Promise<Map<string, ReportCounts>> {
    const { rows } = await this.database.pool.query<{ issueId: string; kind: MailEventKind; count: number }>(
      `SELECT issue_id AS "issueId", kind, count(DISTINCT recipient_id)::int AS count
         FROM mail_event WHERE issue_id = ANY ($1::uuid[]) GROUP BY issue_id, kind`,
      [issueIds],
    );
    const of = (id: string, kind: MailEventKind) =>
      rows.find((row) => row.issueId === id && row.kind === kind)?.count ?? 0;
    return new Map(
      issueIds.map((id) => [
        id,
        Object.fromEntries(MAIL_EVENT_KINDS.map((kind) => [kind, of(id, kind)])) as ReportCounts,
      ]),
    );
  }

  /**
   * How an issue fares since somebody last looked at it: of the messages since then, and of all. A report comes late, and
   * what it is about may have left before: held against the few messages since, it would stop an issue that is well.
   */
  async rates(issueId: string): Promise<{ since: IssueRates; inAll: IssueRates }> {
    const { rows } = await this.database.pool.query<
      Record<keyof IssueRates | `all${Capitalize<keyof IssueRates>}`, number>
    >(
      `WITH since AS (SELECT coalesce(rates_since, '-infinity') AS at FROM issue WHERE id = $1),
            ended AS (SELECT r.id, r.status = 'failed' AS refused,
                             CASE r.status WHEN 'failed' THEN r.updated_at ELSE r.handed_over_at END > since.at AS later
                        FROM issue_recipient r, since WHERE r.issue_id = $1 AND r.status IN ('failed', 'handed_over')),
            told AS (SELECT DISTINCT e.recipient_id AS id, e.kind = 'complained' AS complained, coalesce(d.later, false) AS later
                       FROM since, mail_event e LEFT JOIN ended d ON d.id = e.recipient_id
                      WHERE e.issue_id = $1 AND e.received_at > since.at
                        AND e.kind IN ('bouncedHard', 'blocked', 'complained')),
            gone AS (SELECT id, later FROM ended WHERE refused AND later
                     UNION SELECT id, later FROM told WHERE NOT complained)
       SELECT (SELECT count(*)::int FROM ended WHERE later) AS tried,
              (SELECT count(DISTINCT id)::int FROM gone WHERE later) AS bounced,
              (SELECT count(DISTINCT id)::int FROM told WHERE complained AND later) AS complained,
              (SELECT count(*)::int FROM ended) AS "allTried",
              (SELECT count(DISTINCT id)::int FROM gone) AS "allBounced",
              (SELECT count(DISTINCT id)::int FROM told WHERE complained) AS "allComplained"`,
      [issueId],
    );
    const { tried, bounced, complained, allTried, allBounced, allComplained } = rows[0]!;
    return {
      since: { tried, bounced, complained },
      inAll: { tried: allTried, bounced: allBounced, complained: allComplained },
    };
  }
}
