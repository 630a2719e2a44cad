import type { Check, ReadingTarget } from '../check.js';
import { languageOf } from '../language.js';

/** For whom texts are written, and the grade they should be read at. Patients: guides ask for grade 6, and for 8 at most. */
export const READING_TARGETS = {
  patients: { goal: 6, limit: 8 },
  children: { goal: 4, limit: 5 },
  professionals: { goal: 12, limit: 16 },
} as const satisfies Readonly<Record<string, ReadingTarget>>;

/** The Fernández Huerta scale says at 70 to 80 "fairly easy": what a Spanish text for patients should reach. */
const SPANISH_EASE = 70;
/** Below this a grade says nothing. */
const FEWEST_WORDS = 100;

/** One finding when the text is harder than its audience's limit. A goal, never a gate: a note. */
export const readingLevelCheck: Check = {
  id: 'reading-level',
  version: 1,
  severity: 'note',
  run({ content, readability, context }) {
    const { words, fleschKincaidGrade, fleschEase } = readability;
    if (words < FEWEST_WORDS) return [];
    const { goal, limit } = context.readingTarget ?? READING_TARGETS.patients;
    const language = languageOf(content.locale);
    const found = { code: 'READING_LEVEL_HIGH', path: 'document', quote: '' };
    if (language === 'en' && fleschKincaidGrade > limit) {
      const message = `Shorten sentences and use everyday words: the text reads at grade ${fleschKincaidGrade.toFixed(1)}; aim for ${goal}, and stay below ${limit}.`;
      return [{ ...found, message, passage: `over ${limit}` }];
    }
    if (language === 'es' && fleschEase < SPANISH_EASE) {
      const message = `Shorten sentences and use everyday words: the reading ease is ${fleschEase.toFixed(0)}; aim for ${SPANISH_EASE} or more.`;
      return [{ ...found, message, passage: `under ${SPANISH_EASE}` }];
    }
    return [];
  },
};
