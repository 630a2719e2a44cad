import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, type NotAllowed, NotFound, type Result } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { IssueMovedOn } from '../domain/refusals.js';
import { Issues } from '../persistence/issues.js';

/** Throws a draft away. What was ever frozen is history and stays. */
@Injectable()
export class DeleteIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly issues: Issues,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: StaffActor, id: string): Promise<Result<{ id: string }, NotAllowed | NotFound | IssueMovedOn>> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    if (!issue) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.compose', issue.siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      if (!(await this.issues.remove(tx, id))) return new IssueMovedOn((await this.issues.byId(id, tx))!.state);
      await this.audit.record(tx, actor, 'issue.deleted', { type: 'issue', id }, issue.siteId);
      return { id };
    });
  }
}
