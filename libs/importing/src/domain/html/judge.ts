import type { RelatedLink } from '../draft/draft.js';
import { furnitureOf } from '../text/classify-lines.js';
import { plainForm } from '../text/lines.js';
import { DEFAULT_PATTERNS, type ImportPatterns } from '../text/patterns.js';
import { isCallToAction } from '../text/promotion.js';
import type { Drops } from './drops.js';
import { type Inline, plainOf } from './inline.js';
import type { Loose } from './loose.js';

/** Titles of sections in which other articles are named, not this one continued. */
const TEASER_SECTIONS = new Set(['related-posts', 'teaser', 'pager']);

export interface Judged {
  readonly blocks: Loose[];
  readonly relatedLinks: readonly RelatedLink[];
  /** Whether the article names its author and its date, in a line that was left out. */
  readonly hasByline: boolean;
  readonly hasDate: boolean;
}

/** The words of a block that is one line; null for any other block. */
export function lineText(block: Loose | undefined): string | null {
  return block?.type === 'paragraph' || block?.type === 'heading' ? plainOf(block.inline.nodes) : null;
}

/**
 * Takes out the lines that stand in many pages and belong to none: the very patterns that plain text is read by. A
 * paragraph that asks the reader to come becomes a call to action, outside of the text that a clinician approves.
 */
export function judge(blocks: readonly Loose[], drops: Drops, patterns: ImportPatterns = DEFAULT_PATTERNS): Judged {
  const kept: Loose[] = [];
  const relatedLinks: RelatedLink[] = [];
  const told = { hasByline: false, hasDate: false };
  let beforeBody = true;
  let teasers = false;
  for (const block of blocks) {
    const text = lineText(block);
    if (teasers && onlyLinks(block)) {
      drops.words('relatedLink', 'Titles of other articles.', textsIn(block), block);
      continue;
    }
    teasers = false;
    const found = text === null ? null : furnitureOf(plainForm(text), patterns, beforeBody);
    if (found?.is === 'boilerplate' && text !== null) {
      drops.words('boilerplate', `Site furniture, by the pattern "${found.patternId}".`, text, block);
      if (found.found?.means === 'byline') told.hasByline = true;
      if (found.found?.means === 'date') told.hasDate = true;
      teasers = TEASER_SECTIONS.has(found.patternId);
    } else if (found?.is === 'relatedLink' && text !== null) {
      drops.words('relatedLink', 'A link to another article.', text, block);
      const inline = (block as { inline: Inline }).inline;
      relatedLinks.push({ line: block.fromLine, label: found.label, title: found.title, url: targetIn(inline) });
    } else if (found?.is === 'recentPost' && text !== null) {
      drops.words('recentPost', 'The title and date of another article.', text, block);
    } else {
      kept.push(
        block.type === 'paragraph' && isCallToAction(plainOf(block.inline.nodes), patterns) ? action(block) : block,
      );
      if (block.type === 'paragraph' || block.type === 'list') beforeBody = false;
    }
  }
  return { blocks: kept, relatedLinks, ...told };
}

function action(block: Loose & { type: 'paragraph' }): Loose {
  const { fromLine, toLine, at } = block;
  return { type: 'callToAction', attrs: {}, blocks: [block], fromLine, toLine, at };
}

function targetIn({ nodes }: Inline): string | null {
  const link = nodes.flatMap((node) => node.marks ?? []).find(({ type }) => type === 'link');
  return link ? String(link.attrs?.href) : null;
}

/** True for a block whose words are all in links. */
function onlyLinks(block: Loose): boolean {
  if (block.type === 'paragraph') {
    const texts = block.inline.nodes.filter((node) => node.text?.trim());
    return texts.length > 0 && texts.every((node) => node.marks?.some(({ type }) => type === 'link'));
  }
  return block.type === 'list' && block.items.every((item) => item.blocks.every(onlyLinks));
}

function textsIn(block: Loose): string {
  if (block.type === 'list') return block.items.flatMap((item) => item.blocks.map(textsIn)).join('\n');
  return lineText(block) ?? '';
}
