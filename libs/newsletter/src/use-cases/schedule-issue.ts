import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, type SiteRow, Sites } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { type TimeInput, type TimeRefusal, WallClock } from '#publishing';
import { type ArticleNotSendable, type CorrectionOwed, IssueMovedOn, NotScheduled } from '../domain/refusals.js';
import { IssueSchedules } from '../persistence/issue-schedules.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { type GateRefusal, IssueGates } from './issue-gates.js';
import { IssueGround } from './issue-ground.js';

export interface ScheduleIssueInput {
  readonly id: string;
  readonly sendAt: TimeInput;
}

type No = NotAllowed | NotFound | IssueMovedOn;
type Shut = GateRefusal | ArticleNotSendable | CorrectionOwed | TimeRefusal;

/**
 * Sets or takes away the instant at which an issue goes out by itself. Everything is asked now, and again when it fires.
 * A change of the draft ends its approval, so that it does not go out then: the schedule says so.
 */
@Injectable()
export class ScheduleIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly issues: Issues,
    private readonly schedules: IssueSchedules,
    private readonly gates: IssueGates,
    private readonly grounds: IssueGround,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
  ) {}

  /** Takes the place of an earlier schedule of the same issue. */
  async run(actor: StaffActor, { id, sendAt }: ScheduleIssueInput): Promise<Result<IssueRow, No | Shut>> {
    const found = await this.issueFor(actor, id);
    if (isRefusal(found)) return found;
    const { site } = found;
    const at = await this.clock.read(site.id, sendAt, 'sendAt');
    if (isRefusal(at)) return at;
    return this.database.transaction(async (tx) => {
      const issue = await this.issues.lock(tx, id);
      const shut = await this.shut(tx, issue, site);
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
    const found = await this.issueFor(actor, id);
    if (isRefusal(found)) return found;
    return this.database.transaction(async (tx) => {
      // The lock that freezing takes: what fires at this instant has fired, or finds its schedule gone.
      const issue = await this.issues.lock(tx, id);
      if (issue.state !== 'composing') return new IssueMovedOn(issue.state);
      if (!(await this.schedules.cancel(tx, id, this.clock.now()))) return new NotScheduled();
      await this.audit.record(tx, actor, 'issue.unscheduled', { type: 'issue', id }, found.site.id);
      return issue;
    });
  }

  private async issueFor(actor: StaffActor, id: string): Promise<{ site: SiteRow } | NotFound | NotAllowed> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!site) return new NotFound('There is no issue with this id.');
    return this.policy.mayAt(actor, 'newsletter.send', site.id) ?? { site };
  }

  private async shut(
    tx: Tx,
    issue: IssueRow,
    site: SiteRow,
  ): Promise<IssueMovedOn | GateRefusal | ArticleNotSendable | CorrectionOwed | null> {
    if (issue.state !== 'composing') return new IssueMovedOn(issue.state);
    return (await this.gates.shut(tx, issue, site)) ?? (await this.grounds.pin(tx, issue.id, site.id));
  }
}
