import { type ArticleContent, type PieceUse, usesOf } from '#document';
import { isId } from '#kernel';
import type { Tx } from '#platform';
import { contentTypeOfPiece, isPieceContentType } from './domain/piece-kinds.js';
import { PieceNotUsable, ReferenceCycle } from './domain/piece-refusals.js';
import { type FoundPiece, findPieces, pinPiece } from './persistence/piece-lookup.js';

/** The text that is about to be saved, and whose it is. */
export interface PieceAsker {
  readonly articleId: string;
  readonly contentType: string;
  readonly content: ArticleContent;
  /** The text before it: pieces that it named already are not asked about again. Null for a first text. */
  readonly before: ArticleContent | null;
  readonly mayRead: (siteId: string) => boolean;
  readonly at: Date;
}

const keyOf = ({ type, blockId, version, contentHash }: PieceUse) => `${type} ${blockId} ${version} ${contentHash}`;

/**
 * May this text show the pieces that it newly names? When it may, their revisions are pinned: from now on somebody
 * relies on them. No statement when it names no new piece, two and two more a piece otherwise.
 */
export async function checkPieces(tx: Tx, asker: PieceAsker): Promise<PieceNotUsable | ReferenceCycle | null> {
  const known = new Set(asker.before ? usesOf(asker.before).pieces.map(keyOf) : []);
  const all = usesOf(asker.content).pieces;
  const uses = all.filter((use) => !known.has(keyOf(use)));
  if (uses.length === 0) return null;
  // In small letters: where something is used is looked up by the text of the id.
  const strange = uses.find(({ blockId }) => !isId(blockId) || blockId !== blockId.toLowerCase());
  if (strange) return new PieceNotUsable(strange.blockId, strange.version, 'missing');
  const { articleId, content } = asker;
  const found = await findPieces(tx, uses, { articleId, locale: content.locale });
  for (const [index, use] of uses.entries()) {
    const fault = faultOf(use, found[index]!, asker);
    if (fault) return fault;
  }
  return pinAll(tx, uses, found, asker.at);
}

function faultOf(use: PieceUse, found: FoundPiece | null, asker: PieceAsker): PieceNotUsable | ReferenceCycle | null {
  const { blockId, version, contentHash } = use;
  const notUsable = (fault: PieceNotUsable['fault']) =>
    new PieceNotUsable(blockId, version, fault, found && asker.mayRead(found.siteId) ? found.take : null);
  if (!found || !asker.mayRead(found.siteId)) return new PieceNotUsable(blockId, version, 'missing');
  if (blockId === asker.articleId) return new ReferenceCycle([blockId, blockId]);
  if (found.showsAsker) return new ReferenceCycle([asker.articleId, blockId, asker.articleId]);
  if (isPieceContentType(asker.contentType) || found.showsPieces) return new ReferenceCycle([asker.articleId, blockId]);
  if (found.contentType !== contentTypeOfPiece(use.type)) return notUsable('kind');
  if (found.archived) return notUsable('archived');
  if (found.revisionId === null) return notUsable('locale');
  return found.contentHash === contentHash ? null : notUsable('hash');
}

/** In the order of ids, so that two texts that name the same pieces do not wait for each other in a circle. */
async function pinAll(
  tx: Tx,
  uses: readonly PieceUse[],
  found: readonly (FoundPiece | null)[],
  at: Date,
): Promise<PieceNotUsable | null> {
  const pairs = uses.map((use, index) => ({ use, revisionId: found[index]!.revisionId! }));
  for (const { use, revisionId } of pairs.sort((a, b) => (a.revisionId < b.revisionId ? -1 : 1))) {
    // An autosave of the piece may have come between the look and the pin.
    if (!(await pinPiece(tx, revisionId, use.contentHash, at))) {
      return new PieceNotUsable(use.blockId, use.version, 'hash');
    }
  }
  return null;
}
