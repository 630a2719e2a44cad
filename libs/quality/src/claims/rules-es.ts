import type { SentenceRule } from './sentence-rule.js';

/** Words with whole letters around them: a plain word boundary does not know accents. */
function words(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}])(?:${source})(?![\\p{L}])`, 'iu');
}

const GUARANTEE = 'Remove the promise of an outcome, or say what the evidence shows and for whom.';
const UNSUPPORTED = 'Give a source with its grade of evidence, or word it as a possibility.';
const CITED = /\b(?:doi:|PMID|et al\.)|\(\d{4}\)|\[\d{1,3}\]/i;

/** What is promised, feared and disparaged in Spanish: the same meanings as in English, in words of their own. */
export const SPANISH_PROMISES: readonly SentenceRule[] = [
  {
    id: 'es-guarantee',
    code: 'CLAIM_GUARANTEE',
    severity: 'block',
    pattern: words(
      'garantizamos|(?:resultados?|alivio|curaci[oó]n|éxito) garantizad[oa]s?|le prometemos|se curar[aá]n?|curar[aá] (?:su|el|la)|(?:elimina|eliminar[aá]|acaba|acabar[aá]) (?:con )?(?:el|su|todo el) dolor|para siempre|de una vez por todas|sin dolor en (?:solo )?(?:una|dos|tres|\\d+) (?:sesi[oó]n|sesiones|d[ií]as|semanas)|en (?:solo |s[oó]lo )?(?:una|la primera|una sola) (?:sesi[oó]n|visita)|cura milagrosa|nunca (?:m[aá]s )?(?:volver[aá]|tendr[aá]|necesitar[aá])',
    ),
    message: GUARANTEE,
    notDenied: true,
  },
  {
    id: 'es-disparages',
    code: 'DISPARAGES_TREATMENT',
    severity: 'fix',
    pattern: words(
      '(?:medicamentos?|pastillas?|f[aá]rmacos?|analg[eé]sicos|inyecciones|infiltraciones|cirug[ií]as?|operaciones)(?: \\p{L}+){0,3} (?:son (?:muy )?(?:peligros[oa]s|in[uú]tiles|dañin[oa]s|t[oó]xic[oa]s)|solo enmascaran|s[oó]lo enmascaran|no sirven|no curan)|los m[eé]dicos (?:solo|s[oó]lo) quieren',
    ),
    message: 'Describe the other treatment neutrally and tell readers to speak with whoever prescribed it.',
    notDenied: true,
  },
  {
    id: 'es-fear',
    code: 'FEAR_APPEAL',
    severity: 'fix',
    pattern: words(
      'antes de que sea (?:demasiado )?tarde|arruinar[aá] su vida|acabar[aá]? en (?:una )?silla de ruedas|daños? (?:permanentes?|irreversibles?) si no',
    ),
    message: 'Do not use fear to move the reader; state the risk plainly, with its size and a source.',
    notDenied: true,
  },
];

export const SPANISH_EVIDENCE: readonly SentenceRule[] = [
  {
    id: 'es-authority',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern: words(
      '(?:est[aá]|ha sido|se ha) (?:cient[ií]ficamente |cl[ií]nicamente )?(?:demostrado|probado|comprobado)|(?:los |varios |muchos )?(?:estudios|expertos|cient[ií]ficos|investigaciones) (?:demuestran|muestran|indican|dicen|coinciden|recomiendan|prueban)|es (?:muy )?(?:eficaz|efectiv[oa])|son (?:muy )?(?:eficaces|efectiv[oa]s)',
    ),
    unless: CITED,
    message: UNSUPPORTED,
  },
  {
    id: 'es-only-way',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern: words('la [uú]nica (?:manera|forma|soluci[oó]n)|el [uú]nico (?:modo|tratamiento|m[eé]todo)'),
    message: 'Remove the claim to be the only way; say what an examination can and cannot show.',
  },
  {
    id: 'es-figure',
    code: 'CLAIM_UNSUPPORTED',
    severity: 'fix',
    pattern:
      /\b\d{1,3}(?:[.,]\d{1,2})? ?(?:%|por ciento)(?! de (?:su|tu|la|el) (?:esfuerzo|m[aá]ximo|velocidad|peso|ritmo))/iu,
    unless: CITED,
    message: 'Give the source of this figure, with its year and for whom it was counted.',
  },
];

export const SPANISH_GUIDELINES: readonly SentenceRule[] = [
  {
    id: 'es-rest',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'fix',
    pattern: words(
      '(?:importante|necesario|mejor|debe|hay que|primer paso es) (?:guardar |hacer |el )?(?:reposo|descansar)|reposo (?:absoluto|total|completo|en cama)|qu[eé]d(?:e|ese) en (?:la )?cama',
    ),
    message: 'Guidelines advise staying active within comfort; replace rest as first advice, or cite the exception.',
    source: 'NICE NG59; doi:10.2519/jospt.2021.0304',
    adviceOnly: true,
    notDenied: true,
  },
  {
    id: 'es-imaging',
    code: 'CLAIM_CONTRADICTS_GUIDELINE',
    severity: 'fix',
    pattern: words(
      '(?:h[aá]gase|pida|necesita|solicite) una (?:radiograf[ií]a|resonancia|tomograf[ií]a)(?: \\p{L}+){0,3} para (?:saber|ver|encontrar)',
    ),
    message: 'NICE NG59 advises against routine imaging for low back pain; name the signs that make it necessary.',
    source: 'NICE NG59 1.1.4',
    notDenied: true,
  },
  {
    id: 'es-out-of-place',
    code: 'CLAIM_FACTUAL_ERROR',
    severity: 'fix',
    pattern: words(
      '(?:disco|v[eé]rtebra|pelvis|columna|cadera) (?:se )?(?:ha salido|sali[oó]|est[aá] (?:fuera de (?:su )?(?:sitio|lugar)|desalinead[oa]|desviad[oa]))|(?:colocar|poner) (?:el|la|su) (?:disco|v[eé]rtebra|espalda|columna) en su (?:sitio|lugar)',
    ),
    message: 'Discs and joints do not slip out and cannot be put back; describe what happens in plain words.',
    source: 'NICE NG59',
    notDenied: true,
  },
];

export const SPANISH_ABSOLUTES: readonly SentenceRule[] = [
  {
    id: 'es-no-exception',
    code: 'CLAIM_ABSOLUTE',
    severity: 'note',
    pattern: words(
      '(?:siempre|nunca) (?:funciona|ayuda|mejora|cura|falla)|funciona (?:siempre|para todos)|tod[oa]s l[oa]s (?:pacientes|personas|corredores) (?:mejoran|se curan|necesitan|deben)|(?:sin|ning[uú]n) (?:efectos? secundarios?|riesgos?)|(?:totalmente|completamente|absolutamente) (?:segur[oa]|natural|inocu[oa]|indolor[oa]?)|es (?:crucial|vital|imprescindible)',
    ),
    message: 'Say for whom and how often it holds, with a source: hardly anything is true of every body.',
  },
];
