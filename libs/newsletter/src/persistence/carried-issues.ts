import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { IssueRow } from './issues.js';

/** An issue that carried certain publications, and what became of its recipients. */
export interface CarriedIssue {
  readonly issue: IssueRow;
  readonly handedOver: number;
  readonly unknown: number;
  readonly notHandedOver: number;
}

/** Answers which issues carried a publication, and to how many people: for recalls. */
@Injectable()
export class CarriedIssues {
  constructor(private readonly database: Database) {}

  /** The frozen issues that carried any of these, the oldest first. Two statements. */
  async of(publicationIds: readonly string[]): Promise<CarriedIssue[]> {
    const issues = await this.database.client.issue.findMany({
      where: { frozenAt: { not: null }, articles: { some: { publicationId: { in: [...publicationIds] } } } },
      orderBy: [{ frozenAt: 'asc' }, { id: 'asc' }],
    });
    const counts = await this.database.client.issueRecipient.groupBy({
      by: ['issueId', 'status'],
      where: { issueId: { in: issues.map(({ id }) => id) } },
      _count: true,
    });
    return issues.map((issue) => {
      const own = counts.filter(({ issueId }) => issueId === issue.id);
      const sum = (has: (status: string) => boolean) =>
        own.filter(({ status }) => has(status)).reduce((total, { _count }) => total + _count, 0);
      const known = ['handed_over', 'unknown'];
      return {
        issue,
        handedOver: sum((status) => status === 'handed_over'),
        unknown: sum((status) => status === 'unknown'),
        notHandedOver: sum((status) => !known.includes(status)),
      };
    });
  }
}
