/** Words a practice's name ends in. */
const ORGANISATION =
  'Therapy|Therapies|Physiotherapy|Physio|Clinic|Clinics|Rehab|Rehabilitation|Chiropractic|Wellness|Orthopedics|Orthopaedics|Hospital';
const NAMED = new RegExp(`\\b(?:[Aa]t|[Ww]ith|[Bb]y) ((?:[A-Z][\\w&’'-]{0,30} ){1,4}(?:${ORGANISATION}))\\b`, 'g');
const GENERIC = new Set(
  'physical physio manual massage occupational sports heat cold ice exercise aqua the our'.split(' '),
);
/** Longer passages are not searched beyond this for phrases: advertising says its name early. */
const SEARCHED = 20_000;

/** Phrases by which a practice speaks of itself. */
const PROMOTION: readonly RegExp[] = [
  /\bour (?:(?:own|expert|experienced|licensed|certified|friendly|dedicated|amazing|skilled) ){0,2}(?:physical |physio|sports |massage )?(?:therapy |rehab )?(?:team|therapists?|clinics?|clinicians?|doctors?|staff|specialists?|experts?|office|practice|patients|services)\b/i,
  /\bwe (?:love to help|offer|provide (?:our|one-on-one|complimentary|free)|aim to meet our|want to help you|can help you|['’]ll help (?:you|give))\b/i,
  /\bpartner(?:ing)? with (?:us|one of our)\b/i,
  /\byou will (?:always )?(?:experience|receive|get) (?:the best|one-on-one|personali[sz]ed|world-class)\b/i,
  /\b(?:award-winning|state-of-the-art|number one|top-rated) (?:clinic|practice|team|therap)/i,
  /\b(?:book|order|shop|buy|sign up) (?:now|today|online)\b|\b\d{1,2} ?(?:%|percent) off\b|\b(?:discount|promo|coupon) codes?\b|\buse (?:the )?code [A-Z0-9]{4,}|\b(?:5|five)[- ]stars?\b|\b(?:special|limited[- ]time|introductory) offer\b|\bvoted (?:the )?(?:best|#1|number one)\b|\bwe treat more\b|\bnobody else in (?:town|the area)\b/i,
  /\b(?:nuestr[oa]s? (?:equipo|cl[ií]nica|fisioterapeutas|especialistas|consulta|profesionales)|ofrecemos|le ayudamos|podemos ayudarle)(?![\p{L}])/iu,
];

/** Phrases that ask the reader to call, book or visit. */
const INVITATION: readonly RegExp[] = [
  /\b(?:give us a call|call us|contact us|reach out to us|get in touch with us|visit us|email us)\b/i,
  /\b(?:book|schedule|request) (?:a|an|your|my) (?:free |complimentary |first |initial ){0,2}(?:appointment|consultation|assessment|evaluation|visit|session)\b(?! with (?:your|a|an)\b)/i,
  /\bcall (?:us )?(?:today )?(?:at |on )?\+?\(?\d{3}\)?[ .-]\d{3}/i,
  /\b(?:free|complimentary) (?:[\w-]+ ){0,4}consultations?\b/i,
  /(?:ll[aá]menos|cont[aá]ctenos|vis[ií]tenos|(?:pida|reserve|solicite) (?:su|una) (?:cita|consulta|sesi[oó]n))(?![\p{L}])/iu,
];

/** The phrases as data: who reads other sources extends a copy. */
export const PROMOTION_PHRASES = {
  promotion: PROMOTION,
  invitation: INVITATION,
} as const;

/** True when a text speaks for the practice that published it. */
export function speaksForPractice(text: string, organisation: string | null): boolean {
  const searched = text.slice(0, SEARCHED);
  if (organisation !== null && organisation !== '' && searched.includes(organisation)) return true;
  return PROMOTION.some((pattern) => pattern.test(searched));
}

/** True when a text asks the reader to come, call or book. */
export function invites(text: string): boolean {
  return INVITATION.some((pattern) => pattern.test(text.slice(0, SEARCHED)));
}

/** The practice named most often after "at", "with" or "by", or null. */
export function organisationIn(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const match of text.slice(0, SEARCHED).matchAll(NAMED)) {
      const found = match[1]!;
      const words = found.split(' ').slice(0, -1);
      if (!words.every((word) => GENERIC.has(word.toLowerCase()))) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  }
  return [...counts].reduce<readonly [string | null, number]>(
    (best, next) => (next[1] > best[1] ? next : best),
    [null, 0],
  )[0];
}
