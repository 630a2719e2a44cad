import type { Severity } from './finding.js';

/**
 * A rule tried on every sentence of the running text. Patterns have bounded gaps only, so that they stay linear.
 * `unless` names what makes the sentence acceptable.
 */
export interface SentenceRule {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  /** What an editor does about it: one full sentence. */
  readonly message: string;
  /** Where the rule's statement comes from, for rules that contradict a text. */
  readonly source?: string;
  /** Not for patient stories: what a doctor told one person is not advice to the reader. */
  readonly adviceOnly?: true;
}

/** A citation in the sentence itself: then the claim has a source and a person can judge it. */
const CITED = /\b(?:doi:|PMID|et al\.)|\(\d{4}\)|\[\d{1,3}\]/i;

const GUARANTEE = 'Remove the promise of an outcome, or say what the evidence shows and for whom.';
const UNSUPPORTED = 'Give a source with its grade of evidence, or word it as a possibility.';
const DISPARAGES = 'Describe the other treatment neutrally and tell readers to speak with whoever prescribed it.';
const STAY_ACTIVE =
  'Guidelines advise staying active within comfort; replace rest as first advice, or cite the exception.';

export const SENTENCE_RULES: readonly SentenceRule[] = [
  // Promises of an outcome.
  {
    id: 'permanent-result',
    code: 'CLAIM_GUARANTEE',
    severity: 'blocking',
    pattern:
      /\b(?:permanent(?:ly)?|lasting|instant|guaranteed)[”"]? (?:fix|cure|relief|solution|results?|heal|cured?|pain[- ]free)\b/i,
    message: GUARANTEE,
  },
  {
    id: 'pain-eliminated',
    code: 'CLAIM_GUARANTEE',
    severity: 'blocking',
    pattern: /\b(?:eliminate|get rid of|end|cure|banish) (?:it|(?:the|your|all|all your) (?:[\w-]+ ){0,2}pain)\b/i,
    message: GUARANTEE,
  },
  {
    id: 'result-by-a-time',
    code: 'CLAIM_GUARANTEE',
    severity: 'blocking',
    pattern:
      /\b(?:by the time you (?:walk|leave|step)|after (?:just )?(?:one|a single|your first) (?:session|visit)|in (?:just )?(?:one|a single) (?:session|visit))\b/i,
    message: GUARANTEE,
  },
  {
    id: 'ensures-healing',
    code: 'CLAIM_GUARANTEE',
    severity: 'blocking',
    pattern:
      /\b(?:ensure|guarantee|promise)s?\b.{0,80}\b(?:corrected|healed|cured|pain[- ]free|recover(?:y)?|fixed|never (?:returns?|comes? back))\b/i,
    message: GUARANTEE,
  },
  {
    id: 'hundred-percent',
    code: 'CLAIM_GUARANTEE',
    severity: 'blocking',
    pattern:
      /\b100 ?(?:%|percent) (?:effective|safe|success|guaranteed|pain[- ]free)|\bmiracle (?:cure|treatment)\b|\bonce and for all\b/i,
    message: GUARANTEE,
  },
  // Claims that need a source.
  {
    id: 'unsourced-authority',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:ha(?:s|ve) been (?:shown|proven|demonstrated|found) to|(?:studies|research|experts?|evidence|science) (?:shows?|suggests?|proves?|says?|agree)|(?:clinically|scientifically) proven|(?:is|are) (?:well )?known to)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'effective-treatment',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:is|are) (?:an? )?(?:(?:very|highly|simple and|safe and|most) )?effective(?: ways?| treatments?| method| remedy|\b)|\bcan significantly (?:ease|reduce|improve|relieve|decrease)\b|\b(?:provide|offer|have|bring)s? (?:significant|great|huge|enormous|proven) benefits?\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'strong-causation',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:can|may|will|does|do) (?:lead to|cause|result in|trigger) (?:massive|severe|extreme|permanent|serious|irreversible)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'mechanism-as-fact',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:can |will )?(?:cause|trigger|create|increase)s?\b.{0,60}\bby (?:disrupting|misaligning|throwing off|shifting|compressing|pinching|altering)\b|\b(?:alignment of your (?:body|spine)|spinal misalignment)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'symptom-as-diagnosis',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:burning|sharp|dull|stabbing|shooting|aching)\b.{0,60}\b(?:usually|typically|always) (?:localized|localised|felt|found|caused)\b|\b(?:pain|symptoms?) (?:might|may|is|are|could)(?: be)? (?:probably |likely )?caused by .{3,60}\bif (?:your|you)\b/i,
    unless: CITED,
    message: 'Signs like these do not make a diagnosis; give a source, or send the reader to an examination.',
  },
  {
    id: 'frequency-of-cause',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:often|usually|mostly|in most cases),? .{0,50}\b(?:is|are) (?:the|to blame|a) (?:\w+ )?(?:cause|reason|culprit)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'absolute-denial-of-cause',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\b(?:running|exercise|sport|lifting|sitting)\b.{0,30}\b(?:doesn['’]t|does not|never|cannot|can['’]t) (?:cause|damage|harm|hurt)|\bshould not be attributed to\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'exclusivity',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern: /\bthe only (?:way|treatment|method|solution|thing) (?:to|that)\b|\bnothing else (?:works|helps)\b/i,
    message: 'Remove the claim to be the only way; say what an examination can and cannot show.',
  },
  {
    id: 'return-after-surgery',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\bable to (?:start |return to |begin |resume |go back to )+(?:running|sport|training|exercise|work)\b.{0,30}\bafter (?:a few|several|\w+|\d+) (?:days|weeks)\b/i,
    unless: CITED,
    message: 'Times to recover differ between people; give a source and conditions, or leave the time out.',
  },
  {
    id: 'surgery-without-criteria',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\byou (?:may|might|will|could) (?:also )?(?:need|require|have to have) (?:surgery|an operation|injections?)\b/i,
    unless: CITED,
    message: 'Say for whom an operation is considered and that most people manage without, with a source.',
    adviceOnly: true,
  },
  {
    id: 'pain-quality-as-warning',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'warning',
    pattern:
      /\bpain that is (?:sharp|stabbing|dull|burning|shooting)\b.{0,60}\b(?:see|consult|visit|call) (?:a|your) (?:doctor|physician|specialist|physical therapist)\b/i,
    message: 'The kind of pain is not a reliable warning sign; name the real red flags instead.',
  },
  // Statements that guidelines speak against.
  {
    id: 'rest-first',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'warning',
    pattern:
      /\b(?:first (?:step|thing|line)\b.{0,50}\b(?:is|to)(?: to)? rest\b|important to rest\b|(?:should|must|need to) rest (?:the|your) |bed rest (?:is|can|will|helps))/i,
    message: STAY_ACTIVE,
    source: 'NICE NG59; doi:10.2519/jospt.2021.0304',
    adviceOnly: true,
  },
  {
    id: 'stop-all-running',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'warning',
    pattern:
      /\b(?:avoid|stop) (?:all )?(?:running|exercise|exercising|activity|moving|sport)\b.{0,20}\bfor (?:a few|several|\d{1,2}) (?:days|weeks|months)\b/i,
    message: STAY_ACTIVE,
    source: 'NICE NG59; doi:10.2519/jospt.2021.0304',
    adviceOnly: true,
  },
  {
    id: 'belts-and-traction',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'warning',
    pattern:
      /\b(?:wear|use|try|consider)(?:ing)? (?:an? )?(?:back|lumbar) (?:belts?|brace|corset)|\btraction (?:is|can|will) (?:help|effective|relieve)/i,
    message:
      'NICE NG59 advises against belts, corsets and traction for low back pain; remove it or cite the exception.',
    source: 'NICE NG59',
  },
  {
    id: 'routine-imaging',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'warning',
    pattern:
      /\b(?:get|have|need|ask for|request) an? (?:X-ray|MRI|CT|scan)\b.{0,60}\b(?:to (?:find|know|see|identify)|first|straight away)\b/i,
    message: 'NICE NG59 advises against routine imaging for low back pain; name the signs that make it necessary.',
    source: 'NICE NG59 1.1.4',
  },
  // Known errors about the back and running.
  {
    id: 'running-one-sided',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'warning',
    pattern:
      /\b(?:one-sided|unilateral|asymmetric(?:al)?) (?:sports?|activit(?:y|ies))\b.{0,30}\b(?:running|jogging|cycling|swimming)\b/i,
    message: 'Running loads both sides of the body in turn; correct the statement and the advice built on it.',
    source: 'The running cycle is symmetric; see doi:10.1186/s12891-020-03357-4 for risk factors in runners',
  },
  {
    id: 'sciatica-as-cause',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'warning',
    pattern:
      /\b(?:conditions?|causes?|diseases?|problems?),? (?:such as|like|including)(?: [\w-]+,?){0,4} sciatica\b|\bsciatica (?:can |may |also |often )*causes? (?:lower |low )?back pain\b/i,
    message: 'Sciatica names leg pain from a nerve root, not a cause of back pain; correct the statement.',
    source: 'NICE NG59',
  },
  {
    id: 'slipped-disc',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'warning',
    pattern:
      /\bdis[ck]s? (?:has |have |can |may )?(?:slip(?:s|ped)? out|pop(?:s|ped)? (?:out|back))\b|\bput(?:ting)? (?:your|the) (?:disc|spine|back) back in(?:to)? place\b/i,
    message: 'Discs do not slip out and cannot be put back; describe what happens in plain words.',
    source: 'NICE NG59',
  },
  // Words about other care, and fear.
  {
    id: 'dangerous-treatment',
    code: 'DISPARAGES_TREATMENT',
    severity: 'warning',
    pattern:
      /\b(?:dangerous|risky|harmful|toxic|useless|unnecessary) (?:injections?|surger(?:y|ies)|drugs?|pills?|medications?|painkillers?|opioids?)\b/i,
    message: DISPARAGES,
  },
  {
    id: 'medicine-no-good',
    code: 'DISPARAGES_TREATMENT',
    severity: 'warning',
    pattern:
      /\b(?:pills?|painkillers?|medications?|medicines?|drugs?|injections?|surgery|doctors?)\b.{0,200}(?:\bno good for\b|[“"]?\bmasks?[”"]? (?:the|your) (?:pain|symptoms?)|\bdo(?:n['’]t| not) (?:actually )?(?:do anything|fix|work))/i,
    message: DISPARAGES,
  },
  {
    id: 'fear-of-damage',
    code: 'FEAR_APPEAL',
    severity: 'warning',
    pattern:
      /\b(?:avoid|before|or (?:you )?risk|or else)\b.{0,40}\b(?:damag(?:e|ing) (?:your|the)|permanent (?:damage|injury)|end up in a wheelchair|too late)\b/i,
    message: 'Do not use fear to move the reader; state the risk plainly, with its size and a source.',
  },
  {
    id: 'weight-stigma',
    code: 'STIGMA_LANGUAGE',
    severity: 'hint',
    pattern:
      /\b(?:you are|you['’]re|if|for|are) (?:an? )?(?:overweight|obese|fat)\b|\bobese (?:people|patients|person|individuals)\b|\b(?:suffers? from|victims? of|wheelchair[- ]bound)\b/i,
    message: 'Use person-first wording, for example "if you live with overweight", and say why it matters here.',
  },
];
