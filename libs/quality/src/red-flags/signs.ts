import type { Slot } from './slot.js';
import type { RedFlagTopic } from './topics.js';

// A sign is a trouble of this reader, never one word: "after a fall" warns, "in the fall" does not.

/** Signs beside those of cauda equina syndrome, in English. */
export const SIGNS_EN: readonly Slot[] = [
  slot('trauma', 'a fall, a blow or an accident', [
    /\b(?:after|following|caused by|started with|had|have had|from) (?:an? |the |any )?(?:[\w-]+ ){0,2}(?:fall|accident|injury|crash|trauma|blow)\b/i,
  ]),
  slot('fever', 'fever or feeling unwell', [
    /\b(?:fever\w*|(?:high|raised) temperature|temperature (?:above|over|of)|chills|shivering|feel(?:ing)? (?:hot|generally unwell|unwell|ill))\b/i,
  ]),
  slot('weightLoss', 'weight loss without trying', [
    /\b(?:unexplained|unintended|unintentional|sudden)\b.{0,12}\bweight loss\b|\b(?:los(?:e|ing|t)|loss of) weight (?:\w+ ){0,3}(?:without|for no)\b|\bweight loss\b.{0,30}\bwithout (?:trying|reason)\b/i,
  ]),
  slot('cancer', 'a history of cancer', [
    /\b(?:history of|had|have|having|previous(?:ly)?|past|ever)\b.{0,30}\bcancer\b/i,
  ]),
  slot('nightPain', 'pain that wakes at night or never eases', [
    /\b(?:pain|hurts?|aches?)\b.{0,40}\b(?:wakes?|worse at night|at night|keeps? you awake|does(?:n['’]t| not) (?:ease|get better|improve|settle) (?:with|when|after|at) (?:rest|lying|resting|night))\b/i,
    /\b(?:night|constant|unrelenting) pain\b|\bwakes? you\b/i,
  ]),
  slot('limbWeakness', 'weakness or numbness in arms, hands or legs', [
    /\b(?:weak\w*|numb\w*|tingl\w*|clums\w+|pins and needles|los(?:e|ing|t) (?:strength|feeling))\b.{0,60}\b(?:arms?|hands?|fingers?|legs?|foot|feet|toes|face)\b/i,
    /\b(?:arms?|hands?|fingers?|legs?|foot|feet|toes|face)\b.{0,40}\b(?:weak\w*|numb\w*|tingl\w*|clums\w+|giv(?:e|es|ing) way|droop\w*)\b/i,
  ]),
  slot('balance', 'trouble walking or keeping balance', [
    /\b(?:unstead\w+|(?:trouble|difficulty|problems?|cannot|can['’]t|unable to) (?:with )?(?:walk\w*|balanc\w+)|los(?:e|ing|t) (?:your )?balance|stumbl\w+)\b/i,
  ]),
  slot('headSigns', 'dizziness, double vision, or trouble speaking or swallowing', [
    /\b(?:dizz\w+|faint\w*|double vision|blurred vision|(?:trouble|difficulty|problems?|slurred) (?:with )?(?:see\w*|vision|speak\w*|speech|swallow\w*)|passing out|black(?:ing)? out)\b/i,
  ]),
  slot('headache', 'a severe or sudden headache', [
    /\b(?:severe|sudden|worst|worsening|bad|new|strong)\b.{0,25}\bheadaches?\b|\bheadaches?\b.{0,30}\b(?:gets? worse|severe|sudden)\b/i,
  ]),
  slot('vomiting', 'repeated vomiting', [/\b(?:vomit\w*|throw(?:ing)? up|being sick)\b/i]),
  slot('consciousness', 'loss of consciousness, confusion or a seizure', [
    /\b(?:unconscious\w*|los(?:e|es|ing|s of) consciousness|passed out|knocked out|confus\w+|seizures?|fits?|(?:hard|difficult) to wake|very (?:sleepy|drowsy))\b/i,
  ]),
  slot('breath', 'chest pain or shortness of breath', [
    /\b(?:chest (?:pain|tightness)|pain in (?:your|the) chest|short(?:ness)? of breath|out of breath|(?:trouble|difficulty|hard to) breath\w*|cough\w* (?:up )?blood)\b/i,
  ]),
  slot('calfSwelling', 'a calf that swells, reddens or hurts', [
    /\b(?:calf|calves|lower leg|leg)\b.{0,50}\b(?:swell\w*|swollen|red\w*|warm\w*|hot|tender|hurts?|pain\w*|tight)\b/i,
    /\b(?:swell\w*|swollen|redness|red|warmth|warm|hot|pain\w*)\b.{0,40}\b(?:calf|calves|lower leg)\b/i,
  ]),
  slot('cannotBearWeight', 'not being able to put weight on it or to move it', [
    /\b(?:cannot|can['’]t|can not|unable to|not able to)\b.{0,25}\b(?:put (?:any )?weight|stand|walk|take (?:four|a few|\w+) steps|bear weight|move|bend|straighten|lift)\b/i,
  ]),
  slot('deformity', 'a changed shape, or pain on the bone', [
    /\b(?:deform\w*|(?:odd|strange|wrong|unusual|different|bent|crooked) (?:angle|shape)|out of (?:shape|place)|looks? (?:bent|crooked|out of place)|pain (?:when you press )?on the bone|tender(?:ness)? (?:over|on) (?:the|a) bone|bone (?:shows|is visible)|heard a (?:crack|snap|pop))\b/i,
  ]),
  slot('coldNumb', 'a cold, pale or numb hand or foot', [
    /\b(?:foot|feet|toes|hand|fingers|leg|arm|skin)\b.{0,40}\b(?:cold|pale|blue|white|numb\w*|grey|gray)\b|\b(?:cold|pale|blue|white|numb)\b.{0,20}\b(?:foot|feet|toes|hand|fingers|leg|arm)\b/i,
  ]),
  slot('hotJoint', 'a hot, red, swollen joint or skin', [
    /\b(?:joint|knee|ankle|elbow|wrist|skin|hip|shoulder)\b.{0,40}\b(?:hot|red|warm)\b|\b(?:hot|red)\b.{0,30}\b(?:joint|knee|ankle|swollen|swelling)\b|\b(?:sudden|large|big) (?:\w+ )?swelling\b/i,
  ]),
  slot('wound', 'a wound that opens, reddens or oozes', [
    /\b(?:wound|incision|scar|stitches|cut)\b.{0,60}\b(?:open\w*|red\w*|ooz\w+|pus|bleed\w*|weep\w*|leak\w*|smell\w*|hot|discharge|fluid)\b|\b(?:pus|discharge|fluid)\b.{0,30}\b(?:wound|incision)\b/i,
  ]),
  slot('openSkin', 'broken skin, a burn or a blister', [
    /\b(?:blister\w*|burn\w*|broken skin|open wound|white or blue skin|skin (?:turns|goes|stays) (?:white|blue|red|numb))\b/i,
  ]),
];

/** The same in Spanish. */
export const SIGNS_ES: readonly Slot[] = [
  slot('trauma', 'a fall, a blow or an accident', [
    /(?:despu[eé]s de|tras|por|a causa de|sufrido) (?:una? |un )?(?:\p{L}+ ){0,2}(?:ca[ií]da|accidente|golpe|traumatismo|lesi[oó]n)/iu,
  ]),
  slot('fever', 'fever or feeling unwell', [/fiebre|escalofr[ií]os|temperatura alta|se siente mal/iu]),
  slot('weightLoss', 'weight loss without trying', [/(?:p[eé]rdida de peso|perder peso|pierde peso|perdido peso)/iu]),
  slot('cancer', 'a history of cancer', [/(?:ha tenido|tuvo|antecedentes? de|historia de|tiene).{0,25}c[aá]ncer/iu]),
  slot('nightPain', 'pain that wakes at night or never eases', [
    /dolor.{0,40}(?:noche|despierta|no (?:cede|mejora|se alivia))/iu,
  ]),
  slot('limbWeakness', 'weakness or numbness in arms, hands or legs', [
    /(?:debilidad|entumec\p{L}+|adormec\p{L}+|hormigueo|torpeza).{0,50}(?:brazos?|manos?|dedos|piernas?|pies?|cara)/iu,
  ]),
  slot('balance', 'trouble walking or keeping balance', [
    /(?:dificultad|problemas?) para (?:caminar|andar)|equilibrio/iu,
  ]),
  slot('headSigns', 'dizziness, double vision, or trouble speaking or swallowing', [
    /mareos?|desmay\p{L}+|visi[oó]n doble|visi[oó]n borrosa|dificultad para (?:hablar|tragar|ver)/iu,
  ]),
  slot('headache', 'a severe or sudden headache', [
    /dolor de cabeza.{0,30}(?:fuerte|intenso|s[uú]bito|repentino|empeora)|(?:fuerte|intenso|peor) dolor de cabeza/iu,
  ]),
  slot('vomiting', 'repeated vomiting', [/v[oó]mitos?|vomita/iu]),
  slot('consciousness', 'loss of consciousness, confusion or a seizure', [
    /inconscien\p{L}+|p[eé]rdida de (?:la )?conciencia|confus\p{L}+|convulsi\p{L}+/iu,
  ]),
  slot('breath', 'chest pain or shortness of breath', [
    /dolor (?:en el|de) pecho|falta de aire|dificultad para respirar/iu,
  ]),
  slot('calfSwelling', 'a calf that swells, reddens or hurts', [
    /(?:pantorrilla|pierna).{0,50}(?:hinch\p{L}+|roj\p{L}+|caliente|duele|dolor)|(?:hinchaz[oó]n|dolor|enrojecimiento).{0,40}pantorrilla/iu,
  ]),
  slot('cannotBearWeight', 'not being able to put weight on it or to move it', [
    /no (?:puede|poder).{0,25}(?:apoyar|caminar|mover|doblar|estirar|levantar)/iu,
  ]),
  slot('deformity', 'a changed shape, or pain on the bone', [
    /deform\p{L}+|[aá]ngulo (?:raro|extra[nñ]o)|fuera de lugar/iu,
  ]),
  slot('coldNumb', 'a cold, pale or numb hand or foot', [
    /(?:pie|pies|mano|manos|dedos).{0,40}(?:fr[ií][oa]s?|p[aá]lid[oa]s?|azul\p{L}*|dormid[oa]s?)/iu,
  ]),
  slot('hotJoint', 'a hot, red, swollen joint or skin', [
    /(?:rodilla|tobillo|articulaci[oó]n|piel|cadera|hombro).{0,40}(?:caliente|roj[oa])/iu,
  ]),
  slot('wound', 'a wound that opens, reddens or oozes', [
    /(?:herida|incisi[oó]n|cicatriz|puntos).{0,60}(?:abre|abierta|roj[oa]|pus|sangr\p{L}+|supura|l[ií]quido)/iu,
  ]),
  slot('openSkin', 'broken skin, a burn or a blister', [/ampollas?|quemad\p{L}+|herida abierta/iu]),
];

/** The signs that a topic's advice is made of. Any of them counts; an article says at least as many as `leastSigns`. */
export const SIGNS_OF_TOPIC: Readonly<Record<RedFlagTopic, readonly string[]>> = {
  lowBackPain: ['trauma', 'fever', 'weightLoss', 'cancer', 'nightPain'],
  neckPain: [
    'limbWeakness',
    'balance',
    'headSigns',
    'headache',
    'trauma',
    'fever',
    'weightLoss',
    'cancer',
    'nightPain',
  ],
  legOrCalf: [
    'calfSwelling',
    'breath',
    'nightPain',
    'cannotBearWeight',
    'coldNumb',
    'fever',
    'trauma',
    'deformity',
    'limbWeakness',
  ],
  afterSurgery: ['calfSwelling', 'breath', 'fever', 'wound', 'coldNumb', 'cannotBearWeight', 'trauma', 'hotJoint'],
  jointInjury: [
    'cannotBearWeight',
    'deformity',
    'coldNumb',
    'hotJoint',
    'fever',
    'trauma',
    'nightPain',
    'calfSwelling',
    'limbWeakness',
  ],
  headInjury: ['consciousness', 'vomiting', 'headache', 'headSigns', 'limbWeakness', 'balance', 'trauma'],
  general: SIGNS_EN.map(({ id }) => id),
};

/** Signs of the back that every complete text names, beside those of cauda equina syndrome. */
export const COMPLETE_LOW_BACK = ['trauma', 'fever', 'weightLoss', 'cancer'] as const;

function slot(id: string, says: string, patterns: readonly RegExp[]): Slot {
  return { id, says, patterns: patterns.map((pattern) => [pattern]) };
}
