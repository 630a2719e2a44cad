import { Injectable } from '@nestjs/common';
import { contentHash, type DocumentTooLarge, type InvalidDocument, parseContent } from '#document';
import {
  ArticleArchived,
  insertRevision,
  lockArticle,
  newestRevision,
  pinRevision,
  type RevisionRow,
  revisionById,
  StaleBase,
} from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { type ImportRecordRow, recordById } from '../persistence/import-records.js';
import { importNotFound } from './state-rights.js';

export interface SettleImportInput {
  readonly importRecordId: string;
  /** True takes the imported text; false keeps the article as it is. */
  readonly take: boolean;
  /** The newest revision as the person saw it: what they decided to set aside or to keep. */
  readonly newestRevisionId: string;
}

type Settled = RevisionRow | ArticleArchived | StaleBase | InvalidDocument | DocumentTooLarge | NotFound | NotAllowed;

/**
 * Settles an import that met newer edits: a person who compared both texts takes the imported one, as a new and
 * unapproved revision, or keeps what is there. Nothing is overwritten in either case.
 */
@Injectable()
export class SettleImport {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: StaffActor, input: SettleImportInput): Promise<Settled> {
    if (!isId(input.importRecordId) || !isId(input.newestRevisionId)) return importNotFound();
    return this.database.transaction(async (tx) => {
      const record = await recordById(tx, input.importRecordId);
      if (!record || this.policy.mayAt(actor, 'article.read', record.siteId)) return importNotFound();
      const refused = this.policy.mayAt(actor, 'article.edit', record.siteId);
      return refused ?? this.settle(tx, actor, record, input);
    });
  }

  private async settle(tx: Tx, actor: StaffActor, record: ImportRecordRow, input: SettleImportInput): Promise<Settled> {
    const article = await lockArticle(tx, record.articleId);
    if (article?.archivedAt) return new ArticleArchived();
    const stored = await tx.importRecord.findUniqueOrThrow({ where: { id: record.id }, select: { proposal: true } });
    const content = parseContent(stored.proposal);
    if (isRefusal(content)) return content;
    const newest = (await newestRevision(tx, record.articleId, content.locale))!;
    if (newest.id !== input.newestRevisionId)
      return new StaleBase(newest, await revisionById(tx, input.newestRevisionId), content);
    const at = this.clock.now();
    const { count } = await tx.importRecord.updateMany({
      where: { id: record.id, outcome: 'conflict' },
      data: { outcome: input.take ? 'taken' : 'declined' },
    });
    if (count === 0)
      return new NotFound('This import waits for no decision any more. Look at the history of the article.');
    const subject = { type: 'article' as const, id: record.articleId };
    const data = { importRecordId: record.id, contentHash: contentHash(content) };
    await this.audit.record(tx, actor, input.take ? 'import.taken' : 'import.declined', subject, record.siteId, data);
    if (!input.take) return newest;
    await pinRevision(tx, newest.id, 'handover', at);
    const revision = await insertRevision(tx, {
      articleId: record.articleId,
      number: newest.number + 1,
      content,
      contentHash: data.contentHash,
      baseRevisionId: newest.id,
      origin: 'import',
      createdById: actor.userId,
      reason: `Imported from ${record.fileName}`.slice(0, 500),
      at,
    });
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: revision.id } });
    return revision;
  }
}
