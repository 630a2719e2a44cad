import { Injectable } from '@nestjs/common';
import { contentHash, parseContent, upgradeDocument } from '#document';
import { AuditLog, Policy } from '#identity';
import { Clock, type InvalidInput, isId, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { reasonFault } from '../domain/reason.js';
import { type ArticleArchived, StaleBase } from '../domain/refusals.js';
import { contentOf, type RevisionRow } from '../persistence/revision-row.js';
import { insertRevision, newestRevision, pinRevision, revisionById } from '../persistence/revisions.js';
import { restoreBasis } from '../persistence/translation-bases.js';
import { revisionToEdit } from './article-to-edit.js';

export interface RestoreRevisionInput {
  /** The revision whose text comes back. */
  readonly revisionId: string;
  /** The newest revision as the person saw it: what they decided to set aside. */
  readonly newestRevisionId: string;
  readonly reason?: string | null;
}

type Restored = RevisionRow | StaleBase | ArticleArchived | InvalidInput | NotFound | NotAllowed;

/**
 * Brings the text of an earlier revision back as a new one, unapproved. What was newest is pinned and stays in the
 * history. Restoring the text that is newest already makes nothing.
 */
@Injectable()
export class RestoreRevision {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: RestoreRevisionInput): Promise<Restored> {
    const fault = reasonFault(input.reason);
    if (fault) return fault;
    return this.database.transaction((tx) => this.restore(tx, actor, input));
  }

  private async restore(tx: Tx, actor: StaffActor, input: RestoreRevisionInput): Promise<Restored> {
    const place = await revisionToEdit(tx, { policy: this.policy, actor }, input.revisionId);
    if (isRefusal(place)) return place;
    const { article, revision: source } = place;
    const newest = (await newestRevision(tx, article.id, source.locale))!;
    if (newest.id !== input.newestRevisionId) return new StaleBase(newest, await seen(tx, input, newest));
    if (newest.contentHash === source.contentHash) return newest;
    return this.write(tx, actor, { source, newest, siteId: article.siteId, reason: input.reason ?? null });
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    given: { source: RevisionRow; newest: RevisionRow; siteId: string; reason: string | null },
  ): Promise<RevisionRow> {
    const { source, newest, siteId, reason } = given;
    const at = this.clock.now();
    const document = upgradeDocument(source.document, source.schemaVersion);
    const content = parseContent({ ...contentOf(source), document });
    if (isRefusal(content)) throw new Error(`Stored revision ${source.id} does not parse: ${content.message}`);
    await pinRevision(tx, newest.id, 'handover', at);
    const restored = await insertRevision(tx, {
      articleId: newest.articleId,
      number: newest.number + 1,
      content,
      contentHash: contentHash(content),
      baseRevisionId: newest.id,
      origin: 'restore',
      restoredFromId: source.id,
      createdById: actor.userId,
      reason,
      at,
    });
    // The old text says what the source said then: it must not pass for a translation of what the source says now.
    await restoreBasis(tx, { from: source, to: restored, byId: actor.userId });
    await this.audit.record(tx, actor, 'revision.restored', { type: 'revision', id: restored.id }, siteId, {
      restoredFrom: source.id,
      contentHash: restored.contentHash,
      number: restored.number,
    });
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: restored.id } });
    return restored;
  }
}

/** The revision the person took for the newest one. */
async function seen(tx: Tx, input: RestoreRevisionInput, newest: RevisionRow): Promise<RevisionRow | null> {
  const base = isId(input.newestRevisionId) ? await revisionById(tx, input.newestRevisionId) : null;
  return base?.articleId === newest.articleId && base.locale === newest.locale ? base : null;
}
