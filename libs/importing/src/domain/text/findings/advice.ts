import type { Finding, PlacedSentence } from './finding.js';
import { quoteAround } from './finding.js';

const PROFESSIONAL =
  '(?:doctor|physician|GP|physical therapist|physiotherapist|therapist|chiropractor|specialist|(?:health ?care |medical )?professional|health ?care provider|clinician)s?';

/** Advice to get help. Past tense is a story, not advice, and does not match. */
const SEEK_HELP = [
  new RegExp(
    `\\b(?:see|seeing|consult|consulting|visit|contact|call|meet(?:ing)? with|speak (?:to|with)|talk (?:to|with)|go to)\\b.{0,40}\\b${PROFESSIONAL}\\b`,
    'i',
  ),
  new RegExp(`\\b${PROFESSIONAL} (?:should|must|needs? to) be (?:consulted|seen|called|contacted)\\b`, 'i'),
  /\bseek(?:ing)? (?:\w+ ){0,2}(?:medical|professional) (?:\w+ )?(?:help|advice|attention|care|guidance|intervention|treatment)\b/i,
];

/** What turns "see somebody" into an escalation: a condition of the reader. */
const CONDITION =
  /\b(?:if|when|in case of|persist(?:s|ent)?|severe|worsen(?:s|ing)?|does not improve|doesn['’]t improve)\b/i;

/** A time frame or a level of urgency. */
const TIME_FRAME =
  /\b(?:within|after|for (?:more|longer) than|(?:more|longer) than|in) (?:\w+ ){0,3}(?:hours?|days?|weeks?|months?)\b|\b\d+ ?(?:-|–|to)? ?\d* (?:hours?|days?|weeks?|months?)\b|\b(?:immediately|right away|straight away|at once|urgent(?:ly)?|emergency|same[- ]day|today|tonight|24 hours|911|999|112|111)\b/i;

/** Escalation advice without saying how soon. */
export function escalationFindings(sentences: readonly PlacedSentence[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const { text, line } = sentence;
    if (line.kind === 'callToAction' || text.endsWith('?')) return [];
    const match = firstMatch(SEEK_HELP, text);
    if (match === null || !CONDITION.test(text) || TIME_FRAME.test(text)) return [];
    return [
      {
        code: 'ESCALATION_VAGUE',
        line: line.line,
        quote: quoteAround(text, match.index, match[0].length),
        message: 'Say how soon to get help and from whom, and which signs make it urgent.',
        severity: 'fix',
      },
    ];
  });
}

/** Names of exercises: a reader who meets one wants to know how, how often and when to stop. */
const EXERCISE = new RegExp(
  '\\b(?:pelvic tilts?|(?:hamstring|hip flexor|calf|quad|piriformis|glute|back) stretch(?:es)?|glute bridges?|bridges|' +
    'wall (?:squats?|sits?)|squats|lunges|planks?|side planks?|crunches|sit-?ups|push-?ups|bird[- ]dogs?|cat[- ]cow|' +
    "dead ?bugs?|clamshells?|knee[- ]to[- ]chest|child[’']s pose|cobra|superman|leg raises?|heel slides?|deadlifts)\\b",
  'gi',
);
const PART = '(?:muscles?|core|back|hips?|hamstrings?|hip flexors?|calves|glutes?|quads?|legs?|thighs?|buttocks)';
/** "Stretch the muscles in ...": an exercise told to the reader by its target alone. */
const EXERCISE_TASK = new RegExp(
  `^(?:[\\w ]{2,40}: )?(?:regularly |gently |daily |also |then )?(?:stretch|stretching|strengthen|strengthening) (?:the |your )(?:\\w+ ){0,3}${PART}\\b`,
  'i',
);
const DOSE =
  /\b(?:\d+|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty)(?: ?(?:-|–|to) ?\w+)? ?(?:more )?(?:sets?|reps?|repetitions?|times|seconds?|secs?|minutes?|mins?)\b|\b(?:twice|once|three times) (?:a|per) (?:day|week)\b/i;

/** Exercises named without sets, repetitions, hold or frequency in the same block. One finding a line. */
export function doseFindings(sentences: readonly PlacedSentence[]): Finding[] {
  const dosed = new Set(sentences.filter((one) => DOSE.test(one.text)).map((one) => one.line.line));
  const seen = new Set<number>();
  return sentences.flatMap((sentence): Finding[] => {
    const { text, line } = sentence;
    if (dosed.has(line.line) || seen.has(line.line) || line.kind === 'callToAction') return [];
    const names = text.match(EXERCISE)?.length ?? 0;
    const task = EXERCISE_TASK.exec(text);
    if (names < 2 && task === null) return [];
    seen.add(line.line);
    return [
      {
        code: 'DOSE_MISSING',
        line: line.line,
        quote: quoteAround(text, 0, 0),
        message: 'Say how to do the exercise, how many times, how long to hold, how often, and when to stop.',
        severity: 'fix',
      },
    ];
  });
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return null;
}
