import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, type NotAllowed, NotFound, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, Database, type Tx } from '#platform';
import type { IssueState } from '../domain/issue-state.js';
import { IssueMovedOn, NothingUnknown } from '../domain/refusals.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';

/** Nobody knows whether a message arrived: a person says what to make of it. */
export type UnknownChoice = 'countAsHandedOver' | 'sendAgain';

export interface ResolveUnknownInput {
  readonly issueId: string;
  readonly choice: UnknownChoice;
  /** Ids of recipients; all whose end is unknown when left out. At most 1,000. */
  readonly recipientIds?: readonly string[] | null;
}

const MOST = 1_000;
/** Of a cancelled issue nothing is sent again, but what became of its last messages can still be said. */
const MAY_RESOLVE: Readonly<Record<UnknownChoice, readonly IssueState[]>> = {
  countAsHandedOver: ['handingOver', 'paused', 'finished', 'cancelled'],
  sendAgain: ['handingOver', 'paused', 'finished'],
};
type No = NotAllowed | NotFound | InvalidInput | IssueMovedOn | NothingUnknown;

/** The only way out of unknown by a person. Sending again makes another message, with their consent in the audit log. */
@Injectable()
export class ResolveUnknown {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: Actor, input: ResolveUnknownInput): Promise<Result<IssueRow, No>> {
    const issue = isId(input.issueId) ? await this.issues.byId(input.issueId) : null;
    if (!issue) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.send', issue.siteId);
    if (refused) return refused;
    const ids = input.recipientIds ?? null;
    if (ids && (ids.length < 1 || ids.length > MOST || !ids.every(isId))) {
      return new InvalidInput('recipientIds', `Name 1 to ${MOST} recipients by their ids, or leave them out for all.`);
    }
    return this.database.transaction((tx) => this.resolve(tx, actor, issue.id, { ...input, recipientIds: ids }));
  }

  private async resolve(
    tx: Tx,
    actor: Actor,
    issueId: string,
    { choice, recipientIds = null }: ResolveUnknownInput,
  ): Promise<IssueRow | No> {
    // The row is locked first, so that the issue cannot finish or be cancelled between the two steps.
    const issue = await this.issues.lock(tx, issueId);
    if (!MAY_RESOLVE[choice].includes(issue.state as IssueState)) return new IssueMovedOn(issue.state);
    const people = await this.ledger.resolveUnknown(tx, issueId, choice, recipientIds);
    if (people === 0) return new NothingUnknown();
    if (choice === 'sendAgain') {
      if (issue.state === 'finished')
        await this.issues.move(tx, issueId, 'handingOver', { finishedAt: null }, ['finished']);
      await this.outbox.append(tx, { kind: 'issue.resend-agreed', payload: { issueId } });
    }
    const subject = { type: 'issue', id: issueId } as const;
    await this.audit.record(tx, actor, 'issue.unknown-resolved', subject, issue.siteId, { choice, people });
    return (await this.issues.byId(issueId, tx))!;
  }
}
