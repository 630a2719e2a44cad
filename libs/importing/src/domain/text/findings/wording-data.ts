/** Terms that patients do not know unless the text explains them where it first uses them. */
export const JARGON: readonly string[] = [
  'cross-training',
  'herniated disc',
  'herniated disk',
  'spinal stenosis',
  'sciatica',
  'facet joint',
  'facet joints',
  'overstriding',
  'spondylolisthesis',
  'spondylosis',
  'radiculopathy',
  'piriformis',
  'sacroiliac joint',
  'proprioception',
  'neuromuscular',
  'lordosis',
  'kyphosis',
  'eccentric',
  'isometric',
  'plyometric',
  'plyometrics',
  'myofascial',
  'osteomyelitis',
  'cadence',
  'gait analysis',
  'rotator cuff',
  'tendinopathy',
  'meniscus',
  'bursitis',
  'labrum',
  'plantar fasciitis',
  'impingement',
];

/** Beginnings of misspelt words and what they stand for. Every one is impossible in a correctly written word. */
export const MISSPELT: readonly (readonly [wrong: string, right: string])[] = [
  ['funcion', 'function'],
  ['funtion', 'function'],
  ['excercis', 'exercis'],
  ['exersis', 'exercis'],
  ['strenght', 'strength'],
  ['stregth', 'strength'],
  ['strech', 'stretch'],
  ['muscel', 'muscle'],
  ['recieve', 'receive'],
  ['seperat', 'separat'],
  ['definat', 'definit'],
  ['occurence', 'occurrence'],
  ['occured', 'occurred'],
  ['neccessar', 'necessar'],
  ['necesar', 'necessar'],
  ['physio therap', 'physiotherap'],
  ['theraphy', 'therapy'],
  ['threatment', 'treatment'],
  ['inflamation', 'inflammation'],
  ['disconfort', 'discomfort'],
  ['flexability', 'flexibility'],
  ['posteur', 'posture'],
  ['symptons', 'symptoms'],
  ['vertabra', 'vertebra'],
  ['begining', 'beginning'],
];

/** Confused words and phrases, with what was meant. */
export const CONFUSED: readonly { readonly pattern: RegExp; readonly meant: string }[] = [
  { pattern: /\bby no means (?:are|is|were|was) (?:an? )?extensive\b/i, meant: 'exhaustive' },
  { pattern: /\b(?:is|are) by no means extensive\b/i, meant: 'exhaustive' },
  { pattern: /\b(?:could|should|would|must) of (?:been|had|done|gone|the)\b/i, meant: 'have' },
  { pattern: /\bmore (?:better|worse|easier|stronger|weaker)\b/i, meant: 'the comparative alone' },
  { pattern: /\b(?:loose) weight\b/i, meant: 'lose weight' },
  { pattern: /\b(?:effect) your (?:running|back|posture|body|health)\b/i, meant: 'affect' },
];

/** Past forms that stand where the other items of a list begin with a plain verb, with that verb. */
export const PAST_FOR_PLAIN: ReadonlyMap<string, string> = new Map([
  ['found', 'Find'],
  ['got', 'Get'],
  ['kept', 'Keep'],
  ['made', 'Make'],
  ['took', 'Take'],
  ['began', 'Begin'],
  ['felt', 'Feel'],
  ['went', 'Go'],
  ['gave', 'Give'],
  ['ran', 'Run'],
  ['avoided', 'Avoid'],
  ['improved', 'Improve'],
  ['learned', 'Learn'],
]);

/** Plain verbs that list items of advice begin with. */
export const PLAIN_VERBS: ReadonlySet<string> = new Set(
  (
    'keep stay avoid get find make take use wear warm stretch strengthen lose run rest apply see try start begin give ' +
    'go feel learn improve build reduce increase return move walk sleep eat drink do have be'
  ).split(' '),
);
