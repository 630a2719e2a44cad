import { isRefusal } from '#kernel';
import { canonicalContent } from '../canonical/canonical-content.js';
import { parseContent } from '../parse/parse-content.js';
import type { ArticleContent } from '../types.js';
import { mergeBlocks } from './merge-blocks.js';
import { type Choose, chooseTheirs, type MergeConflict, readable } from './merge-conflict.js';
import { mergeReferences } from './merge-references.js';
import { threeWay } from './three-way.js';

/** Two edits of one text, brought together. */
export interface ContentMerge {
  /**
   * A valid content with every change of both sides that does not collide, and what was chosen where they do. Null when
   * the two do not make a valid content together, which a conflict of kind `whole` then says.
   */
  readonly merged: ArticleContent | null;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Three-way merge over the blocks of the body, the fields of the head and the references. All three contents are valid
 * ones. Pure and deterministic; `theirs` is the side that was saved first. The collisions of head
 * and blocks are the same whatever is chosen; without `choose` it is theirs everywhere.
 */
export function mergeContents(
  base: ArticleContent,
  mine: ArticleContent,
  theirs: ArticleContent,
  choose: Choose = chooseTheirs,
): ContentMerge {
  const [was, own, other] = [canonicalContent(base), canonicalContent(mine), canonicalContent(theirs)];
  const head = mergeHead(was, own, other, choose);
  const body = mergeBlocks(
    was.document.content ?? [],
    own.document.content ?? [],
    other.document.content ?? [],
    choose,
  );
  const document = { type: 'doc', content: body.blocks };
  const sources = mergeReferences(was.references, own.references, other.references, document, choose);
  const conflicts = [
    ...head.conflicts,
    ...body.conflicts.map(({ kind, at, ...sides }): MergeConflict => {
      const [before, ours, others] = [
        readable(was, sides.base),
        readable(own, sides.mine),
        readable(other, sides.theirs),
      ];
      return { kind, at, base: before, mine: ours, theirs: others };
    }),
    ...sources.conflicts,
  ];
  const merged = parseContent({ ...head.fields, document, references: sources.references });
  if (!isRefusal(merged)) return { merged, conflicts };
  const whole = (content: ArticleContent) => readable(content, content.document.content ?? []);
  const all: MergeConflict = { kind: 'whole', at: '', base: whole(was), mine: whole(own), theirs: whole(other) };
  if (choose({ kind: 'whole', at: '' }) === 'mine') return { merged: own, conflicts: [...conflicts, all] };
  return { merged: null, conflicts: [...conflicts, all] };
}

function mergeHead(base: ArticleContent, mine: ArticleContent, theirs: ArticleContent, choose: Choose) {
  const conflicts: MergeConflict[] = [];
  const field = (at: 'locale' | 'title' | 'summary'): string => {
    const { value, collides } = threeWay(base[at], mine[at], theirs[at]);
    if (!collides) return value;
    conflicts.push({ kind: 'head', at, base: base[at], mine: mine[at], theirs: theirs[at] });
    return choose({ kind: 'head', at }) === 'mine' ? mine[at] : value;
  };
  return { fields: { locale: field('locale'), title: field('title'), summary: field('summary') }, conflicts };
}
