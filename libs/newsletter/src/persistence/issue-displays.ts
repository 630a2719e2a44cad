import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { IssueDisplay } from '../domain/issue-progress.js';
import { BUSY_STATUSES, type IssueState, type RecipientStatus } from '../domain/issue-state.js';
import type { IssueFilter } from './issues.js';

/** Finds issues by what they look like, which no row says: `issueProgress` derives it from the ledger. */
@Injectable()
export class IssueDisplays {
  constructor(private readonly database: Database) {}

  /** What the database is asked for to get exactly the issues that look so. One statement, or none. */
  async filter(siteId: string, display: IssueDisplay | null): Promise<IssueFilter> {
    switch (display) {
      case null:
        return { siteId };
      case 'paused':
        return { siteId, state: 'paused', holdReason: null };
      case 'onHold':
        return { siteId, state: 'paused', holdReason: { not: null } };
      case 'finished':
        return { siteId, state: 'finished', id: { notIn: await this.having(siteId, 'finished', ['unknown']) } };
      case 'finishedWithUnknown':
        return { siteId, state: 'finished', id: { in: await this.having(siteId, 'finished', ['unknown']) } };
      case 'handingOver': {
        const busy = await this.having(siteId, 'handingOver', BUSY_STATUSES);
        return { siteId, state: 'handingOver', holdReason: null, id: { in: busy } };
      }
      case 'waiting': {
        const busy = await this.having(siteId, 'handingOver', BUSY_STATUSES);
        return { siteId, state: 'handingOver', OR: [{ holdReason: { not: null } }, { id: { notIn: busy } }] };
      }
      default:
        return { siteId, state: display };
    }
  }

  /** A look at the index for each issue, however many people it has: the join that Prisma would write reads them all. */
  private async having(siteId: string, state: IssueState, statuses: readonly RecipientStatus[]): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM issue i WHERE i.site_id = ${siteId}::uuid AND i.state = ${state}
        AND EXISTS (SELECT 1 FROM issue_recipient r WHERE r.issue_id = i.id AND r.status = ANY (${[...statuses]}))`;
    return rows.map(({ id }) => id);
  }
}
