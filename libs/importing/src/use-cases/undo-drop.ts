import { Injectable } from '@nestjs/common';
import {
  build,
  contentHash,
  type DocumentNode,
  type DocumentTooLarge,
  type InvalidDocument,
  parseContent,
  textOf,
} from '#document';
import {
  type ArticleArchived,
  articleToEdit,
  contentOf,
  insertRevision,
  newestRevision,
  pinRevision,
  type RevisionRow,
  revisionById,
} from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import type { StoredDrop } from '../domain/prepare.js';
import { type RecordWithDrops, recordWithDrops } from '../persistence/import-records.js';
import { importNotFound } from './state-rights.js';

export interface UndoDropInput {
  readonly importRecordId: string;
  /** As the import's report names it, for instance `d3`. */
  readonly dropId: string;
}

type Undone = RevisionRow | ArticleArchived | InvalidDocument | DocumentTooLarge | NotFound | NotAllowed;

/**
 * Puts words back that an import left out: a new, unapproved revision with them where they stood, or at the end when
 * that place was edited away. Asked twice, it is done once.
 */
@Injectable()
export class UndoDrop {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: StaffActor, input: UndoDropInput): Promise<Undone> {
    if (!isId(input.importRecordId)) return importNotFound();
    return this.database.transaction((tx) => this.undo(tx, actor, input));
  }

  private async undo(tx: Tx, actor: StaffActor, { importRecordId, dropId }: UndoDropInput): Promise<Undone> {
    const record = await recordWithDrops(tx, importRecordId);
    if (!record) return importNotFound();
    // The lock comes before the look at what was undone: two people who click at once come one after the other.
    const article = await articleToEdit(tx, { policy: this.policy, actor }, record.articleId);
    if (isRefusal(article)) return article instanceof NotFound ? importNotFound() : article;
    const drop = record.drops.find(({ id }) => id === dropId);
    if (!drop || drop.text.trim() === '')
      return new NotFound('This import left out no words of that name. Look at its report again.');
    const earlier = await tx.importUndo.findUnique({ where: { recordId_dropId: { recordId: record.id, dropId } } });
    if (earlier) return (await revisionById(tx, earlier.revisionId))!;
    const newest = (await newestRevision(tx, record.articleId, record.locale))!;
    return this.write(tx, actor, { record, drop, newest });
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    { record, drop, newest }: { record: RecordWithDrops; drop: StoredDrop; newest: RevisionRow },
  ): Promise<Undone> {
    const given = contentOf(newest);
    const content = parseContent({
      ...given,
      document: withWords(given.document, drop, newest.contentHash === record.contentHash),
    });
    if (isRefusal(content)) return content;
    const at = this.clock.now();
    await pinRevision(tx, newest.id, 'handover', at);
    const revision = await insertRevision(tx, {
      articleId: record.articleId,
      number: newest.number + 1,
      content,
      contentHash: contentHash(content),
      baseRevisionId: newest.id,
      origin: 'edit',
      createdById: actor.userId,
      reason: 'Put back words that the import had left out.',
      at,
    });
    await tx.importUndo.create({
      data: { recordId: record.id, dropId: drop.id, revisionId: revision.id, undoneById: actor.userId, undoneAt: at },
    });
    await this.audit.record(tx, actor, 'import.drop-undone', { type: 'revision', id: revision.id }, record.siteId, {
      importRecordId: record.id,
      contentHash: revision.contentHash,
    });
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: revision.id } });
    return revision;
  }
}

/** The document with each line of the drop as a paragraph. */
function withWords(document: DocumentNode, drop: StoredDrop, unedited: boolean): DocumentNode {
  const blocks = document.content ?? [];
  const paragraphs = drop.text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => build.p(line.trim()));
  const at = unedited ? Math.min(drop.before, blocks.length) : placeAfter(blocks, drop);
  return { ...document, content: [...blocks.slice(0, at), ...paragraphs, ...blocks.slice(at)] };
}

function placeAfter(blocks: readonly DocumentNode[], { before, after }: StoredDrop): number {
  if (before === 0) return 0;
  const at = blocks.findIndex((block) => after !== '' && textOf(block).startsWith(after));
  return at === -1 ? blocks.length : at + 1;
}
