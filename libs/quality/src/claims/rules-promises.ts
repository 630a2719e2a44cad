import type { SentenceRule } from './sentence-rule.js';

const GUARANTEE = 'Remove the promise of an outcome, or say what the evidence shows and for whom.';
const DISPARAGES = 'Describe the other treatment neutrally and tell readers to speak with whoever prescribed it.';

/** Promises of an outcome, words about other care, fear, and wording that hurts. */
export const PROMISE_RULES: readonly SentenceRule[] = [
  {
    id: 'permanent-result',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:permanent(?:ly)?|lasting|instant|guaranteed)[”"]? (?:fix|cure|relief|solution|results?|heal|cured?|pain[- ]free)\b/i,
    message: GUARANTEE,
  },
  {
    id: 'pain-eliminated',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern: /\b(?:eliminate|get rid of|end|cure|banish) (?:it|(?:the|your|all|all your) (?:[\w-]+ ){0,2}pain)\b/i,
    message: GUARANTEE,
  },
  {
    id: 'result-by-a-time',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:by the time you (?:walk|leave|step)|after (?:just )?(?:one|a single|your first) (?:session|visit)|in (?:just )?(?:one|a single) (?:session|visit))\b/i,
    message: GUARANTEE,
  },
  {
    id: 'ensures-healing',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:ensure|guarantee|promise)s?\b.{0,80}\b(?:corrected|healed|cured|pain[- ]free|recover(?:y)?|fixed|never (?:returns?|comes? back))\b/i,
    message: GUARANTEE,
  },
  {
    id: 'hundred-percent',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b100 ?(?:%|percent) (?:effective|safe|success|guaranteed|pain[- ]free)|\bmiracle (?:cure|treatment)\b|\bonce and for all\b/i,
    message: GUARANTEE,
  },
  {
    id: 'dangerous-treatment',
    code: 'DISPARAGES_TREATMENT',
    severity: 'fix',
    pattern:
      /\b(?:dangerous|risky|harmful|toxic|useless|unnecessary) (?:injections?|surger(?:y|ies)|drugs?|pills?|medications?|painkillers?|opioids?)\b/i,
    message: DISPARAGES,
  },
  {
    id: 'medicine-no-good',
    code: 'DISPARAGES_TREATMENT',
    severity: 'fix',
    pattern:
      /\b(?:pills?|painkillers?|medications?|medicines?|drugs?|injections?|surgery|doctors?)\b.{0,200}(?:\bno good for\b|[“"]?\bmasks?[”"]? (?:the|your) (?:pain|symptoms?)|\bdo(?:n['’]t| not) (?:actually )?(?:do anything|fix|work))/i,
    message: DISPARAGES,
  },
  {
    id: 'fear-of-damage',
    code: 'FEAR_APPEAL',
    severity: 'fix',
    pattern:
      /\b(?:avoid|before|or (?:you )?risk|or else)\b.{0,40}\b(?:damag(?:e|ing) (?:your|the)|permanent (?:damage|injury)|end up in a wheelchair|too late)\b/i,
    message: 'Do not use fear to move the reader; state the risk plainly, with its size and a source.',
  },
  {
    id: 'weight-stigma',
    code: 'STIGMA_LANGUAGE',
    severity: 'note',
    pattern:
      /\b(?:you are|you['’]re|if|for|are) (?:an? )?(?:overweight|obese|fat)\b|\bobese (?:people|patients|person|individuals)\b|\b(?:suffers? from|victims? of|wheelchair[- ]bound)\b/i,
    message: 'Use person-first wording, for example "if you live with overweight", and say why it matters here.',
  },
];
