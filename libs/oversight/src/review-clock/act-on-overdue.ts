import { Injectable } from '@nestjs/common';
import { Policy } from '#identity';
import { Clock } from '#kernel';
import { Database, systemActor, type Tx } from '#platform';
import { overdueTerms } from '#publishing';
import { ClockLedger } from '../persistence/clock-ledger.js';
import { PublishedReviews } from '../persistence/published-reviews.js';
import { OverdueEffects } from './overdue-effects.js';

/** Carries "nothing to do" out of a transaction that must leave nothing behind. */
export class NothingToDo extends Error {}

/**
 * Does what the policy of the risk class says about one live text whose grace is over. Asks everything again inside its
 * transaction, so that a renewal at the last moment wins; the ledger's unique row makes a second act impossible.
 */
@Injectable()
export class ActOnOverdue {
  constructor(
    private readonly database: Database,
    private readonly reviews: PublishedReviews,
    private readonly ledger: ClockLedger,
    private readonly effects: OverdueEffects,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** False when there was nothing to do any more: renewed, taken off, or done by another sweep. */
  async run(publicationId: string): Promise<boolean> {
    try {
      await this.database.transaction((tx) => this.act(tx, publicationId));
      return true;
    } catch (error) {
      if (error instanceof NothingToDo) return false;
      throw error;
    }
  }

  private async act(tx: Tx, publicationId: string): Promise<void> {
    const at = this.clock.now();
    const review = await this.reviews.ofPublication(tx, publicationId);
    if (!review) throw new NothingToDo();
    const { reviewDueAt, siteId } = review;
    const { graceEndsAt, whenOverdue: action } = overdueTerms(review.riskClass, reviewDueAt);
    if (graceEndsAt > at) throw new NothingToDo();
    const refused = this.policy.mayAt(systemActor('reviewClock'), 'publication.withdraw', siteId);
    if (refused) throw new Error(refused.message);
    const added = await this.ledger.addAction(tx, { publicationId, reviewDueAt, graceEndsAt, action, actedAt: at });
    if (!added || !(await this.effects.run(tx, { ...review, action, at }))) throw new NothingToDo();
  }
}
