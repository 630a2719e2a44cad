import { splitSentences } from '#document';
import { ABSOLUTE_RULES } from '../claims/rules-absolutes.js';
import { EVIDENCE_RULES } from '../claims/rules-evidence.js';
import { GUIDELINE_RULES } from '../claims/rules-guidelines.js';
import { PROMISE_RULES } from '../claims/rules-promises.js';

/** Number words in the languages of the checks, one to ten and what exercise programmes use beyond. */
const NUMBER_WORDS =
  'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|media';
const UNITS =
  'sets?|reps?|repetitions?|times|seconds?|minutes?|hours?|days?|weeks?|months?|tablets?|pills?|steps?|miles?|series|repeticion(?:es)?|veces|vez|segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|pastillas?|pasos?';

/** A figure of any kind, a counted unit, or how often. Generous on purpose: a dose that is missed does harm. */
const DOSE = new RegExp(
  `\\d|\\b(?:${NUMBER_WORDS})\\b.{0,24}\\b(?:${UNITS})\\b` +
    '|\\b(?:once|twice|thrice|daily|nightly|hourly|weekly|monthly|diariamente|semanalmente)\\b' +
    '|\\b(?:every|each|per|a|cada|por|al|todos los|todas las)\\s+(?:other\\s+)?(?:hour|day|night|morning|evening|week|month|hora|d[ií]a|noche|ma[ñn]ana|tarde|semana|mes|d[ií]as|noches|ma[ñn]anas)\\b',
  'iu',
);

/** Words by which a text sends its reader for help. */
const RED_FLAG =
  /\b(?:emergency|urgent(?:ly)?|ambulance|A&E|ER|hospital|numbness|bladder|bowel|saddle|fracture|cancer|fever|chest pain|stop (?:at once|if|when)|call (?:your|a|the) (?:doctor|clinic|GP)|see (?:your|a) (?:doctor|GP)|emergencias?|urgente(?:mente)?|urgencias?|ambulancia|entumecimiento|vejiga|intestino|fractura|c[aá]ncer|fiebre|dolor de pecho|(?:llame|consulte|vea) a (?:su|un) m[eé]dico)\b/iu;

const CLAIM_RULES = [...PROMISE_RULES, ...EVIDENCE_RULES, ...GUIDELINE_RULES, ...ABSOLUTE_RULES];

/** True when a sentence says how much, how long or how often. */
export function isDose(sentence: string): boolean {
  return DOSE.test(sentence);
}

/** True when a sentence tells when to get help. */
export function isRedFlag(sentence: string): boolean {
  return RED_FLAG.test(sentence);
}

/** True when a sentence claims something about health, by the rules that also look for its source. */
export function isClaim(sentence: string): boolean {
  return CLAIM_RULES.some(({ pattern }) => pattern.test(sentence));
}

/** The sentences of a plain text that say something clinical: a dose, when to get help, or a claim about health. */
export function clinicalSentences(text: string): string[] {
  const sentences = splitSentences(text).map(({ from, to }) => text.slice(from, to));
  return sentences.filter((sentence) => isDose(sentence) || isRedFlag(sentence) || isClaim(sentence));
}
