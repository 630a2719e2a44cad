import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { isRefusal, type NotAllowed, type NotFound, newId, type Result } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { type TimeInput, type TimeRefusal, WallClock } from '#publishing';
import { IssueMovedOn, NotScheduled } from '../domain/refusals.js';
import { IssueSchedules } from '../persistence/issue-schedules.js';
import type { IssueRow } from '../persistence/issues.js';
import { IssueAccess } from './issue-access.js';
import { type GateRefusal, IssueGates } from './issue-gates.js';

export interface ScheduleIssueInput {
  readonly id: string;
  readonly sendAt: TimeInput;
}

type No = NotAllowed | NotFound | IssueMovedOn;

/**
 * Sets or takes away the instant at which an issue goes out by itself. Everything is asked now, and again when it fires.
 * A change of the draft ends its approval, so that it does not go out then: the schedule says so.
 */
@Injectable()
export class ScheduleIssue {
  constructor(
    private readonly database: Database,
    private readonly access: IssueAccess,
    private readonly schedules: IssueSchedules,
    private readonly gates: IssueGates,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
  ) {}

  /** Takes the place of an earlier schedule of the same issue. */
  async run(
    actor: StaffActor,
    { id, sendAt }: ScheduleIssueInput,
  ): Promise<Result<IssueRow, No | GateRefusal | TimeRefusal>> {
    const own = await this.access.for(actor, 'newsletter.send', id);
    if (isRefusal(own)) return own;
    const { site } = own;
    const at = await this.clock.read(site.id, sendAt, 'sendAt');
    if (isRefusal(at)) return at;
    await this.gates.sender.lookOnce(actor, site);
    return this.database.transaction(async (tx) => {
      const issue = await this.schedules.lockIssue(tx, id);
      if (issue.state !== 'composing') return new IssueMovedOn(issue.state);
      const shut = await this.gates.shut(tx, issue, site);
      if (shut) return shut;
      const now = this.clock.now();
      await this.schedules.cancel(tx, id, now);
      const { at: instant, localTime, timeZone } = at;
      const asked = { sendAt: instant, localTime, timeZone, createdById: actor.userId, createdAt: now };
      await this.schedules.create(tx, { id: newId(), issueId: id, ...asked });
      const subject = { type: 'issue', id } as const;
      await this.audit.record(tx, actor, 'issue.scheduled', subject, site.id, { sendAt: instant.toISOString() });
      return issue;
    });
  }

  /** No schedule of the issue fires after this answers. */
  async unschedule(actor: StaffActor, id: string): Promise<Result<IssueRow, No | NotScheduled>> {
    const own = await this.access.for(actor, 'newsletter.send', id);
    if (isRefusal(own)) return own;
    return this.database.transaction(async (tx) => {
      // The lock that freezing takes: what fires at this instant has fired, or finds its schedule gone.
      const issue = await this.schedules.lockIssue(tx, id);
      if (issue.state !== 'composing') return new IssueMovedOn(issue.state);
      if (!(await this.schedules.cancel(tx, id, this.clock.now()))) return new NotScheduled();
      await this.audit.record(tx, actor, 'issue.unscheduled', { type: 'issue', id }, own.site.id);
      return issue;
    });
  }
}
