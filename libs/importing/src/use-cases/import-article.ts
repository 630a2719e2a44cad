import { Injectable } from '@nestjs/common';
import { spellerFor } from '#dictionaries';
import { type ArticleContent, contentHash, type DocumentTooLarge, type InvalidDocument, parseContent } from '#document';
import { claimSlug, insertArticle, insertRevision, topicFault } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, type InvalidInput, isRefusal, type NotAllowed, newId } from '#kernel';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import type { Speller } from '#quality';
import {
  DEFAULT_PATTERNS,
  type ImportedContent,
  type ImportRefusal,
  type ImportReport,
  readTextFile,
  reportOf,
  toContent,
} from '../domain/text/index.js';

export interface ImportArticleInput {
  readonly siteId: string;
  readonly locale: string;
  readonly topic: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What an import made, or what an earlier import of the same bytes had made. */
export interface Imported {
  readonly articleId: string;
  readonly importRecordId: string;
  readonly created: boolean;
}

type ImportAnswer = Imported | ImportRefusal | InvalidDocument | DocumentTooLarge | InvalidInput | NotAllowed;

interface Prepared {
  readonly content: ArticleContent;
  readonly imported: ImportedContent;
  readonly report: ImportReport;
}

/**
 * Turns a file into an article. Always unapproved, and the importing person counts as its author. The file's bytes are
 * kept; every line of it is in the article or in the report. The same bytes again make nothing.
 */
@Injectable()
export class ImportArticle {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: ImportArticleInput): Promise<ImportAnswer> {
    const refused = this.policy.mayAt(actor, 'article.import', input.siteId) ?? topicFault(input.topic);
    if (refused) return refused;
    const prepared = prepare(input, await spellerFor(input.locale));
    if (isRefusal(prepared)) return prepared;
    const earlier = await this.earlier(input.siteId, prepared.report.sha256);
    if (earlier) return earlier;
    try {
      return await this.database.transaction((tx) => this.write(tx, actor, input, prepared));
    } catch (error) {
      // Two people dropped the same file at once: the second gets what the first made.
      const other = isUniqueViolation(error) ? await this.earlier(input.siteId, prepared.report.sha256) : null;
      if (other) return other;
      throw error;
    }
  }

  private async earlier(siteId: string, sha256: string): Promise<Imported | null> {
    const record = await this.database.client.importRecord.findUnique({
      where: { siteId_sha256: { siteId, sha256 } },
      select: { id: true, articleId: true },
    });
    return record && { articleId: record.articleId, importRecordId: record.id, created: false };
  }

  private async write(tx: Tx, actor: StaffActor, input: ImportArticleInput, prepared: Prepared): Promise<Imported> {
    const at = this.clock.now();
    const { content, imported, report } = prepared;
    const { siteId } = input;
    const createdById = actor.userId;
    const article = await insertArticle(tx, {
      siteId,
      topic: input.topic.trim(),
      riskClass: 'standard',
      createdById,
      at,
    });
    await claimFreeSlug(tx, article.id, content.locale, imported.slug, report.sha256);
    const revision = await insertRevision(tx, {
      articleId: article.id,
      number: 1,
      content,
      contentHash: contentHash(content),
      baseRevisionId: null,
      origin: 'import',
      createdById,
      reason: `Imported from ${input.fileName}`.slice(0, 500),
      at,
    });
    const record = await tx.importRecord.create({
      data: {
        id: newId(),
        siteId,
        articleId: article.id,
        revisionId: revision.id,
        fileName: input.fileName,
        format: 'text',
        sha256: report.sha256,
        source: Uint8Array.from(input.bytes),
        report: JSON.parse(JSON.stringify({ ...report, lifted: imported.lifted, proposals: imported.proposals })),
        provenance: JSON.parse(JSON.stringify(imported.provenance)),
        importedById: createdById,
        createdAt: at,
      },
      select: { id: true },
    });
    await this.audit.record(tx, actor, 'article.imported', { type: 'article', id: article.id }, siteId, {
      sha256: report.sha256,
    });
    return { articleId: article.id, importRecordId: record.id, created: true };
  }
}

function prepare(
  input: ImportArticleInput,
  speller: Speller | undefined,
): Prepared | ImportRefusal | InvalidDocument | DocumentTooLarge {
  const read = readTextFile({ name: input.fileName, bytes: input.bytes });
  if (isRefusal(read)) return read;
  const imported = toContent(read.outline, { locale: input.locale, sha256: read.sha256, fileName: input.fileName });
  const content = parseContent(imported.content);
  if (isRefusal(content)) return content;
  return { content, imported, report: reportOf(read, DEFAULT_PATTERNS, speller ? { speller } : {}) };
}

/** A title that another article has too gets the first digits of the file's hash behind its address. */
async function claimFreeSlug(tx: Tx, articleId: string, locale: string, slug: string, sha256: string): Promise<void> {
  if (await claimSlug(tx, articleId, locale, slug)) return;
  for (const digits of [8, 16, 64]) {
    if (await claimSlug(tx, articleId, locale, `${slug}-${sha256.slice(0, digits)}`)) return;
  }
  throw new Error(`No free address for ${slug}.`);
}
