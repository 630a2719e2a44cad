/**
 * The fields of practice a topic belongs to, by words in the topic. A topic may belong to several; one that matches
 * nothing belongs to none, and any reviewer is as good as another. Lower case, as they are compared.
 */
const FIELDS: readonly { readonly specialty: string; readonly words: RegExp }[] = [
  {
    specialty: 'orthopaedics',
    words:
      /\b(back|spine|spinal|neck|shoulder|elbow|wrist|hand|hip|knee|ankle|foot|heel|joint|fracture|arthritis|osteoporosis|replacement|sciatica|tendon\w*|posture|desk)\b/i,
  },
  {
    specialty: 'sports',
    words: /\b(sports?|runn\w+|run|shin|sprain|strain|athlet\w+|concussion|hamstring|achilles)\b/i,
  },
  {
    specialty: 'neurology',
    words: /\b(stroke|parkinson\S*|multiple sclerosis|neuro\w*|vestibular|dizz\w+|vertigo|balance)\b/i,
  },
  { specialty: 'pelvic health', words: /\b(pelvic|pregnan\w+|postpartum|postnatal|incontinence|bladder)\b/i },
  { specialty: 'cardiopulmonary', words: /\b(heart|cardiac|cardio\w*|lungs?|pulmonary|breath\w*|copd)\b/i },
  { specialty: 'paediatrics', words: /\b(child\w*|infants?|bab(?:y|ies)|adolescents?|paediatric\w*|pediatric\w*)\b/i },
  { specialty: 'geriatrics', words: /\b(falls?|older adults?|frail\w*|ageing|aging)\b/i },
  { specialty: 'oncology', words: /\b(cancer|oncolog\w+|lymph\w+)\b/i },
];

/** The specialties that know this topic. Empty when the table has no word for it. */
export function specialtiesOf(topic: string): string[] {
  return FIELDS.filter(({ words }) => words.test(topic)).map(({ specialty }) => specialty);
}

/** True when one of the specialties a person holds is one of those wanted. Spelling of case does not matter. */
export function isSpecialist(held: readonly string[], wanted: readonly string[]): boolean {
  return held.some((one) => wanted.includes(one.trim().toLowerCase()));
}
