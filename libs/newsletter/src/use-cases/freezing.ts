import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { type Actor, actorId, type Tx } from '#platform';
import { EmptyAudience, IssueMovedOn } from '../domain/refusals.js';
import { Digests } from '../persistence/digests.js';
import { type IssueRow, Issues, segmentOf } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';
import { SendingHome } from '../persistence/sending-home.js';

/** How many people were written down, and how many of them are to get the issue. */
export interface FrozenCounts {
  readonly candidates: number;
  readonly queued: number;
}

/** Writes down everybody who could get an issue, and sets it going. */
@Injectable()
export class Freezing {
  constructor(
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly digests: Digests,
    private readonly home: SendingHome,
    private readonly clock: Clock,
  ) {}

  /** The row, locked, so that a second freezing waits here and then finds the issue gone. */
  lock(tx: Tx, issueId: string): Promise<IssueRow> {
    return this.issues.lock(tx, issueId);
  }

  /** A refusal comes after something was written: whoever asks must not commit then. */
  async run(tx: Tx, actor: Actor, draft: IssueRow): Promise<FrozenCounts | IssueMovedOn | EmptyAudience> {
    const frozen = { frozenAt: this.clock.now(), frozenById: actorId(actor), holdReason: null };
    if (!(await this.issues.move(tx, draft.id, 'handingOver', frozen, ['composing']))) {
      return new IssueMovedOn(draft.state);
    }
    // Somebody may have chosen another language between two issues of one digest.
    const siblings = await this.digests.siblings(tx, draft.id);
    const { candidates, queued } = await this.ledger.freeze(tx, draft.id, draft.siteId, segmentOf(draft), siblings);
    if (queued === 0) return new EmptyAudience();
    await this.home.note(tx);
    await this.issues.setCandidateCount(tx, draft.id, candidates);
    return { candidates, queued };
  }

  /** As it stands now. */
  async row(tx: Tx, issueId: string): Promise<IssueRow> {
    return (await this.issues.byId(issueId, tx))!;
  }
}
