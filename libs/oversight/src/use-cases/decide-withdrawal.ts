import { Injectable } from '@nestjs/common';
import { revisionById } from '#editing';
import { AuditLog, type Operation, Policy } from '#identity';
import { Clock, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { GoLive, type GoLiveRefusal, type PublicationRow, publicationById, RefusedInTransaction } from '#publishing';
import { SecondPersonNeeded, WithdrawalDecided } from '../domain/refusals.js';
import { type WithdrawalCheckRow, WithdrawalChecks } from '../persistence/withdrawal-checks.js';
import { WithdrawalTasks } from '../withdrawal/withdrawal-tasks.js';

type No = SecondPersonNeeded | WithdrawalDecided | NotFound | NotAllowed;

/** The second look at a withdrawal: a second person confirms it, or puts the text live again. */
@Injectable()
export class DecideWithdrawal {
  constructor(
    private readonly database: Database,
    private readonly checks: WithdrawalChecks,
    private readonly effects: WithdrawalTasks,
    private readonly policy: Policy,
    private readonly goLive: GoLive,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** A second person agrees: it stays withdrawn. */
  confirm(actor: StaffActor, publicationId: string): Promise<WithdrawalCheckRow | No> {
    return this.inTransaction(async (tx) => {
      const check = await this.ground(tx, actor, publicationId, 'publication.withdraw');
      await this.decide(tx, actor, check, 'confirmed');
      return (await this.checks.byId(publicationId, tx))!;
    });
  }

  /** A second person disagrees: the same revision goes live again, as a new publication with every question asked anew. */
  reinstate(actor: StaffActor, publicationId: string): Promise<PublicationRow | GoLiveRefusal | No> {
    return this.inTransaction(async (tx) => {
      const check = await this.ground(tx, actor, publicationId, 'publication.publish');
      await this.decide(tx, actor, check, 'reinstated');
      const { revisionId } = (await publicationById(tx, publicationId))!;
      const revision = (await revisionById(tx, revisionId))!;
      const order = { siteId: check.siteId, revision, publishedById: actor.userId, at: this.clock.now() };
      const published = await this.goLive.run(tx, actor, order);
      if (isRefusal(published)) throw new RefusedInTransaction(published);
      return published;
    });
  }

  private async ground(tx: Tx, actor: StaffActor, publicationId: string, operation: Operation) {
    const publication = isId(publicationId) ? await publicationById(tx, publicationId) : null;
    if (!publication || this.policy.mayAt(actor, 'article.read', publication.siteId)) throw notFound();
    const refused = this.policy.mayAt(actor, operation, publication.siteId);
    if (refused) throw new RefusedInTransaction(refused);
    const check = await this.checks.byId(publicationId, tx);
    if (!check) throw notFound();
    if (check.withdrawnById === actor.userId) throw new RefusedInTransaction(new SecondPersonNeeded());
    return check;
  }

  private async decide(tx: Tx, actor: StaffActor, check: WithdrawalCheckRow, decision: 'confirmed' | 'reinstated') {
    const { publicationId, siteId } = check;
    const decided = await this.checks.decide(tx, publicationId, { decision, byId: actor.userId, at: this.clock.now() });
    if (!decided) throw new RefusedInTransaction(new WithdrawalDecided());
    await this.effects.close(tx, actor, check);
    const subject = { type: 'publication', id: publicationId } as const;
    await this.audit.record(tx, actor, `withdrawal.${decision}`, subject, siteId);
  }

  private async inTransaction<T, R>(work: (tx: Tx) => Promise<T>): Promise<T | R> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as R;
      throw error;
    }
  }
}

function notFound(): RefusedInTransaction {
  return new RefusedInTransaction(
    new NotFound('There is no such withdrawal at your sites. Open it from the list of withdrawals.'),
  );
}
