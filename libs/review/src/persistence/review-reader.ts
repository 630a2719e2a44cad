import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { OPEN_STATES } from '../domain/review-case-states.js';
import { type ApprovalRow, toApprovalRow } from './approvals.js';
import { type AssignmentRow, OPEN_ASSIGNMENTS } from './assignments.js';
import { type SheetRow, sheetsOfContents } from './checklist-sheets.js';
import type { ReviewCaseRow } from './review-cases.js';

/** Reads review cases and approvals in batches: one statement for any number of keys. Answers come in any order. */
@Injectable()
export class ReviewReader {
  constructor(private readonly database: Database) {}

  async casesByIds(ids: readonly string[]): Promise<ReviewCaseRow[]> {
    return (await this.database.client.reviewCase.findMany({ where: { id: { in: [...ids] } } })) as ReviewCaseRow[];
  }

  /** The open case of each article and locale. */
  async openCases(keys: readonly { articleId: string; locale: string }[]): Promise<ReviewCaseRow[]> {
    const where = { OR: keys.map(({ articleId, locale }) => ({ articleId, locale })), state: { in: OPEN_STATES } };
    return (await this.database.client.reviewCase.findMany({ where })) as ReviewCaseRow[];
  }

  /** The open case of each locale of an article. */
  async openCasesOfArticle(articleId: string, tx: Tx = this.database.client): Promise<ReviewCaseRow[]> {
    return (await tx.reviewCase.findMany({ where: { articleId, state: { in: OPEN_STATES } } })) as ReviewCaseRow[];
  }

  async approvalsByIds(ids: readonly string[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({ where: { id: { in: [...ids] } } });
    return stored.map(toApprovalRow);
  }

  /** The approvals that came out of these cases, the first given first. */
  async approvalsOfCases(caseIds: readonly string[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({
      where: { caseId: { in: [...caseIds] } },
      orderBy: [{ approvedAt: 'asc' }, { id: 'asc' }],
    });
    return stored.map(toApprovalRow);
  }

  /** The approvals of these revisions, the first given first. */
  async approvalsOfRevisions(revisionIds: readonly string[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({
      where: { revisionId: { in: [...revisionIds] } },
      orderBy: [{ approvedAt: 'asc' }, { id: 'asc' }],
    });
    return stored.map(toApprovalRow);
  }

  /** The assignments of these cases, the oldest first. */
  async assignmentsOfCases(caseIds: readonly string[]): Promise<AssignmentRow[]> {
    return (await this.database.client.reviewAssignment.findMany({
      where: { caseId: { in: [...caseIds] } },
      orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }],
    })) as AssignmentRow[];
  }

  /** What waits for a reviewer now, the most urgent first. */
  async openAssignmentsOf(reviewerId: string, limit: number): Promise<AssignmentRow[]> {
    return (await this.database.client.reviewAssignment.findMany({
      where: { reviewerId, state: { in: OPEN_ASSIGNMENTS } },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      take: limit,
    })) as AssignmentRow[];
  }

  /** The newest sheet of each rater and instrument about these contents. */
  sheetsOfContents(contentHashes: readonly string[]): Promise<SheetRow[]> {
    return sheetsOfContents(this.database.client, contentHashes);
  }

  /** The newest approval of each article and locale that was not revoked, and was not the first of two that never came. */
  async newestApprovals(keys: readonly { articleId: string; locale: string }[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({
      where: {
        OR: keys.map(({ articleId, locale }) => ({ articleId, locale })),
        revokedAt: null,
        reviewCase: { state: 'approved' },
      },
      distinct: ['articleId', 'locale'],
      orderBy: [{ articleId: 'asc' }, { locale: 'asc' }, { approvedAt: 'desc' }],
    });
    return stored.map(toApprovalRow);
  }

  /** Open cases of articles that belong to these sites, the oldest first, after the case with this time and id. */
  async openCasePage(
    siteIds: readonly string[],
    limit: number,
    after?: { at: Date; id: string },
  ): Promise<ReviewCaseRow[]> {
    // A join with the articles' sites, which Prisma cannot follow: no relation crosses a room.
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM review_case c JOIN article a ON a.id = c.article_id
      WHERE c.state = ANY(${OPEN_STATES}) AND a.site_id = ANY(${[...siteIds]}::uuid[])
        AND (${after?.at ?? null}::timestamptz IS NULL
             OR (c.requested_at, c.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      ORDER BY c.requested_at, c.id LIMIT ${limit}`;
    const cases = await this.casesByIds(rows.map((row) => row.id));
    return rows.map((row) => cases.find((it) => it.id === row.id)!);
  }

  async countOpenCases(siteIds: readonly string[]): Promise<number> {
    const rows = await this.database.client.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM review_case c JOIN article a ON a.id = c.article_id
      WHERE c.state = ANY(${OPEN_STATES}) AND a.site_id = ANY(${[...siteIds]}::uuid[])`;
    return rows[0]!.count;
  }
}
