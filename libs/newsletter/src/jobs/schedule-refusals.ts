import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Database, systemActor } from '#platform';
import { Digests } from '../persistence/digests.js';
import { type IssueScheduleRow, IssueSchedules } from '../persistence/issue-schedules.js';
import { IssueNotices } from '../use-cases/issue-notices.js';

/** Ends the schedule of an issue that could not go out: the reason stays beside it, and beside its digest, and its people are told. */
@Injectable()
export class ScheduleRefusals {
  constructor(
    private readonly database: Database,
    private readonly schedules: IssueSchedules,
    private readonly audit: AuditLog,
    private readonly notices: IssueNotices,
    private readonly digests: Digests,
  ) {}

  /** An issue that a person sent or cancelled meanwhile is no refusal. */
  async run(
    { id, issueId, sendAt }: IssueScheduleRow,
    refusal: { readonly code: string; readonly message: string },
    at: Date,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const issue = await this.schedules.lockIssue(tx, issueId);
      if (issue.state !== 'composing') {
        await this.schedules.end(tx, id, 'cancelled', at);
        return;
      }
      if (!(await this.schedules.end(tx, id, 'refused', at, refusal))) return;
      const reason = { refusalCode: refusal.code, refusalMessage: refusal.message };
      await this.digests.refused(tx, issueId, { refusedAt: at, ...reason });
      const subject = { type: 'issue', id: issueId } as const;
      const why = { code: refusal.code };
      await this.audit.record(tx, systemActor('newsletter'), 'issue.schedule-refused', subject, issue.siteId, why);
      await this.notices.tell(tx, 'issue.schedule-refused', issue, { at: sendAt.toISOString() });
    });
  }
}
