import { Injectable } from '@nestjs/common';
import { type DocumentNode, isPiece } from '#document';
import { Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { PieceNotApproved } from '../domain/piece-refusals.js';
import { StaleBase } from '../domain/refusals.js';
import { newestApprovedPiece } from '../persistence/piece-lookup.js';
import { contentOf, type RevisionRow } from '../persistence/revision-row.js';
import { newestRevision } from '../persistence/revisions.js';
import { articleNotFound } from './article-to-edit.js';
import { SaveRevision } from './save-revision.js';

export interface TakeNewestPieceInput {
  readonly articleId: string;
  readonly locale: string;
  readonly pieceId: string;
}

type Taken = Awaited<ReturnType<SaveRevision['run']>> | PieceNotApproved;

/** A save that came between is looked at again; more often than this means something else is wrong. */
const MOST_TRIES = 5;

/**
 * Saves an article with the newest approved version of a piece it shows. The new text still needs its review. An article
 * that shows that version already stays as it is, so doing it twice, or two people at once, makes one revision.
 */
@Injectable()
export class TakeNewestPiece {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly save: SaveRevision,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: TakeNewestPieceInput): Promise<Taken> {
    let taken = await this.take(actor, input);
    for (let tries = 1; taken instanceof StaleBase && tries < MOST_TRIES; tries += 1)
      taken = await this.take(actor, input);
    return taken;
  }

  private async take(actor: StaffActor, input: TakeNewestPieceInput): Promise<Taken> {
    const { articleId, locale, pieceId } = input;
    const { client } = this.database;
    const newest = isId(articleId) ? await newestRevision(client, articleId, locale) : null;
    const article = newest && (await client.article.findUnique({ where: { id: articleId }, select: { siteId: true } }));
    if (!article || this.policy.mayAt(actor, 'article.read', article.siteId)) return articleNotFound();
    const refused: NotAllowed | null = this.policy.mayAt(actor, 'article.edit', article.siteId);
    if (refused) return refused;
    const shown = versionsOf(newest.document, pieceId);
    if (shown.length === 0)
      return new InvalidInput('pieceId', 'This text does not show that safety block or exercise.');
    const approved = isId(pieceId) ? await newestApprovedPiece(client, pieceId, locale, this.clock.now()) : null;
    if (!approved || approved.version < Math.max(...shown)) return new PieceNotApproved(pieceId, Math.max(...shown));
    return this.saveWith(actor, newest, pieceId, approved);
  }

  private saveWith(
    actor: StaffActor,
    newest: RevisionRow,
    pieceId: string,
    piece: { version: number; contentHash: string },
  ): Promise<Taken> {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = newest;
    const replaced = (node: DocumentNode): DocumentNode => {
      if (isPiece(node) && node.attrs?.blockId === pieceId) return { ...node, attrs: { ...node.attrs, ...piece } };
      return node.content ? { ...node, content: node.content.map(replaced) } : node;
    };
    const content = { ...contentOf(newest), document: replaced(newest.document) };
    const reason = `Took version ${piece.version} of a shared piece`;
    return this.save.run(actor, { articleId, baseRevisionId, baseContentHash, reason, ...content });
  }
}

/** The versions at which a text shows a piece. */
function versionsOf(node: DocumentNode, pieceId: string): number[] {
  if (isPiece(node)) return node.attrs?.blockId === pieceId ? [Number(node.attrs.version)] : [];
  return (node.content ?? []).flatMap((child) => versionsOf(child, pieceId));
}
