import { type ArticleContent, type DocumentNode, type RenderOptions, renderText, withPieces } from '#document';

/** An exercise of an article, as data. Numbers that the text does not give are left out. */
export interface Exercise {
  readonly name: string;
  /** What to do, as plain text, paragraphs parted by a blank line. */
  readonly instructions: string;
  readonly position?: string;
  readonly sets?: number;
  readonly reps?: number;
  readonly holdSeconds?: number;
  readonly restSeconds?: number;
  readonly load?: string;
  readonly frequency?: string;
  readonly side?: 'left' | 'right' | 'both' | 'each';
  readonly stopRule?: string;
  readonly easier?: string;
  readonly harder?: string;
  readonly mediaId?: string;
}

function exerciseNodes(node: DocumentNode): DocumentNode[] {
  return node.type === 'exercise' ? [node] : (node.content ?? []).flatMap(exerciseNodes);
}

/** The exercises of an article in reading order, those of the library among them as far as `options` holds them. */
export function exercisesOf(content: ArticleContent, options: RenderOptions): Exercise[] {
  return exerciseNodes(withPieces(content, options).document).map(({ attrs = {}, content: blocks = [] }) => {
    const document: DocumentNode = { type: 'doc', content: blocks };
    const given = Object.entries(attrs).filter(([, value]) => value !== null && value !== '');
    const instructions = blocks.length > 0 ? renderText({ ...content, references: [], document }, options) : '';
    return { ...(Object.fromEntries(given) as unknown as Omit<Exercise, 'instructions'>), instructions };
  });
}
