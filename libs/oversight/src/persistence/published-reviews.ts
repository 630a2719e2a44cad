import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { RiskClass } from '#review';

/** A live publication with the approval that vouches for it now. */
export interface PublishedReview {
  readonly publicationId: string;
  /** The site that shows it. */
  readonly siteId: string;
  /** The site the article belongs to: its people review it. */
  readonly ownerSiteId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
  readonly revisionId: string;
  readonly riskClass: RiskClass;
  /** Null when every approval of the text was revoked. */
  readonly approvalId: string | null;
  readonly approverId: string | null;
  readonly approvedAt: Date | null;
  readonly reviewDueAt: Date;
}

/** A live text whose approval is in force. */
export type Vouched = PublishedReview & {
  readonly approvalId: string;
  readonly approverId: string;
  readonly approvedAt: Date;
};

/** True when an approval vouches for the text: only then is there a date to remind of. */
export function isVouched(review: PublishedReview): review is Vouched {
  return review.approvalId !== null;
}

/** The columns of the view `published_review` under the names above. */
const COLUMNS = `v.publication_id AS "publicationId", v.site_id AS "siteId", v.owner_site_id AS "ownerSiteId",
  v.article_id AS "articleId", v.locale, v.slug, v.revision_id AS "revisionId", v.risk_class AS "riskClass",
  v.approval_id AS "approvalId", v.approver_id AS "approverId", v.approved_at AS "approvedAt",
  v.review_due_at AS "reviewDueAt"`;

/** Reads what is live together with its review. */
@Injectable()
export class PublishedReviews {
  constructor(private readonly database: Database) {}

  /** Whose review date is at or before an instant, the one that waits longest first. */
  dueBy(instant: Date): Promise<PublishedReview[]> {
    return this.database.client.$queryRawUnsafe<PublishedReview[]>(
      `SELECT ${COLUMNS} FROM published_review v WHERE v.review_due_at <= $1 ORDER BY v.review_due_at, v.publication_id`,
      instant,
    );
  }

  /** One live publication, read in the caller's transaction; null when it is not live any more. */
  async ofPublication(tx: Tx, publicationId: string): Promise<PublishedReview | null> {
    const rows = await tx.$queryRawUnsafe<PublishedReview[]>(
      `SELECT ${COLUMNS} FROM published_review v WHERE v.publication_id = $1::uuid`,
      publicationId,
    );
    return rows[0] ?? null;
  }

  /** What is live of an article, on whatever site. */
  ofArticle(tx: Tx, articleId: string): Promise<PublishedReview[]> {
    return tx.$queryRawUnsafe<PublishedReview[]>(
      `SELECT ${COLUMNS} FROM published_review v WHERE v.article_id = $1::uuid ORDER BY v.publication_id`,
      articleId,
    );
  }

  /** Those of these keys that a task had, open or not. */
  async knownTasks(tx: Tx, keys: readonly string[]): Promise<string[]> {
    const rows = await tx.$queryRaw<{ key: string }[]>`
      SELECT DISTINCT key FROM task WHERE key = ANY(${[...keys]}::text[])`;
    return rows.map(({ key }) => key);
  }

  /** The live publications that exactly this approved text has on all sites. */
  async liveOfApproval(approvalId: string): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT p.id FROM approval a JOIN publication p ON p.article_id = a.article_id AND p.locale = a.locale
        AND p.content_hash = a.content_hash AND p.state = 'live'
      WHERE a.id = ${approvalId}::uuid ORDER BY p.id`;
    return rows.map(({ id }) => id);
  }

  /**
   * What is live and stands, by the newest review that vouches for it, on a licence that is revoked, and whose task was
   * never opened: its key is the prefix and the publication's id. A text that others approved again since does not stand on it any more.
   */
  async onRevokedLicence(tx: Tx, credentialId: string, keyPrefix: string): Promise<PublishedReview[]> {
    return tx.$queryRawUnsafe<PublishedReview[]>(
      `SELECT ${COLUMNS} FROM published_review v JOIN publication p ON p.id = v.publication_id
       WHERE EXISTS (
           SELECT 1 FROM approval a JOIN credential c ON c.id = a.credential_id AND c.revoked_at IS NOT NULL
           WHERE a.credential_id = $1::uuid
             AND a.case_id = (SELECT g.case_id FROM approval g WHERE g.id = COALESCE(v.approval_id, p.approval_id)))
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.key = $2 || v.publication_id)
       ORDER BY v.publication_id`,
      credentialId,
      keyPrefix,
    );
  }

  /**
   * @param classes days after the review date until which a class is served; null for those that stay
   * @returns live publications whose read model has other dates than their approval gives them now: something was missed
   */
  async withOldDates(classes: Readonly<Record<RiskClass, number | null>>): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT v.publication_id AS id FROM published_review v
      JOIN delivery_article d ON d.publication_id = v.publication_id
      WHERE d.approval_id IS DISTINCT FROM COALESCE(v.approval_id, d.approval_id)
        OR d.review_due_at IS DISTINCT FROM v.review_due_at
        OR d.serve_until IS DISTINCT FROM v.review_due_at
          + make_interval(hours => 24 * (${JSON.stringify(classes)}::jsonb ->> v.risk_class)::int)
      ORDER BY v.publication_id`;
    return rows.map(({ id }) => id);
  }
}
