import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { OPEN_STATES } from '../domain/review-case-states.js';
import { type ApprovalRow, toApprovalRow } from './approvals.js';
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

  async approvalsByIds(ids: readonly string[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({ where: { id: { in: [...ids] } } });
    return stored.map(toApprovalRow);
  }

  /** The approvals that came out of these cases. */
  async approvalsOfCases(caseIds: readonly string[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({ where: { caseId: { in: [...caseIds] } } });
    return stored.map(toApprovalRow);
  }

  /** The newest approval of each article and locale that was not revoked. */
  async newestApprovals(keys: readonly { articleId: string; locale: string }[]): Promise<ApprovalRow[]> {
    const stored = await this.database.client.approval.findMany({
      where: { OR: keys.map(({ articleId, locale }) => ({ articleId, locale })), revokedAt: null },
      distinct: ['articleId', 'locale'],
      orderBy: [{ articleId: 'asc' }, { locale: 'asc' }, { approvedAt: 'desc' }],
    });
    return stored.map(toApprovalRow);
  }
}
