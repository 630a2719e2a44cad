import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, type SiteRow, Sites } from '#identity';
import { Clock, isId, type NotAllowed, NotFound, type Refusal, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, actorId, Database, type Tx } from '#platform';
import {
  type ArticleNotSendable,
  type CorrectionOwed,
  EmptyAudience,
  IssueMovedOn,
  NotScheduled,
} from '../domain/refusals.js';
import { type IssueRow, Issues, segmentOf } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';
import { type GateRefusal, IssueGates } from './issue-gates.js';
import { IssueGround } from './issue-ground.js';

type No =
  | NotAllowed
  | NotFound
  | IssueMovedOn
  | ArticleNotSendable
  | CorrectionOwed
  | EmptyAudience
  | NotScheduled
  | GateRefusal;

/** Carries a refusal out of a transaction, which must not commit then. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Freezes who gets an issue, and starts handing it over. The one act that cannot be undone. */
@Injectable()
export class FreezeIssue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly gates: IssueGates,
    private readonly grounds: IssueGround,
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param take what the sending takes with it in the same transaction, as a schedule; false: it is gone, and nothing is sent
   */
  async run(actor: Actor, issueId: string, take?: (tx: Tx) => Promise<boolean>): Promise<Result<IssueRow, No>> {
    const issue = isId(issueId) ? await this.issues.byId(issueId) : null;
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue || !site) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.send', site.id);
    if (refused) return refused;
    try {
      return await this.database.transaction((tx) => this.freeze(tx, actor, issue.id, site, take));
    } catch (error) {
      if (error instanceof Refused) return error.refusal as No;
      throw error;
    }
  }

  private async freeze(
    tx: Tx,
    actor: Actor,
    issueId: string,
    site: SiteRow,
    take: ((tx: Tx) => Promise<boolean>) | undefined,
  ): Promise<IssueRow> {
    // Locked first, so that a second freezing waits here and then finds the issue gone.
    const draft = await this.issues.lock(tx, issueId);
    if (draft.state !== 'composing') throw new Refused(new IssueMovedOn(draft.state));
    if (take && !(await take(tx))) throw new Refused(new NotScheduled());
    const shut = await this.gates.shut(tx, draft, site);
    if (shut) throw new Refused(shut);
    const moved = await this.issues.move(
      tx,
      issueId,
      'handingOver',
      {
        frozenAt: this.clock.now(),
        frozenById: actorId(actor),
        holdReason: null,
      },
      ['composing'],
    );
    if (!moved) throw new Refused(new IssueMovedOn(draft.state));
    const unsound = await this.grounds.pin(tx, issueId, site.id);
    if (unsound) throw new Refused(unsound);
    const { candidates, queued } = await this.ledger.freeze(tx, issueId, site.id, segmentOf(draft));
    if (queued === 0) throw new Refused(new EmptyAudience());
    await this.issues.setCandidateCount(tx, issueId, candidates);
    const counts = { candidates, queued };
    await this.audit.record(tx, actor, 'issue.frozen', { type: 'issue', id: issueId }, site.id, counts);
    await this.outbox.append(tx, { kind: 'issue.frozen', payload: { issueId } });
    return (await this.issues.byId(issueId, tx))!;
  }
}
