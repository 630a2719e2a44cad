/** Which rule set of red flags an article needs. */
export type RedFlagTopic =
  | 'lowBackPain'
  | 'neckPain'
  | 'legOrCalf'
  | 'afterSurgery'
  | 'jointInjury'
  | 'headInjury'
  | 'general';

// The most particular first: an article on the knee after an operation is one about surgery.
const TOPICS: readonly (readonly [RedFlagTopic, RegExp])[] = [
  [
    'afterSurgery',
    /\b(?:after|following|post[- ]?)(?: \w+){0,3} ?(?:surgery|operation|replacement|reconstruction|repair|arthroscopy)\b|\b(?:knee|hip|shoulder) replacement\b|(?:pr[oó]tesis|despu[eé]s de (?:la|su) (?:operaci[oó]n|cirug[ií]a))/iu,
  ],
  ['headInjury', /\b(?:concussion|head injur(?:y|ies)|blow to the head)\b|conmoci[oó]n|golpe en la cabeza/iu],
  [
    'lowBackPain',
    /\b(?:back (?:pain|ache|injur\w+)|sore back|backache|low(?:er)? back|lumbar|sciatica|(?:slipped|herniated|bulging) dis[ck]s?|spinal stenosis)\b|dolor de espalda|lumbalgia|lumbar|ci[aá]tica|espalda baja/iu,
  ],
  [
    'neckPain',
    /\b(?:neck (?:pain|ache|stretch\w*|injur\w+)|stiff neck|whiplash|cervical)\b|dolor de cuello|cervical/iu,
  ],
  [
    'jointInjury',
    /\b(?:sprain\w*|ankle|(?:knee|wrist|shoulder|elbow) (?:injur\w+|pain)|torn (?:ligament|meniscus)|dislocat\w+)\b|esguince|tobillo|dolor de (?:rodilla|hombro|mu[nñ]eca)/iu,
  ],
  [
    'legOrCalf',
    /\b(?:shin splints?|calf|calves|shins?|leg pain|hamstring (?:strain|injur\w+))\b|pantorrilla|espinilla/iu,
  ],
];

/** The topic that a short text names: an article's topic, its title, or a heading. */
export function redFlagTopicOf(text: string): RedFlagTopic | null {
  return TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
