import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Outbox } from '#outbox';
import { type Actor, actorId, type Tx } from '#platform';
import { finishEnds } from './persistence/publication-ends.js';
import { endPublication, nextSequence, type PublicationRow, publicationById } from './persistence/publications.js';
import { PublicationProjection } from './projection.js';

export interface TakeDownOrder {
  readonly publication: Pick<PublicationRow, 'id' | 'siteId' | 'articleId' | 'locale' | 'slug'>;
  readonly reason: string;
  readonly at: Date;
}

/**
 * The one place where text is taken off, whether a person, a recall or the review clock says so. Ends the publication,
 * updates what the public reads, writes it down and announces it, all in the caller's transaction. The caller has asked
 * the policy.
 */
@Injectable()
export class TakeDown {
  constructor(
    private readonly projection: PublicationProjection,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** Null when it was not live any more; the caller then rolls back, so that nothing counts as a change of the site. */
  async run(tx: Tx, actor: Actor, { publication, reason, at }: TakeDownOrder): Promise<PublicationRow | null> {
    const { id, siteId, articleId, locale, slug } = publication;
    const sequence = await nextSequence(tx, siteId);
    const byId = actorId(actor) ?? undefined;
    const ended = await endPublication(tx, id, { state: 'withdrawn', at, sequence, byId, reason });
    if (!ended) return null;
    await finishEnds(tx, [id], 'cancelled', at);
    await this.projection.withdrawn(tx, { siteId, articleId, locale, slug, sequence, at });
    await this.audit.record(tx, actor, 'publication.withdrawn', { type: 'publication', id }, siteId);
    await this.outbox.append(tx, { kind: 'publication.withdrawn', payload: { publicationId: id, siteId } });
    return publicationById(tx, id);
  }
}
