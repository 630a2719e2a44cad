import { Injectable } from '@nestjs/common';
import { AuditLog, type SiteRow } from '#identity';
import { isRefusal, type NotAllowed, type NotFound, type Refusal, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { type Actor, Database, type Tx } from '#platform';
import { type EmptyAudience, IssueMovedOn, NotScheduled } from '../domain/refusals.js';
import type { IssueRow } from '../persistence/issues.js';
import { Freezing } from './freezing.js';
import { IssueAccess } from './issue-access.js';
import { type GateRefusal, IssueGates } from './issue-gates.js';

type No = NotAllowed | NotFound | IssueMovedOn | EmptyAudience | NotScheduled | GateRefusal;

/** What the sending takes with it in the same transaction, as a schedule. False: it is gone, and nothing is sent. */
type Take = (tx: Tx) => Promise<boolean>;

/** To write down a million people took 30 to 50 seconds on two cores; a slow disk may need several times that. */
const LONGEST_FREEZE_MS = 600_000;

/** Carries a refusal out of a transaction, which must not commit then. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** What it is, unless it is a refusal. */
function orThrow<T>(answer: T): Exclude<T, Refusal> {
  if (isRefusal(answer)) throw new Refused(answer);
  return answer as Exclude<T, Refusal>;
}

/** Freezes who gets an issue, and starts handing it over. The one act that cannot be undone. */
@Injectable()
export class FreezeIssue {
  constructor(
    private readonly database: Database,
    private readonly access: IssueAccess,
    private readonly gates: IssueGates,
    private readonly freezing: Freezing,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: Actor, issueId: string, take?: Take): Promise<Result<IssueRow, No>> {
    const own = await this.access.for(actor, 'newsletter.send', issueId);
    if (isRefusal(own)) return own;
    await this.gates.sender.lookOnce(actor, own.site);
    try {
      return await this.database.transaction(
        (tx) => this.freeze(tx, actor, issueId, own.site, take),
        LONGEST_FREEZE_MS,
      );
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
    take: Take | undefined,
  ): Promise<IssueRow> {
    const draft = await this.freezing.lock(tx, issueId);
    if (draft.state !== 'composing') throw new Refused(new IssueMovedOn(draft.state));
    if (take && !(await take(tx))) throw new Refused(new NotScheduled());
    orThrow(await this.gates.shut(tx, draft, site));
    const { candidates, queued } = orThrow(await this.freezing.run(tx, actor, draft));
    const counts = { candidates, queued };
    await this.audit.record(tx, actor, 'issue.frozen', { type: 'issue', id: issueId }, site.id, counts);
    await this.outbox.append(tx, { kind: 'issue.frozen', payload: { issueId } });
    return this.freezing.row(tx, issueId);
  }
}
