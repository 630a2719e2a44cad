import type { PlacedSentence } from '../check.js';

const AGE = '\\d{1,2}[- ]year[- ]old';
const PERSON =
  '(?:woman|man|patient|runner|male|female|mother|father|teacher|athlete|girl|boy|nurse|worker|player|dancer|student)';

/** How an account of one person begins. */
const STORY = [
  new RegExp(`\\b(?:an?|our) ${AGE} (?:\\w+ ){0,2}${PERSON}\\b`, 'i'),
  new RegExp(`\\b[A-Z][a-z]{1,20}, (?:an? |our )?${AGE}\\b`),
  /\b(?:one of (?:our|my) (?:patients|clients)|(?:a|my) (?:patient|client) (?:of (?:ours|mine)|named|called))\b/i,
  /\bMeet [A-Z][a-z]{1,20}, an? \w+/,
  /\b[A-Z][a-z]{1,20}(?: [A-Z]\.| [A-Z][a-z]{1,20})?, (?:aged? )?[1-9]\d,/,
  /\b[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})? (?:first )?(?:came|was referred|limped|walked) (?:in )?to (?:us|our clinic|our practice|me)\b/,
  /\bnuestr[oa] paciente\b|\b(?:un|una) (?:paciente|mujer|hombre|corredora?) de \d{1,2} años\b/iu,
];

/** The words of a patient with a name under them. */
export const TESTIMONIAL = /[“"][^”"]{10,400}[”"]\s{0,2}[-–—]\s?[A-Z][a-z]{1,20}(?: [A-Z]\b|,)/;

/** Words that make it clear that the person is an example, or agreed. */
export const LABELLED =
  /\b(?:illustrat(?:ive|ion)|fictional|made[- ]up example|imagine|name (?:has been )?changed|with (?:his|her|their) consent)\b/i;

/** True when a sentence begins the account of one person. */
export function isStory(text: string): boolean {
  return STORY.some((pattern) => pattern.test(text));
}

/** The blocks that tell of one person: what a doctor told that person is no advice to the reader. */
export function storyBlocks(sentences: readonly PlacedSentence[]): ReadonlySet<number> {
  const told = sentences.filter(({ text, block }) => block.kind === 'patientStory' || isStory(text));
  return new Set(told.map(({ block }) => block.index));
}
