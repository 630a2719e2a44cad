import { type Check, type CheckInput, type Hit, hitAt } from '../check.js';
import { storyBlocks } from '../claims/stories.js';
import { printOf } from './library-entry.js';
import { similarity } from './shingles.js';
import { stancesOf } from './stances.js';
import { cosine } from './terms.js';
import type { LibraryEntry } from './types.js';

/** Share of three-word shingles from which two texts are copies of each other with changes. */
export const NEAR_DUPLICATE = 0.5;
/** Cosine of term frequencies from which two texts treat the same topic. */
export const SAME_TOPIC = 0.4;
const NAMED = 5;

/** Copies, near copies, and other articles on the same topic. */
export const duplicatesCheck: Check = {
  id: 'duplicates',
  version: 1,
  severity: 'fix',
  run(input) {
    const others = othersOf(input);
    if (others.length === 0) return [];
    const own = printOf(input.content, input.sentences);
    return [...copies(own, others), ...overlaps(own, others)];
  },
};

function othersOf({ content, context }: CheckInput): readonly LibraryEntry[] {
  const language = content.locale.split('-')[0]?.toLowerCase();
  return (context.library ?? []).filter((entry) => entry.language === language);
}

type Print = ReturnType<typeof printOf>;

function copies(own: Print, others: readonly LibraryEntry[]): Hit[] {
  return others.flatMap((other): Hit[] => {
    if (own.sketch.length > 0 && other.textHash === own.textHash) {
      return [whole('DUPLICATE_EXACT', `This is the same text as ${nameOf(other)}. Keep one of the two.`, other)];
    }
    const share = similarity(own.sketch, other.sketch);
    if (share < NEAR_DUPLICATE) return [];
    const percent = Math.round(share * 100);
    return [
      whole(
        'DUPLICATE_NEAR',
        `About ${percent} % of this text also stands in ${nameOf(other)}. Keep one, or link to it.`,
        other,
      ),
    ];
  });
}

function overlaps(own: Print, others: readonly LibraryEntry[]): Hit[] {
  const same = others.filter((other) => cosine(own.terms, other.terms) >= SAME_TOPIC);
  if (same.length === 0) return [];
  const more = same.length > NAMED ? ` and ${same.length - NAMED} more` : '';
  const names = same.slice(0, NAMED).map(nameOf).join(', ');
  const message = `Treats the same topic as ${names}${more}; decide which one the library needs, or merge them.`;
  return [
    {
      code: 'TOPIC_OVERLAP',
      severity: 'note',
      message,
      path: 'document',
      quote: '',
      passage: same.map(({ id }) => id).join(' '),
    },
  ];
}

function whole(code: string, message: string, other: LibraryEntry): Hit {
  return { code, message, path: 'document', quote: '', passage: other.id };
}

function nameOf({ title, id }: LibraryEntry): string {
  return title === '' ? id : title;
}

/** Sentences that another article of the library says the opposite of. */
export const contradictionsCheck: Check = {
  id: 'contradictions',
  version: 1,
  severity: 'fix',
  run(input) {
    const others = othersOf(input);
    if (others.length === 0) return [];
    const stories = storyBlocks(input.sentences);
    const own = input.sentences.filter(({ block }) => !stories.has(block.index) && block.kind !== 'callToAction');
    return own.flatMap((sentence): Hit[] => {
      for (const { matter, holds } of stancesOf([sentence])) {
        for (const other of others) {
          const opposite = other.stances.find((stance) => stance.matter === matter && stance.holds !== holds);
          if (!opposite) continue;
          const message = `${nameOf(other)} says the opposite: "${opposite.quote}". Correct one of them, with a source.`;
          const hit = hitAt(sentence, 0, 0, { code: 'CLAIM_CONTRADICTS_LIBRARY', message });
          return [{ ...hit, passage: `${sentence.text}\n${opposite.quote}` }];
        }
      }
      return [];
    });
  },
};
