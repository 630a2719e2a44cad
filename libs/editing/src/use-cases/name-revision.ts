import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { type ArticleArchived, NameTaken, StaleBase } from '../domain/refusals.js';
import { insertNamedVersion, type NamedVersionRow, versionNamed } from '../persistence/named-versions.js';
import { newestRevision, pinRevision } from '../persistence/revisions.js';
import { revisionToEdit } from './article-to-edit.js';

export interface NameRevisionInput {
  readonly revisionId: string;
  /** The text as the person saw it: an autosave may have written over it since. */
  readonly contentHash: string;
  readonly name: string;
}

type Named = NamedVersionRow | NameTaken | StaleBase | ArticleArchived | InvalidInput | NotFound | NotAllowed;

/** Gives a revision a name to find it by. It is pinned: the name means these words for ever. */
@Injectable()
export class NameRevision {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: NameRevisionInput): Promise<Named> {
    const name = input.name.trim().replace(/\s+/g, ' ');
    if (name.length < 1 || name.length > 80 || /\p{C}/u.test(name)) {
      return new InvalidInput('name', 'Give the version a name of 1 to 80 characters.');
    }
    return this.database.transaction((tx) => this.name(tx, actor, { ...input, name }));
  }

  private async name(tx: Tx, actor: StaffActor, input: NameRevisionInput): Promise<Named> {
    const place = await revisionToEdit(tx, { policy: this.policy, actor }, input.revisionId);
    if (isRefusal(place)) return place;
    const { article, revision } = place;
    const { articleId, locale } = revision;
    if (revision.contentHash !== input.contentHash) {
      return new StaleBase((await newestRevision(tx, articleId, locale))!, null);
    }
    const at = this.clock.now();
    // Looked up before anything is pinned: a refusal leaves everything as it was. The article's lock keeps it true.
    const taken = await versionNamed(tx, { articleId, locale, name: input.name });
    if (taken) return taken.revisionId === revision.id ? taken : new NameTaken(taken);
    await pinRevision(tx, revision.id, 'namedVersion', at);
    const given = { articleId, locale, revisionId: revision.id, name: input.name };
    const named = await insertNamedVersion(tx, { ...given, createdById: actor.userId, createdAt: at });
    if (!named) throw new Error(`The name of revision ${revision.id} was taken under the article's lock.`);
    await this.audit.record(tx, actor, 'revision.named', { type: 'revision', id: revision.id }, article.siteId, {
      namedVersionId: named.id,
      contentHash: revision.contentHash,
    });
    return named;
  }
}
