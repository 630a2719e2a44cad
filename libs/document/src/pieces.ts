import type { ArticleContent, DocumentNode, Reference } from './types.js';

/** The blocks that stand for a shared piece: an article of its own, shown at one version. */
export const PIECE_TYPES = ['safetyBlock', 'sharedExercise'] as const;

export type PieceType = (typeof PIECE_TYPES)[number];

/** True for a block that stands for a shared piece. */
export function isPiece(node: DocumentNode): node is DocumentNode & { readonly type: PieceType } {
  return (PIECE_TYPES as readonly string[]).includes(node.type);
}

/** The content of a shared piece at the version an article refers to. */
export interface PieceContent {
  readonly title?: string;
  readonly document: DocumentNode;
  /** What its citations point to. */
  readonly references?: readonly Reference[];
  /** When it is given, only a block that names the very same hash shows this content. */
  readonly contentHash?: string;
}

/** The shared pieces that a text may show, each by `pieceKey(blockId, version)`. One that is missing is shown as missing. */
export interface SharedPieces {
  readonly safetyBlocks?: ReadonlyMap<string, PieceContent>;
  readonly exercises?: ReadonlyMap<string, PieceContent>;
}

/** The key of a piece in `SharedPieces`. */
export function pieceKey(blockId: string, version: number): string {
  return `${blockId}@${version}`;
}

/** The content of the piece that a block stands for; undefined when it was not given, or is not the one named. */
export function resolvePiece(node: DocumentNode, pieces: SharedPieces): PieceContent | undefined {
  const { blockId, version, contentHash } = node.attrs ?? {};
  const known = node.type === 'safetyBlock' ? pieces.safetyBlocks : pieces.exercises;
  const found = known?.get(pieceKey(String(blockId), Number(version)));
  return found?.contentHash === undefined || found.contentHash === contentHash ? found : undefined;
}

/**
 * A content whose pieces hold their own blocks, with the references of the pieces among its own. Not a valid content any
 * more: for renderers only. A piece that is not found, and a piece inside a piece, stays empty, and a renderer shows it
 * as missing.
 */
export function withPieces(content: ArticleContent, pieces: SharedPieces): ArticleContent {
  const references = new Map(content.references.map((reference) => [reference.key, reference]));
  const document = filled(content.document, pieces, references);
  return { ...content, document, references: [...references.values()] };
}

function filled(node: DocumentNode, pieces: SharedPieces, references: Map<string, Reference>): DocumentNode {
  if (isPiece(node)) {
    const found = resolvePiece(node, pieces);
    const blocks = found?.document.content ?? [];
    if (!found || blocks.length === 0) return emptied(node);
    // A source of the piece and a source of the article may have the same key and be two different sources.
    const prefix = `${String(node.attrs?.blockId)}@${String(node.attrs?.version)}/`;
    for (const it of found.references ?? []) references.set(prefix + it.key, { ...it, key: prefix + it.key });
    return { ...node, content: blocks.map((child) => prefixed(child, prefix)) };
  }
  if (!node.content) return node;
  const content = node.content.map((child) => filled(child, pieces, references));
  // The same node where nothing was filled in: headings are known by their nodes.
  return content.every((child, index) => child === node.content![index]) ? node : { ...node, content };
}

function emptied({ content: _content, ...node }: DocumentNode): DocumentNode {
  return node;
}

function prefixed(node: DocumentNode, prefix: string): DocumentNode {
  if (isPiece(node)) return emptied(node);
  return {
    ...node,
    ...(node.content ? { content: node.content.map((child) => prefixed(child, prefix)) } : {}),
    ...(node.marks ? { marks: node.marks.map((mark) => prefixedMark(mark, prefix)) } : {}),
  };
}

function prefixedMark(mark: NonNullable<DocumentNode['marks']>[number], prefix: string): typeof mark {
  if (mark.type !== 'citation') return mark;
  return { ...mark, attrs: { ...mark.attrs, referenceKey: prefix + String(mark.attrs?.referenceKey) } };
}
