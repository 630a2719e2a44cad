import { Injectable } from '@nestjs/common';
import { type ArticleContent, contentHash, type DocumentNode, isPiece, parseContent } from '#document';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { type ArticleArchived, SlugTaken, TranslationExists } from '../domain/refusals.js';
import { slugFault } from '../domain/slug.js';
import { claimSlug } from '../persistence/articles.js';
import { newestApprovedPiece } from '../persistence/piece-lookup.js';
import { contentOf, type RevisionRow } from '../persistence/revision-row.js';
import { insertRevision, newestRevision, revisionById } from '../persistence/revisions.js';
import { addBasis } from '../persistence/translation-bases.js';
import { articleToEdit } from './article-to-edit.js';

export interface StartTranslationInput {
  readonly articleId: string;
  readonly fromLocale: string;
  readonly toLocale: string;
  /** The address in the new locale. */
  readonly slug: string;
  /** The revision to translate; the newest one when left out. */
  readonly revisionId?: string | null;
}

type Started = RevisionRow | TranslationExists | ArticleArchived | SlugTaken | InvalidInput | NotFound | NotAllowed;

/**
 * Begins an article in another locale with the text of its source, for a translator to write over. It is unapproved. It
 * knows which revision it was made from, so that a later change of the source is not missed.
 */
@Injectable()
export class StartTranslation {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: StartTranslationInput): Promise<Started> {
    const wrong = slugFault(input.slug);
    if (wrong) return wrong;
    return this.database.transaction((tx) => this.start(tx, actor, input));
  }

  private async start(tx: Tx, actor: StaffActor, input: StartTranslationInput): Promise<Started> {
    const article = await articleToEdit(tx, { policy: this.policy, actor }, input.articleId);
    if (isRefusal(article)) return article;
    const source = await sourceOf(tx, input);
    if (isRefusal(source)) return source;
    const content = parseContent({ ...contentOf(source), locale: input.toLocale });
    if (isRefusal(content)) return new InvalidInput('toLocale', 'Name a language by its tag, such as es or pt-BR.');
    if (content.locale === source.locale)
      return new InvalidInput('toLocale', 'Choose another language than the source.');
    const existing = await newestRevision(tx, article.id, content.locale);
    if (existing) return new TranslationExists(existing.id);
    if (!(await claimSlug(tx, article.id, content.locale, input.slug))) return new SlugTaken(input.slug);
    return this.write(tx, actor, { source, content, siteId: article.siteId });
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    { source, content, siteId }: { source: RevisionRow; content: ArticleContent; siteId: string },
  ): Promise<RevisionRow> {
    const at = this.clock.now();
    const own = { ...content, document: await withOwnPieces(tx, content.document, content.locale, at) };
    const started = await insertRevision(tx, {
      articleId: source.articleId,
      number: 1,
      content: own,
      contentHash: contentHash(own),
      baseRevisionId: null,
      origin: 'translation',
      createdById: actor.userId,
      reason: `Translation of revision ${source.number} in ${source.locale}`,
      at,
    });
    await addBasis(tx, started, source, { act: 'started', byId: actor.userId, at });
    await this.audit.record(tx, actor, 'translation.started', { type: 'revision', id: started.id }, siteId, {
      sourceRevisionId: source.id,
      sourceHash: source.contentHash,
    });
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: started.id } });
    return started;
  }
}

async function sourceOf(tx: Tx, input: StartTranslationInput): Promise<RevisionRow | NotFound> {
  const { articleId, fromLocale, revisionId } = input;
  const named = revisionId == null ? await newestRevision(tx, articleId, fromLocale) : null;
  const source = named ?? (isId(revisionId) ? await revisionById(tx, revisionId) : null);
  if (source?.articleId === articleId && source.locale === fromLocale) return source;
  return new NotFound('There is no such text to translate from. Choose a revision in the language of the source.');
}

/**
 * Pieces have versions of their own in each locale. One without an approved version in the new locale keeps its place
 * and its foreign version: it is shown as missing and stops publishing until somebody chose.
 */
async function withOwnPieces(tx: Tx, node: DocumentNode, locale: string, at: Date): Promise<DocumentNode> {
  if (isPiece(node)) {
    const pieceId = String(node.attrs?.blockId);
    const own = isId(pieceId) ? await newestApprovedPiece(tx, pieceId, locale, at) : null;
    return own ? { ...node, attrs: { ...node.attrs, ...own } } : node;
  }
  if (!node.content) return node;
  const content: DocumentNode[] = [];
  for (const child of node.content) content.push(await withOwnPieces(tx, child, locale, at));
  return { ...node, content };
}
