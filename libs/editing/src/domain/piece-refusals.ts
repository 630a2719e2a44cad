import { Refusal } from '#kernel';

/** Why a piece cannot be shown: there is none (or none the person may read), another hash, another language or kind. */
export type PieceFault = 'missing' | 'hash' | 'locale' | 'kind' | 'archived';

/** A version of a piece that may be shown instead. */
export interface PieceVersion {
  readonly version: number;
  readonly contentHash: string;
}

const SENTENCES: Readonly<Record<PieceFault, string>> = {
  missing: 'There is no such safety block or exercise at your sites. Choose one from the list.',
  hash: 'This is not the text of the safety block or exercise at that version. Choose it from the list again.',
  locale: 'This safety block or exercise has no such version in the language of this text. Take one in this language.',
  kind: 'Only a safety block or an exercise can be shown inside another article. Choose one from the list.',
  archived: 'This safety block or exercise is archived. Choose another one, or restore it first.',
};

/** The text names a shared piece that cannot be shown in it. */
export class PieceNotUsable extends Refusal {
  readonly code = 'PIECE_NOT_USABLE';
  readonly message: string;
  constructor(
    readonly pieceId: string,
    readonly version: number,
    readonly fault: PieceFault,
    /** The newest version that may be taken instead: an approved one when there is one. */
    readonly take: PieceVersion | null = null,
  ) {
    super();
    this.message = SENTENCES[fault];
  }
}

/** A piece shows a piece, or itself through another one. */
export class ReferenceCycle extends Refusal {
  readonly code = 'REFERENCE_CYCLE';
  readonly message: string;
  constructor(
    /** The ids of the articles, each showing the next; the first one again at the end when they close a circle. */
    readonly chain: readonly string[],
  ) {
    super();
    const closed = chain.length > 1 && chain[0] === chain.at(-1);
    this.message = closed
      ? 'These texts would show each other in a circle. Take one of the references out.'
      : 'A safety block or exercise cannot show another one. Write its words here, or show both in the article.';
  }
}

/** A piece that a text shows has no approval in force of that very version. */
export class PieceNotApproved extends Refusal {
  readonly code = 'PIECE_NOT_APPROVED';
  readonly message =
    'A safety block or exercise in this text has no approval in force at this version. Have it approved, or take an approved one.';
  constructor(
    readonly pieceId: string,
    readonly version: number,
  ) {
    super();
  }
}
