import type { Finding, PlacedSentence } from './finding.js';
import { quoteAround } from './finding.js';
import { EVIDENCE_RULES } from './rules-evidence.js';
import { GUIDELINE_RULES } from './rules-guidelines.js';
import { PROMISE_RULES } from './rules-promises.js';
import type { SentenceRule } from './sentence-rule.js';

const SENTENCE_RULES: readonly SentenceRule[] = [...PROMISE_RULES, ...EVIDENCE_RULES, ...GUIDELINE_RULES];

const AGE = '\\d{1,2}[- ]year[- ]old';
const PERSON = '(?:woman|man|patient|runner|male|female|mother|father|teacher|athlete|girl|boy|nurse|worker)';

/** How an account of one person begins. */
const STORY = [
  new RegExp(`\\b(?:an?|our) ${AGE} (?:\\w+ ){0,2}${PERSON}\\b`, 'i'),
  new RegExp(`\\b[A-Z][a-z]{1,20}, (?:an? |our )?${AGE}\\b`),
  /\b(?:one of (?:our|my) (?:patients|clients)|(?:a|my) (?:patient|client) (?:of (?:ours|mine)|named|called))\b/i,
  /\bMeet [A-Z][a-z]{1,20}, an? \w+/,
];

/** The words of a patient with a name under them. */
const TESTIMONIAL = /[“"][^”"]{10,400}[”"]\s{0,2}[-–—]\s?[A-Z][a-z]{1,20}(?: [A-Z]\b|,)/;

/** Words that make it clear that the person is an example. */
const LABELLED =
  /\b(?:illustrat(?:ive|ion)|fictional|made[- ]up example|imagine|name (?:has been )?changed|with (?:his|her|their) consent)\b/i;

/** First-person experience of an author whom the file does not name. */
const OWN_EXPERIENCE =
  /\bas an? (?:\w+ ){0,2}(?:runner|athlete|patient|therapist)(?: myself)?, I\b|\bI(?:['’]ve| have) (?:experienced|suffered|learned|had|struggled)\b/i;

/** Claims, promises, fear and disparagement, sentence by sentence. One finding a code and sentence. */
export function claimFindings(sentences: readonly PlacedSentence[]): Finding[] {
  const stories = storyLines(sentences);
  return sentences.flatMap((sentence) => {
    const codes = new Set<string>();
    const found: Finding[] = [];
    for (const rule of SENTENCE_RULES) {
      if (codes.has(rule.code) || (rule.adviceOnly && stories.has(sentence.line.line))) continue;
      const finding = tryRule(rule, sentence);
      if (finding === null) continue;
      codes.add(rule.code);
      found.push(finding);
    }
    return found;
  });
}

function tryRule(rule: SentenceRule, sentence: PlacedSentence): Finding | null {
  const match = rule.pattern.exec(sentence.text);
  if (match === null || rule.unless?.test(sentence.text)) return null;
  const quote = quoteAround(sentence.text, match.index, match[0].length);
  return { code: rule.code, line: sentence.line.line, quote, message: rule.message, severity: rule.severity };
}

/** Accounts of single patients that nothing shows to be true, consented to or made up. One finding a line. */
export function storyFindings(sentences: readonly PlacedSentence[], hasByline: boolean): Finding[] {
  const labelled = new Set(sentences.filter((one) => LABELLED.test(one.text)).map((one) => one.line.line));
  const seen = new Set<number>();
  const found: Finding[] = [];
  for (const sentence of sentences) {
    const line = sentence.line.line;
    if (seen.has(line) || labelled.has(line)) continue;
    if (isStory(sentence.text) || TESTIMONIAL.test(sentence.line.text.slice(0, 600))) {
      seen.add(line);
      found.push({ ...STORY_FINDING, line, quote: quoteAround(sentence.text, 0, 0) });
    } else if (!hasByline && OWN_EXPERIENCE.test(sentence.text)) {
      seen.add(line);
      found.push({ ...OWN_FINDING, line, quote: quoteAround(sentence.text, 0, 0) });
    }
  }
  return found;
}

const STORY_FINDING = {
  code: 'PATIENT_STORY_UNVERIFIED',
  message: 'Label the story as illustrative, record the consent of the person, or remove it.',
  severity: 'block',
} as const;

const OWN_FINDING = {
  code: 'FIRST_PERSON_UNATTRIBUTED',
  message: 'Name who speaks here, or reword it without "I": the file has no author.',
  severity: 'note',
} as const;

function isStory(text: string): boolean {
  return STORY.some((pattern) => pattern.test(text));
}

function storyLines(sentences: readonly PlacedSentence[]): Set<number> {
  return new Set(sentences.filter((one) => isStory(one.text)).map((one) => one.line.line));
}
