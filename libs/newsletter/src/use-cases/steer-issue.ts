import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, type NotAllowed, NotFound, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, Database, type Tx } from '#platform';
import type { IssueState } from '../domain/issue-state.js';
import { IssueMovedOn } from '../domain/refusals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';

type Answer = Result<IssueRow, NotAllowed | NotFound | IssueMovedOn>;

/** Pause, resume and cancel an issue. What is on its way to a mail server at that instant ends by itself. */
@Injectable()
export class SteerIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** No message begins after this answers. */
  pause(actor: Actor, issueId: string): Promise<Answer> {
    return this.move(actor, issueId, 'paused', 'issue.paused', ['handingOver']);
  }

  /**
   * Goes on where it stopped, at once. The articles are checked again before the next message. Bounces and complaints so
   * far were seen by whoever resumes: only later ones stop it again.
   */
  resume(actor: Actor, issueId: string): Promise<Answer> {
    return this.move(actor, issueId, 'handingOver', 'issue.resumed', ['paused'], async (tx) => {
      await this.issues.beginRates(tx, issueId);
      await this.outbox.append(tx, { kind: 'issue.resumed', payload: { issueId } });
    });
  }

  /** Ends an issue. Whoever was still to get it is skipped, with that reason. */
  cancel(actor: Actor, issueId: string): Promise<Answer> {
    return this.move(actor, issueId, 'cancelled', 'issue.cancelled', ['composing', 'handingOver', 'paused'], (tx) =>
      this.ledger.skipRest(tx, issueId, 'cancelled'),
    );
  }

  private async move(
    actor: Actor,
    issueId: string,
    to: IssueState,
    action: string,
    from: readonly IssueState[],
    follow: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<Answer> {
    const issue = isId(issueId) ? await this.issues.byId(issueId) : null;
    if (!issue) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.send', issue.siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      if (!(await this.issues.move(tx, issue.id, to, { holdReason: null }, from))) {
        return new IssueMovedOn((await this.issues.byId(issue.id, tx))!.state);
      }
      await follow(tx);
      await this.audit.record(tx, actor, action, { type: 'issue', id: issue.id }, issue.siteId);
      return (await this.issues.byId(issue.id, tx))!;
    });
  }
}
