import { Injectable } from '@nestjs/common';
import { type ArticleContent, contentHash, type DocumentTooLarge, type InvalidDocument, parseContent } from '#document';
import { AuditLog, Policy } from '#identity';
import { Clock, type InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { clinicalChanges } from '#quality';
import { checkPieces } from '../check-pieces.js';
import type { PieceNotUsable, ReferenceCycle } from '../domain/piece-refusals.js';
import { reasonFault } from '../domain/reason.js';
import { type ArticleArchived, StaleBase } from '../domain/refusals.js';
import { contentOf, type EditClass, type RevisionRow } from '../persistence/revision-row.js';
import {
  callClinical,
  insertRevision,
  newestRevision,
  pinRevision,
  revisionById,
  updateWorkingCopy,
} from '../persistence/revisions.js';
import { addBasis, type SourceAsSeen, sourceRevision } from '../persistence/translation-bases.js';
import { articleNotFound, articleToEdit } from './article-to-edit.js';

export interface SaveRevisionInput {
  readonly articleId: string;
  readonly locale: string;
  readonly baseRevisionId: string;
  /** The hash the edit began from. */
  readonly baseContentHash: string;
  readonly title: string;
  readonly summary: string;
  readonly document: unknown;
  readonly references?: unknown;
  readonly reason?: string | null;
  /** Clinical when left out, and whenever the change is one that no author may call minor. */
  readonly editClass?: EditClass | null;
  /** The revision of its source that this text says the same as, when it is a translation brought up to date. */
  readonly source?: SourceAsSeen | null;
}

type Saved =
  | RevisionRow
  | StaleBase
  | ArticleArchived
  | PieceNotUsable
  | ReferenceCycle
  | InvalidDocument
  | DocumentTooLarge
  | InvalidInput
  | NotFound
  | NotAllowed;

/**
 * Saves an edit. The working copy is written over by compare-and-set; when the newest revision is pinned or another
 * person's, a new one is added, so that every revision has exactly one author. The same content again makes nothing.
 */
@Injectable()
export class SaveRevision {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: SaveRevisionInput): Promise<Saved> {
    if (!isId(input.baseRevisionId)) return articleNotFound();
    const fault = reasonFault(input.reason);
    if (fault) return fault;
    const { locale, title, summary, document, references } = input;
    const content = parseContent({ locale, title, summary, document, references: references ?? [] });
    if (isRefusal(content)) return content;
    return this.database.transaction((tx) => this.save(tx, actor, input, content));
  }

  private async save(tx: Tx, actor: StaffActor, input: SaveRevisionInput, content: ArticleContent): Promise<Saved> {
    const article = await articleToEdit(tx, { policy: this.policy, actor }, input.articleId);
    if (isRefusal(article)) return article;
    const newest = await newestRevision(tx, article.id, content.locale);
    if (!newest) return new NotFound('This article has no text in this language yet. Start a translation first.');
    const hash = contentHash(content);
    if (hash === newest.contentHash) return this.sameWords(tx, actor, article.siteId, newest, input);
    if (newest.id !== input.baseRevisionId || newest.contentHash !== input.baseContentHash) {
      const shown = await this.handOver(tx, actor, newest);
      return new StaleBase(shown, await baseOf(tx, input, shown), content);
    }
    const mayRead = (siteId: string) => this.policy.mayAt(actor, 'article.read', siteId) === null;
    const { id: articleId, contentType } = article;
    const asker = { articleId, contentType, content, before: contentOf(newest), mayRead, at: this.clock.now() };
    const source = await sourceRevision(tx, newest, input.source);
    const fault = isRefusal(source) ? source : await checkPieces(tx, asker);
    if (fault) return fault;
    const { reason, editClass } = input;
    const next = { content, hash, reason: reason ?? null, editClass: classOf(editClass, newest, content) };
    const saved = await this.write(tx, actor, newest, next);
    if (source && !isRefusal(source))
      await addBasis(tx, saved, source, { act: 'saved', byId: actor.userId, at: asker.at });
    await this.audit.record(tx, actor, 'revision.saved', { type: 'revision', id: saved.id }, article.siteId, {
      contentHash: hash,
      number: saved.number,
    });
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: saved.id } });
    return saved;
  }

  /** Nothing changes, but for one thing: an edit that was called minor by mistake can still be called clinical. */
  private async sameWords(
    tx: Tx,
    actor: StaffActor,
    siteId: string,
    newest: RevisionRow,
    { editClass }: SaveRevisionInput,
  ): Promise<RevisionRow> {
    if (editClass !== 'clinical' || !(await callClinical(tx, newest.id))) return newest;
    await this.audit.record(tx, actor, 'revision.called-clinical', { type: 'revision', id: newest.id }, siteId, {
      contentHash: newest.contentHash,
      number: newest.number,
    });
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: newest.id } });
    return (await revisionById(tx, newest.id))!;
  }

  /**
   * Somebody else's working copy that is shown to a person beside their own text is pinned: they decide on what they
   * see, and an autosave must not write it over before they have brought both together.
   */
  private async handOver(tx: Tx, actor: StaffActor, newest: RevisionRow): Promise<RevisionRow> {
    if (newest.pinnedAt !== null || newest.createdById === actor.userId) return newest;
    await pinRevision(tx, newest.id, 'handover', this.clock.now());
    return (await revisionById(tx, newest.id))!;
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    newest: RevisionRow,
    next: { content: ArticleContent; hash: string; reason: string | null; editClass: EditClass },
  ): Promise<RevisionRow> {
    const at = this.clock.now();
    const { content, hash, reason, editClass } = next;
    const own = newest.pinnedAt === null && newest.createdById === actor.userId;
    const update = { content, contentHash: hash, reason, editClass, at };
    if (own && (await updateWorkingCopy(tx, newest.id, newest.contentHash, update))) {
      return (await revisionById(tx, newest.id))!;
    }
    await pinRevision(tx, newest.id, 'handover', at);
    return insertRevision(tx, {
      articleId: newest.articleId,
      number: newest.number + 1,
      content,
      contentHash: hash,
      baseRevisionId: newest.id,
      origin: 'edit',
      createdById: actor.userId,
      reason,
      editClass,
      at,
    });
  }
}

/** What an author calls minor is clinical all the same when it changes a dose, a red flag, a claim or a source. */
function classOf(said: EditClass | null | undefined, before: RevisionRow, content: ArticleContent): EditClass {
  return said === 'minor' && clinicalChanges(contentOf(before), content).length === 0 ? 'minor' : 'clinical';
}

/** The text the stale edit began from, as far as it is still stored: an autosave may have written it over. */
async function baseOf(tx: Tx, input: SaveRevisionInput, newest: RevisionRow): Promise<RevisionRow | null> {
  const base = newest.id === input.baseRevisionId ? newest : await revisionById(tx, input.baseRevisionId);
  const sameText = base?.articleId === newest.articleId && base.locale === newest.locale;
  return sameText && base.contentHash === input.baseContentHash ? base : null;
}
