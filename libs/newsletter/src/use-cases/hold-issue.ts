import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { systemActor, type Tx } from '#platform';
import { type HoldReason, heldBecause } from '../domain/hold.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { type IssueNoticeKind, IssueNotices } from './issue-notices.js';

/** Its sentence stands beside the issue: why, and what to look at before somebody resumes it. */
export interface Hold extends HoldReason {
  readonly kind: Exclude<IssueNoticeKind, 'issue.schedule-refused'>;
  readonly audit: Readonly<Record<string, string | number | boolean>>;
  /** What the notice says besides. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** Pauses an issue that must not go on by itself, and tells its people. */
@Injectable()
export class HoldIssue {
  constructor(
    private readonly issues: Issues,
    private readonly audit: AuditLog,
    private readonly notices: IssueNotices,
  ) {}

  /** False when it does not run any more: somebody else stopped it, and told. */
  async run(
    tx: Tx,
    issue: Pick<IssueRow, 'id' | 'siteId'>,
    { kind, audit, detail, ...because }: Hold,
  ): Promise<boolean> {
    if (!(await this.issues.move(tx, issue.id, 'paused', heldBecause(because), ['handingOver']))) return false;
    const subject = { type: 'issue', id: issue.id } as const;
    await this.audit.record(tx, systemActor('newsletter'), 'issue.held', subject, issue.siteId, { ...audit });
    await this.notices.tell(tx, kind, issue, detail);
    return true;
  }
}
