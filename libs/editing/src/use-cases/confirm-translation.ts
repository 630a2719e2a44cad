import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import type { ArticleArchived } from '../domain/refusals.js';
import { FollowUpTasks } from '../follow-up/follow-up-tasks.js';
import type { RevisionRow } from '../persistence/revision-row.js';
import { pinRevision, revisionById } from '../persistence/revisions.js';
import { addBasis, basisOf, type SourceAsSeen, sourceRevision } from '../persistence/translation-bases.js';
import { revisionToEdit } from './article-to-edit.js';

export interface ConfirmTranslationInput {
  /** The revision of the translation that somebody read. */
  readonly revisionId: string;
  /** Its content hash as it was read. */
  readonly contentHash: string;
  /** The revision of the source that they read beside it. */
  readonly source: SourceAsSeen;
}

type Confirmed = RevisionRow | ArticleArchived | InvalidInput | NotFound | NotAllowed;

/**
 * A person vouches that a translation says what a later revision of its source says. Who, when and of which texts is
 * kept. It approves nothing: the translation's own approval stands or falls by itself. Twice is once.
 */
@Injectable()
export class ConfirmTranslation {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly followUp: FollowUpTasks,
  ) {}

  async run(actor: StaffActor, input: ConfirmTranslationInput): Promise<Confirmed> {
    return this.database.transaction((tx) => this.confirm(tx, actor, input));
  }

  private async confirm(tx: Tx, actor: StaffActor, input: ConfirmTranslationInput): Promise<Confirmed> {
    const place = await revisionToEdit(tx, { policy: this.policy, actor }, input.revisionId);
    if (isRefusal(place)) return place;
    const { article, revision: translation } = place;
    if (translation.contentHash !== input.contentHash) {
      return new InvalidInput('contentHash', 'The translation was written over after you read it. Read it again.');
    }
    const source = await sourceRevision(tx, translation, input.source);
    if (isRefusal(source)) return source;
    const basis = await basisOf(tx, translation);
    if (!source || basis?.sourceRevisionId === source.id) return translation;
    return this.write(tx, actor, { translation, source, siteId: article.siteId });
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    { translation, source, siteId }: { translation: RevisionRow; source: RevisionRow; siteId: string },
  ): Promise<RevisionRow> {
    const at = this.clock.now();
    await pinRevision(tx, translation.id, 'translation', at);
    await addBasis(tx, translation, source, { act: 'confirmed', byId: actor.userId, at });
    const subject = { type: 'revision', id: translation.id } as const;
    await this.audit.record(tx, actor, 'translation.confirmed', subject, siteId, {
      contentHash: translation.contentHash,
      sourceRevisionId: source.id,
      sourceHash: source.contentHash,
    });
    await this.outbox.append(tx, { kind: 'translation.confirmed', payload: { revisionId: translation.id } });
    await this.followUp.settle(tx, translation.articleId);
    return (await revisionById(tx, translation.id))!;
  }
}
