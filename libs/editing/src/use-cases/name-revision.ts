import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { NameTaken, StaleBase } from '../domain/refusals.js';
import { insertNamedVersion, type NamedVersionRow, versionNamed } from '../persistence/named-versions.js';
import { lockArticle, newestRevision, pinRevision, revisionById } from '../persistence/revisions.js';

export interface NameRevisionInput {
  readonly revisionId: string;
  /** The text as the person saw it: an autosave may have written over it since. */
  readonly contentHash: string;
  readonly name: string;
}

type Named = NamedVersionRow | NameTaken | StaleBase | InvalidInput | NotFound | NotAllowed;

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
    if (!isId(input.revisionId)) return revisionNotFound();
    const name = input.name.trim().replace(/\s+/g, ' ');
    if (name.length < 1 || name.length > 80 || /\p{C}/u.test(name)) {
      return new InvalidInput('name', 'Give the version a name of 1 to 80 characters.');
    }
    return this.database.transaction((tx) => this.name(tx, actor, { ...input, name }));
  }

  private async name(tx: Tx, actor: StaffActor, input: NameRevisionInput): Promise<Named> {
    const found = await revisionById(tx, input.revisionId);
    const article = found && (await lockArticle(tx, found.articleId));
    if (!article || this.policy.mayAt(actor, 'article.read', article.siteId)) return revisionNotFound();
    const refused = this.policy.mayAt(actor, 'article.edit', article.siteId);
    if (refused) return refused;
    // Read again: a save that held the lock may have written over the working copy that was found.
    const revision = (await revisionById(tx, found.id))!;
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

function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Look for it in the history of the article.');
}
