import { Injectable } from '@nestjs/common';
import { revisionById } from '#editing';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, LedgerClock, type StaffActor, type Tx } from '#platform';
import { NotHeld, publicationNotFound } from '../domain/refusals.js';
import { GoLive, type GoLiveRefusal, RefusedInTransaction } from '../go-live.js';
import { finishHold } from '../persistence/publication-holds.js';
import { lockSite, type PublicationRow, publicationById } from '../persistence/publications.js';
import { revisionNotFound } from './publish-revision.js';

export interface AcceptUpdateInput {
  readonly publicationId: string;
  /** The approved text that takes its place now. Left out: updates are let through again, and nothing changes yet. */
  readonly revisionId?: string | null;
}

type Accepted = PublicationRow | GoLiveRefusal | NotHeld | InvalidInput | NotFound | NotAllowed;

/**
 * A site that kept its text lets updates through again and, when one is named, shows it at once. Both or neither: an
 * update that is refused leaves the wish to wait as it is.
 */
@Injectable()
export class AcceptUpdate {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly goLive: GoLive,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: LedgerClock,
  ) {}

  async run(actor: StaffActor, input: AcceptUpdateInput): Promise<Accepted> {
    const { publicationId } = input;
    const publication = isId(publicationId) ? await publicationById(this.database.client, publicationId) : null;
    if (!publication || this.policy.mayAt(actor, 'article.read', publication.siteId)) return publicationNotFound();
    const refused =
      this.policy.mayAt(actor, 'publication.defer', publication.siteId) ??
      this.policy.mayAt(actor, 'publication.publish', publication.siteId);
    if (refused) return refused;
    try {
      return await this.database.transaction((tx) => this.accept(tx, actor, publication, input.revisionId ?? null));
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as Exclude<Accepted, PublicationRow>;
      throw error;
    }
  }

  private async accept(tx: Tx, actor: StaffActor, publication: PublicationRow, revisionId: string | null) {
    const { id, siteId } = publication;
    await lockSite(tx, siteId);
    const at = await this.clock.now(tx);
    const finished = await finishHold(tx, id, 'accepted', { at, byId: actor.userId });
    if (!finished || (await publicationById(tx, id))!.state !== 'live') throw new RefusedInTransaction(new NotHeld());
    await this.audit.record(tx, actor, 'publication.updates-accepted', { type: 'publication', id }, siteId);
    await this.outbox.append(tx, {
      kind: 'publication.updates-accepted',
      payload: { publicationId: id, siteId },
    });
    return revisionId === null ? publication : this.publish(tx, actor, publication, { revisionId, at });
  }

  private async publish(
    tx: Tx,
    actor: StaffActor,
    { siteId, articleId, locale }: PublicationRow,
    { revisionId, at }: { revisionId: string; at: Date },
  ): Promise<PublicationRow> {
    const revision = isId(revisionId) ? await revisionById(tx, revisionId) : null;
    if (!revision) throw new RefusedInTransaction(revisionNotFound());
    if (revision.articleId !== articleId || revision.locale !== locale) throw new RefusedInTransaction(anotherText());
    const published = await this.goLive.run(tx, actor, { siteId, revision, publishedById: actor.userId, at });
    if (isRefusal(published)) throw new RefusedInTransaction(published);
    return published;
  }
}

function anotherText(): InvalidInput {
  return new InvalidInput(
    'revisionId',
    'This is another text, or another language. Choose a revision of what is kept.',
  );
}
