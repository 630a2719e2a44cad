import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform';
import { isSpecialist, type RiskClass, specialtiesOf } from '#review';

/** One live text with the approval that vouches for it. */
export interface ReportRow {
  readonly publicationId: string;
  readonly approvalId: string | null;
  readonly riskClass: RiskClass;
  readonly reviewDueAt: Date;
  /** By what the list is ordered: the review date, or when it went live. */
  readonly at: Date;
}

/** Where a page of a report ended. */
export interface ReportPlace {
  readonly at: Date;
  readonly id: string;
}

export interface Workload {
  readonly reviewerId: string;
  /** Approvals given in the last 90 days. */
  readonly approvals: number;
  /** Live texts that this person vouched for last. */
  readonly vouchesFor: number;
  /** Of those, whose review is due within 60 days or overdue. */
  readonly dueSoon: number;
  readonly openTasks: number;
  /** Reviews that were given to this person and wait for them. */
  readonly openReviews: number;
}

export interface TimeToApproval {
  readonly count: number;
  /** Hours from the request to the approval that completed it; null when there was none. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

const DAY_MS = 86_400_000;

const ROW = `v.publication_id AS "publicationId", v.approval_id AS "approvalId", v.risk_class AS "riskClass",
  v.review_due_at AS "reviewDueAt"`;
const PAGE = `($3::timestamptz IS NULL OR (at, "publicationId") > ($3::timestamptz, $4::uuid))
  ORDER BY at, "publicationId" LIMIT $5`;

/** What a clinic wants to know of its library. One statement a report, whatever the number of articles. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Live texts past their review date, the longest first. */
  overdue(siteId: string, limit: number, after?: ReportPlace): Promise<ReportRow[]> {
    const from = `SELECT ${ROW}, v.review_due_at AS at FROM published_review v WHERE v.site_id = $1::uuid AND v.review_due_at <= $2`;
    return this.page(from, [siteId, this.clock.now()], limit, after);
  }

  /** Live texts whose review date lies ahead, within so many days, the nearest first. */
  dueSoon(siteId: string, days: number, limit: number, after?: ReportPlace): Promise<ReportRow[]> {
    const now = this.clock.now();
    const from = `SELECT ${ROW}, v.review_due_at AS at FROM published_review v
      WHERE v.site_id = $1::uuid AND v.review_due_at <= $2 AND v.review_due_at > $6`;
    return this.page(from, [siteId, new Date(now.getTime() + days * DAY_MS)], limit, after, [now]);
  }

  /** Live texts approved under a licence that was revoked or ends within so many days, by anyone of their approvers. */
  credentialsEnding(siteId: string, days: number, limit: number, after?: ReportPlace): Promise<ReportRow[]> {
    const from = `SELECT ${ROW}, min(COALESCE(c.revoked_at, c.valid_until)) AS at FROM published_review v
      JOIN approval g ON g.id = v.approval_id
      JOIN approval a ON a.case_id = g.case_id AND a.revoked_at IS NULL
      JOIN credential c ON c.id = a.credential_id
      WHERE v.site_id = $1::uuid AND (c.revoked_at IS NOT NULL OR c.valid_until <= $2) GROUP BY 1, 2, 3, 4`;
    return this.page(from, [siteId, new Date(this.clock.now().getTime() + days * DAY_MS)], limit, after);
  }

  /** Live texts none of whose approvers is a specialist of the topic. A topic that no specialty knows is not listed. */
  async withoutSpecialist(siteId: string, limit: number, after?: ReportPlace): Promise<ReportRow[]> {
    const rows = await this.database.client.$queryRawUnsafe<(ReportRow & { topic: string; held: string[][] | null })[]>(
      `SELECT ${ROW}, v.review_due_at AS at, art.topic, (SELECT jsonb_agg(COALESCE(a.credential_snapshot->'specialties', '[]'))
         FROM approval g JOIN approval a ON a.case_id = g.case_id AND a.revoked_at IS NULL WHERE g.id = v.approval_id) AS held
       FROM published_review v JOIN article art ON art.id = v.article_id
       WHERE v.site_id = $1::uuid ORDER BY v.review_due_at, v.publication_id`,
      siteId,
    );
    return rows
      .filter(({ topic, held }) => {
        const wanted = specialtiesOf(topic);
        return wanted.length > 0 && !(held ?? []).some((specialties) => isSpecialist(specialties, wanted));
      })
      .filter((row) => !after || row.at > after.at || (+row.at === +after.at && row.publicationId > after.id))
      .slice(0, limit);
  }

  /** Everything a site showed at an instant, each with the approval that vouched for it then. */
  siteAsOf(siteId: string, instant: Date, limit: number, after?: ReportPlace): Promise<ReportRow[]> {
    const from = `SELECT p.id AS "publicationId", COALESCE(g.id, p.approval_id) AS "approvalId", art.risk_class AS "riskClass",
        COALESCE(g.review_due_at, p.live_from) AS "reviewDueAt", p.live_from AS at
      FROM publication p JOIN article art ON art.id = p.article_id
      LEFT JOIN LATERAL (
        SELECT a.id, a.review_due_at FROM approval a JOIN review_case c ON c.id = a.case_id AND c.state = 'approved'
        WHERE a.article_id = p.article_id AND a.locale = p.locale AND a.content_hash = p.content_hash
          AND a.approved_at <= $2 AND (a.revoked_at IS NULL OR a.revoked_at > $2)
        ORDER BY a.approved_at DESC, a.id DESC LIMIT 1) g ON true
      WHERE p.site_id = $1::uuid AND p.live_from <= $2 AND (p.live_until IS NULL OR p.live_until > $2)`;
    return this.page(from, [siteId, instant], limit, after);
  }

  /** What each reviewer of a site did and has before them, by person. */
  workload(siteId: string): Promise<Workload[]> {
    const now = this.clock.now();
    return this.database.client.$queryRaw<Workload[]>`
      SELECT m.user_id AS "reviewerId",
        (SELECT count(*)::int FROM approval a JOIN article art ON art.id = a.article_id
          WHERE a.approver_id = m.user_id AND art.site_id = m.site_id
            AND a.approved_at > ${new Date(now.getTime() - 90 * DAY_MS)}) AS approvals,
        count(v.publication_id)::int AS "vouchesFor",
        (count(v.publication_id) FILTER (WHERE v.review_due_at <= ${new Date(now.getTime() + 60 * DAY_MS)}))::int AS "dueSoon",
        (SELECT count(*)::int FROM task t WHERE t.assignee_id = m.user_id AND t.site_id = m.site_id AND t.closed_at IS NULL)
          AS "openTasks",
        (SELECT count(*)::int FROM review_assignment s JOIN review_case c ON c.id = s.case_id
          JOIN article art ON art.id = c.article_id
          WHERE s.reviewer_id = m.user_id AND art.site_id = m.site_id AND s.ended_at IS NULL) AS "openReviews"
      FROM membership m LEFT JOIN published_review v ON v.approver_id = m.user_id AND v.owner_site_id = m.site_id
      WHERE m.site_id = ${siteId}::uuid AND m.role = 'reviewer'
      GROUP BY m.user_id, m.site_id ORDER BY m.user_id`;
  }

  /** How long reviews of a site's articles took, from the request to the approval that completed them. */
  async timeToApproval(siteId: string, from: Date, until: Date): Promise<TimeToApproval> {
    const rows = await this.database.client.$queryRaw<TimeToApproval[]>`
      SELECT count(*)::int AS count,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) AS "medianHours",
        percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) AS "p90Hours"
      FROM (
        SELECT extract(epoch FROM max(a.approved_at) - c.requested_at)::float8 / 3600 AS hours
        FROM review_case c JOIN article art ON art.id = c.article_id JOIN approval a ON a.case_id = c.id
        WHERE art.site_id = ${siteId}::uuid AND c.state = 'approved'
        GROUP BY c.id HAVING max(a.approved_at) >= ${from} AND max(a.approved_at) < ${until}) took`;
    return rows[0]!;
  }

  private page(
    from: string,
    values: readonly [string, Date],
    limit: number,
    after?: ReportPlace,
    more: readonly Date[] = [],
  ): Promise<ReportRow[]> {
    return this.database.client.$queryRawUnsafe<ReportRow[]>(
      `SELECT * FROM (${from}) report WHERE ${PAGE}`,
      ...[...values, after?.at ?? null, after?.id ?? null, limit, ...more],
    );
  }
}
