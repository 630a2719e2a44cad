import type { SentenceRule } from './sentence-rule.js';

/** A citation in the sentence itself: then the claim has a source and a person can judge it. */
const CITED = /\b(?:doi:|PMID|et al\.)|\(\d{4}\)|\[\d{1,3}\]/i;

const UNSUPPORTED = 'Give a source with its grade of evidence, or word it as a possibility.';

/** Clinical statements that need a source. A citation in the same sentence answers most of them. */
export const EVIDENCE_RULES: readonly SentenceRule[] = [
  {
    id: 'unsourced-authority',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:ha(?:s|ve) been (?:shown|proven|demonstrated|found) to|(?:studies|research|experts?|evidence|science|scientists|researchers) (?:shows?|suggests?|proves?|says?|agree|recommends?|ha(?:s|ve) (?:shown|found|proven))|according to (?:recent |many |some |several )?(?:studies|research|experts|science)|it(?:['’]s| is) (?:well |long )?(?:proven|established) that|(?:clinically|scientifically) proven|proven (?:methods?|treatments?|techniques?|ways?) |(?:is|are) (?:well )?known to)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'effective-treatment',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:is|are) (?:an? )?(?:(?:very|highly|simple and|safe and|most) )?effective(?: ways?| treatments?| method| remedy|\b)|\bcan significantly (?:ease|reduce|improve|relieve|decrease)\b|\b(?:provide|offer|have|bring)s? (?:significant|great|huge|enormous|proven) benefits?\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'strong-causation',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:can|may|will|does|do) (?:lead to|cause|result in|trigger) (?:massive|severe|extreme|permanent|serious|irreversible)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'mechanism-as-fact',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:can |will )?(?:cause|trigger|create|increase)s?\b.{0,60}\bby (?:disrupting|misaligning|throwing off|shifting|compressing|pinching|altering)\b|\b(?:alignment of your (?:body|spine)|spinal misalignment)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'symptom-as-diagnosis',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:burning|sharp|dull|stabbing|shooting|aching)\b.{0,60}\b(?:usually|typically|always) (?:localized|localised|felt|found|caused)\b|\b(?:pain|symptoms?) (?:might|may|is|are|could)(?: be)? (?:probably |likely )?caused by .{3,60}\bif (?:your|you)\b/i,
    unless: CITED,
    message: 'Signs like these do not make a diagnosis; give a source, or send the reader to an examination.',
  },
  {
    id: 'frequency-of-cause',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:often|usually|mostly|in most cases),? .{0,50}\b(?:is|are) (?:the|to blame|a) (?:\w+ )?(?:cause|reason|culprit)\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'absolute-denial-of-cause',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b(?:running|exercise|sport|lifting|sitting)\b.{0,30}\b(?:doesn['’]t|does not|never|cannot|can['’]t) (?:cause|damage|harm|hurt)|\bshould not be attributed to\b/i,
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'exclusivity',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern: /\bthe only (?:way|treatment|method|solution|thing) (?:to|that)\b|\bnothing else (?:works|helps)\b/i,
    message: 'Remove the claim to be the only way; say what an examination can and cannot show.',
  },
  {
    id: 'return-after-surgery',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\bable to (?:start |return to |begin |resume |go back to )+(?:running|sport|training|exercise|work)\b.{0,30}\bafter (?:a few|several|\w+|\d+) (?:days|weeks)\b/i,
    unless: CITED,
    message: 'Times to recover differ between people; give a source and conditions, or leave the time out.',
  },
  {
    id: 'surgery-without-criteria',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\byou (?:may|might|will|could) (?:also )?(?:need|require|have to have) (?:surgery|an operation|injections?)\b/i,
    unless: CITED,
    message: 'Say for whom an operation is considered and that most people manage without, with a source.',
    adviceOnly: true,
  },
  {
    id: 'pain-quality-as-warning',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\bpain that is (?:sharp|stabbing|dull|burning|shooting)\b.{0,60}\b(?:see|consult|visit|call) (?:a|your) (?:doctor|physician|specialist|physical therapist)\b/i,
    message: 'The kind of pain is not a reliable warning sign; name the real red flags instead.',
  },
  {
    id: 'figure-without-source',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b\d{1,3}(?:[.,]\d{1,2})? ?(?:%|percent\b)(?! (?:off\b|of (?:your|the) (?:effort|maximum|max|speed|weight|pace)|effort))|\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine) (?:out of|in every|in) (?:\d{1,3}|ten|three|four|five|a hundred) (?:people|adults|patients|runners|women|men|athletes)\b/i,
    unless: CITED,
    message: 'Give the source of this figure, with its year and for whom it was counted.',
  },
];
