import { Injectable } from '@nestjs/common';
import { Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { NotLive } from '../domain/refusals.js';
import { RefusedInTransaction } from '../go-live.js';
import { type PublicationRow, publicationById } from '../persistence/publications.js';
import { TakeDown } from '../take-down.js';

type Withdrawn = PublicationRow | NotLive | InvalidInput | NotFound | NotAllowed;

/** Takes an article off a site at once. One person may, with a reason: harm does not wait for a second pair of eyes. */
@Injectable()
export class WithdrawPublication {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly takeDown: TakeDown,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: { publicationId: string; reason: string }): Promise<Withdrawn> {
    const reason = input.reason.trim();
    if (reason.length < 3 || reason.length > 1_000) {
      return new InvalidInput('reason', 'Say why, in 3 to 1,000 characters. The reason is kept.');
    }
    try {
      return await this.database.transaction((tx) => this.withdraw(tx, actor, input.publicationId, reason));
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as Exclude<Withdrawn, PublicationRow>;
      throw error;
    }
  }

  private async withdraw(tx: Tx, actor: StaffActor, publicationId: string, reason: string): Promise<PublicationRow> {
    const publication = isId(publicationId) ? await publicationById(tx, publicationId) : null;
    if (!publication || this.policy.mayAt(actor, 'article.read', publication.siteId)) {
      throw new RefusedInTransaction(
        new NotFound('There is no such publication at your sites. Open it from the list of what is live.'),
      );
    }
    const refused = this.policy.mayAt(actor, 'publication.withdraw', publication.siteId);
    if (isRefusal(refused)) throw new RefusedInTransaction(refused);
    const ended = await this.takeDown.run(tx, actor, { publication, reason, at: this.clock.now() });
    if (!ended) throw new RefusedInTransaction(new NotLive());
    return ended;
  }
}
