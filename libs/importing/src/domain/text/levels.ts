import { isFaqSection, nameIn } from './classify-lines.js';
import type { HeadingLevel } from './outline.js';
import type { ImportPatterns } from './patterns.js';
import type { Placed } from './sections.js';
import { sharedWords } from './words.js';

/** Two words in common with the title make a heading one of the article's main sections. */
const SHARED_WITH_TITLE = 2;
const LIFTED = new Set(['boilerplate', 'relatedLink', 'misplacedLink', 'recentPost', 'caption']);

/**
 * The level of every heading candidate, by its index.
 *
 * Numbered headings and known minor ones are 3, known sections 2. A heading with another heading or a FAQ question
 * right under it, or with words of the title, is 2 and holds what follows. Any other is 3 inside such a section and 2
 * elsewhere; after a run of numbered headings the section counts as closed.
 */
export function headingLevels(
  placed: readonly Placed[],
  title: string | null,
  patterns: ImportPatterns,
): Map<number, HeadingLevel> {
  const levels = new Map<number, HeadingLevel>();
  const headed = followedByHeading(placed);
  let open = false;
  placed.forEach((shape, at) => {
    if (shape.is !== 'candidate') return;
    if (shape.hashes !== undefined) {
      levels.set(at, Math.min(4, Math.max(2, shape.hashes)) as HeadingLevel);
      return;
    }
    if (shape.minor) {
      levels.set(at, 3);
      open = false;
      return;
    }
    const named = isFaqSection(shape.text, patterns) || nameIn(shape.text, patterns.topSections);
    const holds = headed.has(at) || (title !== null && sharedWords(shape.text, title) >= SHARED_WITH_TITLE);
    levels.set(at, named || holds || !open ? 2 : 3);
    if (named) open = false;
    else if (holds) open = true;
  });
  return levels;
}

/** Indexes of candidates whose next line, lifted ones looked through, is a heading or a FAQ question. */
function followedByHeading(placed: readonly Placed[]): Set<number> {
  const found = new Set<number>();
  let below = '';
  for (let at = placed.length - 1; at >= 0; at--) {
    const is = (placed[at] as Placed).is;
    if (LIFTED.has(is)) continue;
    if (is === 'candidate' && (below === 'candidate' || below === 'question')) found.add(at);
    below = is;
  }
  return found;
}
