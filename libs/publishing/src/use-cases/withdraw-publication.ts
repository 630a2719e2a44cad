import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { NotLive } from '../domain/refusals.js';
import { endPublication, nextSequence, type PublicationRow, publicationById } from '../persistence/publications.js';
import { PublicationProjection } from '../projection.js';

type Withdrawn = PublicationRow | NotLive | InvalidInput | NotFound | NotAllowed;

/** Takes an article off a site at once. One person may, with a reason: harm does not wait for a second pair of eyes. */
@Injectable()
export class WithdrawPublication {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly projection: PublicationProjection,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: { publicationId: string; reason: string }): Promise<Withdrawn> {
    const reason = input.reason.trim();
    if (reason.length < 3 || reason.length > 1_000) {
      return new InvalidInput('reason', 'Say why, in 3 to 1,000 characters. The reason is kept.');
    }
    return this.database.transaction(async (tx) => {
      const publication = isId(input.publicationId) ? await publicationById(tx, input.publicationId) : null;
      if (!publication || this.policy.mayAt(actor, 'article.read', publication.siteId)) {
        return new NotFound('There is no such publication at your sites. Open it from the list of what is live.');
      }
      return (
        this.policy.mayAt(actor, 'publication.withdraw', publication.siteId) ??
        (await this.withdraw(tx, actor, publication, reason))
      );
    });
  }

  private async withdraw(tx: Tx, actor: StaffActor, publication: PublicationRow, reason: string): Promise<Withdrawn> {
    const at = this.clock.now();
    const { id, siteId, articleId, locale, slug } = publication;
    const sequence = await nextSequence(tx, siteId);
    const ended = await endPublication(tx, id, { state: 'withdrawn', at, sequence, byId: actor.userId, reason });
    if (!ended) return new NotLive();
    await this.projection.withdrawn(tx, { siteId, articleId, locale, slug, sequence, at });
    await this.audit.record(tx, actor, 'publication.withdrawn', { type: 'publication', id }, siteId);
    await this.outbox.append(tx, { kind: 'publication.withdrawn', payload: { publicationId: id, siteId } });
    return (await publicationById(tx, id))!;
  }
}
