import type { ArticleContent } from '../types.js';
import { type Anchor, type MappedAnchor, ORPHANED, type TextAnchor } from './anchor.js';
import { anchorAt, textAnchor } from './make-anchor.js';
import { mapBlock } from './map-block.js';
import { mapRange, type TokenRange } from './map-range.js';
import { textAt } from './node-at.js';
import { type Passage, passagesOf, type Side, sideOf } from './passages.js';
import { type TokenMap, textMap, tokenMap } from './token-map.js';

/**
 * Where the anchors of one content are in another. The two are compared once, when the first anchor of a body is
 * asked; every further anchor costs its own length.
 */
export class AnchorMap {
  private readonly same: boolean;
  private body: TokenMap | undefined;

  /** @param from the content the anchors were made in */
  constructor(
    private readonly from: ArticleContent,
    private readonly to: ArticleContent,
  ) {
    // As stored and not by hash: offsets count the characters as they were written.
    this.same = from === to || JSON.stringify(saidBy(from)) === JSON.stringify(saidBy(to));
  }

  /** What became of an anchor. Never another place with the same words: what cannot be told apart is orphaned. */
  map(anchor: Anchor): MappedAnchor {
    if (this.same) return { state: 'kept', anchor };
    if (anchor.kind === 'block') return this.block(anchor.path);
    const [owner, attribute] = anchor.path.split('.attrs.');
    if (attribute !== undefined) return this.attribute(anchor, owner!, attribute);
    if (!anchor.path.startsWith('document.')) return this.field(anchor, anchor.path);
    return mapped(this.to, anchor, this.tokens());
  }

  private tokens(): TokenMap {
    this.body ??= tokenMap(sideOf(passagesOf(this.from)), sideOf(passagesOf(this.to)));
    return this.body;
  }

  private block(path: string): MappedAnchor {
    const found = mapBlock(this.tokens(), this.from, this.to, path);
    const anchor = found && anchorAt(this.to, { path: found.path });
    return found && anchor ? { state: found.state, anchor } : ORPHANED;
  }

  /** The value of an attribute goes with its block, and nowhere else. */
  private attribute(anchor: TextAnchor, owner: string, attribute: string): MappedAnchor {
    const block = mapBlock(this.tokens(), this.from, this.to, owner);
    return block ? this.field(anchor, `${block.path}.attrs.${attribute}`) : ORPHANED;
  }

  /** A text that is known to have become the text at `path`. */
  private field(anchor: TextAnchor, path: string): MappedAnchor {
    const [before, after] = [textAt(this.from, anchor.path), textAt(this.to, path)];
    if (before === undefined || after === undefined || !/\S/.test(after)) return ORPHANED;
    const one = (at: string, text: string): Side =>
      sideOf([{ kind: 'attribute', name: '', path: at, text, key: text }]);
    return mapped(this.to, anchor, textMap(one(anchor.path, before), one(path, after)));
  }
}

const saidBy = ({ title, summary, document }: ArticleContent) => [title, summary, document];

/** What became of one anchor. For several anchors of one pair of contents make an `AnchorMap`. */
export function mapAnchor(anchor: Anchor, from: ArticleContent, to: ArticleContent): MappedAnchor {
  return new AnchorMap(from, to).map(anchor);
}

function mapped(content: ArticleContent, anchor: TextAnchor, map: TokenMap): MappedAnchor {
  const range = rangeOf(map.from, anchor);
  const found = range && mapRange(map, range);
  if (!found) return ORPHANED;
  const { first, last, skip, drop } = found.range;
  const [start, end] = [map.to.tokens[first]!, map.to.tokens[last]!];
  const pathOf = (place: number): Passage['path'] => map.to.passages[place]!.path;
  const place = {
    path: pathOf(start.passage),
    from: start.start + skip,
    endPath: pathOf(end.passage),
    to: end.end - drop,
  };
  const made = textAnchor(content, place);
  return made ? { state: found.state, anchor: made } : ORPHANED;
}

/** The words an anchor touches. */
function rangeOf(side: Side, { path, from, endPath, to }: TextAnchor): TokenRange | null {
  const [start, end] = [path, endPath].map((wanted) => side.passages.findIndex((passage) => passage.path === wanted));
  if (start === undefined || end === undefined || start < 0 || end < 0) return null;
  const first = side.tokens.findIndex((token) => token.passage >= start && (token.passage > start || token.end > from));
  const last = side.tokens.findLastIndex((token) => token.passage <= end && (token.passage < end || token.start < to));
  if (first < 0 || last < first) return null;
  const skip = side.tokens[first]!.passage === start ? Math.max(0, from - side.tokens[first]!.start) : 0;
  const drop = side.tokens[last]!.passage === end ? Math.max(0, side.tokens[last]!.end - to) : 0;
  return { first, last, skip, drop };
}
