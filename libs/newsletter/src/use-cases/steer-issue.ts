import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, Database, type Tx } from '#platform';
import type { IssueState } from '../domain/issue-state.js';
import { ArticleNotSendable, IssueMovedOn } from '../domain/refusals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';
import { IssueGround } from './issue-ground.js';

type Answer = Result<IssueRow, NotAllowed | NotFound | IssueMovedOn | ArticleNotSendable>;

/** Pause, resume and cancel an issue. What is on its way to a mail server at that instant ends by itself. */
@Injectable()
export class SteerIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly ground: IssueGround,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** No message begins after this answers. */
  pause(actor: Actor, issueId: string): Promise<Answer> {
    return this.move(actor, issueId, 'paused', 'issue.paused', ['handingOver']);
  }

  /**
   * Goes on where it stopped, at once, while each article may still be sent: otherwise it stays where it is. They are
   * checked again before the next message. Bounces and complaints so far were seen by whoever resumes: only later ones stop
   * it again.
   */
  resume(actor: Actor, issueId: string): Promise<Answer> {
    const may = async (tx: Tx, issue: IssueRow) => {
      const standing = await this.ground.standing(tx, issue);
      return isRefusal(standing) ? new ArticleNotSendable(standing.publicationId, standing.articleTitle, true) : null;
    };
    const goesOn = async (tx: Tx) => {
      await this.issues.beginRates(tx, issueId);
      await this.outbox.append(tx, { kind: 'issue.resumed', payload: { issueId } });
    };
    return this.move(actor, issueId, 'handingOver', 'issue.resumed', ['paused'], goesOn, may);
  }

  /** Ends an issue. Whoever was still to get it is skipped, with that reason. */
  cancel(actor: Actor, issueId: string): Promise<Answer> {
    return this.move(actor, issueId, 'cancelled', 'issue.cancelled', ['composing', 'handingOver', 'paused'], (tx) =>
      this.ledger.skipRest(tx, issueId, 'cancelled'),
    );
  }

  /** @param may why the issue may not be moved although its state would allow it; asked before anything is written */
  private async move(
    actor: Actor,
    issueId: string,
    to: IssueState,
    action: string,
    from: readonly IssueState[],
    follow: (tx: Tx) => Promise<void> = async () => undefined,
    may: (tx: Tx, issue: IssueRow) => Promise<ArticleNotSendable | null> = async () => null,
  ): Promise<Answer> {
    const issue = isId(issueId) ? await this.issues.byId(issueId) : null;
    if (!issue) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.send', issue.siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      const shut = from.includes(issue.state as IssueState) ? await may(tx, issue) : null;
      if (shut) return shut;
      if (!(await this.issues.move(tx, issue.id, to, { holdReason: null }, from))) {
        return new IssueMovedOn((await this.issues.byId(issue.id, tx))!.state);
      }
      await follow(tx);
      await this.audit.record(tx, actor, action, { type: 'issue', id: issue.id }, issue.siteId);
      return (await this.issues.byId(issue.id, tx))!;
    });
  }
}
