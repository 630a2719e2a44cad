import type { SentenceRule } from './sentence-rule.js';

const STAY_ACTIVE =
  'Guidelines advise staying active within comfort; replace rest as first advice, or cite the exception.';

/**
 * Statements about low back pain and running that guidelines speak against or that are known to be wrong. Guidelines
 * differ between countries, so a finding asks for a correction or for the source of the exception.
 */
export const GUIDELINE_RULES: readonly SentenceRule[] = [
  {
    id: 'rest-first',
    notDenied: true,
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'fix',
    pattern:
      /\b(?:first (?:step|thing|line)\b.{0,50}\b(?:is|to)(?: to)? rest\b|important to rest\b|(?:should|must|need to) (?:completely |fully |strictly )?rest (?:the|your) |complete (?:bed )?rest\b|(?<=[.!?] |^|and |to )stay in bed\b(?! (?:for (?:longer|more)|longer|more))|bed rest (?:is (?:best|good|helpful|recommended|needed|important)|(?:can|will) help|helps))/i,
    message: STAY_ACTIVE,
    source: 'NICE NG59; doi:10.2519/jospt.2021.0304',
    adviceOnly: true,
  },
  {
    id: 'stop-all-running',
    notDenied: true,
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'fix',
    pattern:
      /\b(?:avoid|stop) (?:all )?(?:running|exercise|exercising|activity|moving|sport)\b.{0,20}\bfor (?:a few|several|\d{1,2}) (?:days|weeks|months)\b/i,
    message: STAY_ACTIVE,
    source: 'NICE NG59; doi:10.2519/jospt.2021.0304',
    adviceOnly: true,
  },
  {
    id: 'belts-and-traction',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'fix',
    pattern:
      /\b(?:wear|use|try|consider)(?:ing)? (?:an? )?(?:back|lumbar) (?:belts?|brace|corset)|\btraction (?:is|can|will) (?:help|effective|relieve)/i,
    message:
      'NICE NG59 advises against belts, corsets and traction for low back pain; remove it or cite the exception.',
    source: 'NICE NG59',
  },
  {
    id: 'routine-imaging',
    notDenied: true,
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'fix',
    pattern:
      /\b(?:get|have|need|ask for|request) an? (?:X-ray|MRI|CT|scan)\b.{0,60}\b(?:to (?:find|know|see|identify)|first|straight away)\b|\b(?:X-?rays?|MRIs?|(?:MRI|CT) scans?|imaging) (?:is|are) (?:always )?(?:needed|necessary|required|essential) (?:to|for)\b/i,
    message: 'NICE NG59 advises against routine imaging for low back pain; name the signs that make it necessary.',
    source: 'NICE NG59 1.1.4',
  },
  {
    id: 'running-one-sided',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'fix',
    pattern:
      /\b(?:one-sided|unilateral|asymmetric(?:al)?) (?:sports?|activit(?:y|ies))\b.{0,30}\b(?:running|jogging|cycling|swimming)\b/i,
    message: 'Running loads both sides of the body in turn; correct the statement and the advice built on it.',
    source: 'The running cycle is symmetric; see doi:10.1186/s12891-020-03357-4 for risk factors in runners',
  },
  {
    id: 'sciatica-as-cause',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'fix',
    pattern:
      /\b(?:conditions?|causes?|diseases?|problems?),? (?:such as|like|including)(?: [\w-]+,?){0,4} sciatica\b|\bsciatica (?:can |may |also |often )*causes? (?:lower |low )?back pain\b/i,
    message: 'Sciatica names leg pain from a nerve root, not a cause of back pain; correct the statement.',
    source: 'NICE NG59',
  },
  {
    id: 'out-of-place',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'fix',
    pattern:
      /\b(?:pelvis|spine|hips?|back|vertebrae?|sacrum|joints?) (?:is|are|may be|might be|can be|gets?|goes|slips?|moves?) (?:\w+ )?(?:out of (?:alignment|place)|misaligned)\b|\bsubluxat(?:ions?|ed)\b|\bback in(?:to)? (?:alignment|place)\b/i,
    message: 'Joints of the back do not go out of place and are not put back; describe what happens in plain words.',
    source: 'NICE NG59',
    notDenied: true,
  },
  {
    id: 'slipped-disc',
    notDenied: true,
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'fix',
    pattern:
      /\bdis[ck]s? (?:has |have |can |may )?(?:slip(?:s|ped)? out|pop(?:s|ped)? (?:out|back))\b|\bput(?:ting)? (?:your|the) (?:disc|spine|back) back in(?:to)? place\b/i,
    message: 'Discs do not slip out and cannot be put back; describe what happens in plain words.',
    source: 'NICE NG59',
  },
];
