import type { Check, ReadingTarget } from '../check.js';
import { languageOf } from '../language.js';

/**
 * For whom texts are written, and how they should read. Patients: guides of the NIH and the AMA ask for grade 6, and for
 * 8 at most. Spanish, on the scale of Fernández Huerta: 80 to 90 is "easy", 70 to 80 "fairly easy", 50 to 60 "somewhat
 * difficult"; the INFLESZ scale for health texts (Barrio-Cantalejo 2008) draws its line at "fairly easy" too.
 */
export const READING_TARGETS = {
  patients: { goal: 6, limit: 8, goalEase: 80, leastEase: 70 },
  children: { goal: 4, limit: 5, goalEase: 90, leastEase: 80 },
  professionals: { goal: 12, limit: 16, goalEase: 50, leastEase: 30 },
} as const satisfies Readonly<Record<string, ReadingTarget>>;

const FOR_CHILDREN = /child|kids|famil/;
const FOR_PROFESSIONALS = /professional|clinician|therapist|provider/;

/**
 * The target of an article by the keys of its audiences. The easiest of them counts: what children are to read is not
 * hard for anybody, and a text is for professionals only when it is for nobody else.
 */
export function readingTargetOf(audiences: readonly string[]): ReadingTarget {
  if (audiences.some((key) => FOR_CHILDREN.test(key))) return READING_TARGETS.children;
  const expert = audiences.length > 0 && audiences.every((key) => FOR_PROFESSIONALS.test(key));
  return expert ? READING_TARGETS.professionals : READING_TARGETS.patients;
}

/** Below this a grade says nothing. */
const FEWEST_WORDS = 100;

/** One finding when the text is harder than its audience's limit. A goal, never a gate: a note. */
export const readingLevelCheck: Check = {
  id: 'reading-level',
  version: 2,
  severity: 'note',
  run({ content, readability, context }) {
    const { words, fleschKincaidGrade, fleschEase } = readability;
    if (words < FEWEST_WORDS) return [];
    const { goal, limit, goalEase, leastEase } = context.readingTarget ?? READING_TARGETS.patients;
    const language = languageOf(content.locale);
    const found = { code: 'READING_LEVEL_HIGH', path: 'document', quote: '' };
    if (language === 'en' && fleschKincaidGrade > limit) {
      const message = `Shorten sentences and use everyday words: the text reads at grade ${fleschKincaidGrade.toFixed(1)}; aim for ${goal}, and stay below ${limit}.`;
      return [{ ...found, message, passage: `over ${limit}` }];
    }
    if (language === 'es' && fleschEase < leastEase) {
      const message = `Shorten sentences and use everyday words: the reading ease is ${fleschEase.toFixed(0)}; aim for ${goalEase}, and stay above ${leastEase}.`;
      return [{ ...found, message, passage: `under ${leastEase}` }];
    }
    return [];
  },
};
