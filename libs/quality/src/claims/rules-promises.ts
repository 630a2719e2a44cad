import type { SentenceRule } from './sentence-rule.js';

const GUARANTEE = 'Remove the promise of an outcome, or say what the evidence shows and for whom.';
const FEAR = 'Do not use fear to move the reader; state the risk plainly, with its size and a source.';
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
    notDenied: true,
  },
  {
    id: 'pain-eliminated',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern: /\b(?:eliminate|get rid of|end|cure|banish) (?:it|(?:the|your|all|all your) (?:[\w-]+ ){0,2}pain)\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'result-by-a-time',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:by the time you (?:walk|leave|step)|after (?:just )?(?:one|a single|your first) (?:session|visit)|in (?:just )?(?:one|a single) (?:session|visit))\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'ensures-healing',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:ensure|guarantee|promise)s?\b.{0,80}\b(?:corrected|healed|cured|pain[- ]free|recover(?:y)?|fixed|never (?:returns?|comes? back))\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'hundred-percent',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b100 ?(?:%|percent) (?:effective|safe|success|guaranteed|pain[- ]free)|\bmiracle (?:cure|treatment)\b|\bonce and for all\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'free-of-pain-by-a-time',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\bpain[- ]free (?:in|within|after) (?:just |only |as little as )?(?:\d{1,3}|an?|one|two|three|four|five|six|seven|ten|a few|a couple of) (?:minutes?|hours?|days?|weeks?|sessions?|visits?|treatments?)\b|(?:^|\b(?:to|will|can|and|we) )(?:heal|cure|fix|end|stop|eliminate|banish|beat) (?:your|any|all) (?:[\w-]+ ){0,3}(?:in|within) (?:just |only )?(?:\d{1,3}|one|two|three|four|five|six|seven|ten) (?:minutes?|hours?|days?|weeks?|sessions?|visits?)\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'for-ever',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:pain|problems?|injur(?:y|ies)|symptoms?|sciatica|arthritis)\b(?: \w+){0,3} (?:forever|for good|for life)\b|\byou(?:['’]ll| will) never (?:need|have|feel|suffer|worry|experience|get)\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'guaranteed',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern:
      /\b(?:results?|relief|success|recovery|healing)(?: (?:is|are))? guaranteed\b|\bguaranteed to (?:work|help|heal|relieve|cure|fix)\b|\bmoney[- ]back\b|\b(?:we|our (?:\w+ ){1,2}|this (?:\w+ ){1,2}|treatment|therapy|massage|laser|acupuncture|taping) (?:will |can |completely |permanently )*cures?\b/i,
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'dangerous-treatment',
    code: 'DISPARAGES_TREATMENT',
    severity: 'fix',
    pattern:
      /\b(?:dangerous|risky|harmful|toxic|useless|unnecessary) (?:injections?|surger(?:y|ies)|drugs?|pills?|medications?|painkillers?|opioids?)\b/i,
    message: DISPARAGES,
    notDenied: true,
  },
  {
    id: 'medicine-no-good',
    code: 'DISPARAGES_TREATMENT',
    severity: 'fix',
    pattern:
      /\b(?:pills?|painkillers?|medications?|medicines?|drugs?|injections?|surgery|doctors?)\b.{0,200}(?:\bno good for\b|[“"]?\bmask(?:s|ing)?[”"]? (?:the|your) (?:real |underlying )?(?:pain|symptoms?|problem|issue|cause)|\bdo(?:n['’]t| not) (?:actually )?(?:do anything|fix|work))/i,
    message: DISPARAGES,
    notDenied: true,
  },
  {
    id: 'motives-of-others',
    code: 'DISPARAGES_TREATMENT',
    severity: 'fix',
    pattern:
      /\b(?:doctors?|surgeons?|physicians?|GPs?|hospitals?|big pharma|the drug industry) (?:just |only |simply |always )*(?:wants? to (?:sell|cut|operate|push|make)|push(?:es)?\b|do(?:es)?n['’]t care|hand(?:s)? out|rush(?:es)? (?:you )?(?:in)?to|profits?)/i,
    message: DISPARAGES,
    notDenied: true,
  },
  {
    id: 'fear-of-ruin',
    code: 'FEAR_APPEAL',
    severity: 'fix',
    pattern:
      /\b(?:will|could|can|may|might) (?:ruin|destroy|wreck|cripple) (?:you|your)\b|\bend up (?:in a wheelchair|disabled|crippled|paraly[sz]ed|on the operating table)\b|\bticking time[- ]?bomb\b|\bbefore it(?:['’]s| is) too late\b|\bsilent killer\b/i,
    message: FEAR,
    notDenied: true,
  },
  {
    id: 'fear-of-damage',
    code: 'FEAR_APPEAL',
    severity: 'fix',
    pattern:
      /\b(?:avoid|before|or (?:you )?risk|or else)\b.{0,40}\b(?:damag(?:e|ing) (?:your|the)|permanent (?:damage|injury)|end up in a wheelchair|too late)\b/i,
    message: FEAR,
    notDenied: true,
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
