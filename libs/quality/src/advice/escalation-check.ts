import { type Check, type Hit, hitAt } from '../check.js';

const PROFESSIONAL =
  '(?:doctor|physician|GP|physical therapist|physiotherapist|therapist|chiropractor|specialist|(?:health ?care |medical )?professional|health ?care provider|clinician)s?';

/** Advice to get help. Past tense is a story, not advice, and does not match. */
const SEEK_HELP = [
  new RegExp(
    `\\b(?:see|seeing|consult|consulting|visit|contact|call|meet(?:ing)? with|speak (?:to|with)|talk (?:to|with)|go to)\\b.{0,40}\\b${PROFESSIONAL}\\b`,
    'i',
  ),
  new RegExp(`\\b${PROFESSIONAL} (?:should|must|needs? to) be (?:consulted|seen|called|contacted)\\b`, 'i'),
  /\bseek(?:ing)? (?:\w+ ){0,2}(?:medical|professional) (?:\w+ )?(?:help|advice|attention|care|guidance|intervention|treatment)\b/i,
  /(?:consult[ea]|acud[ae]|vaya|visite|llame|hable con)\b.{0,40}(?:m[eé]dic[oa]|fisioterapeuta|profesional|especialista)(?![\p{L}])/iu,
];

/** What turns "see somebody" into an escalation: a condition of the reader. */
const CONDITION =
  /\b(?:if|when|in case of|persist(?:s|ent)?|severe|worsen(?:s|ing)?|does not improve|doesn['’]t improve)\b|(?<![\p{L}])(?:si|cuando|en caso de|empeora|persist\p{L}+)(?![\p{L}])/iu;

/** A time frame or a level of urgency. */
const TIME_FRAME =
  /\b(?:within|after|for (?:more|longer) than|(?:more|longer) than|in) (?:[\w-]+ ){0,3}(?:hours?|days?|weeks?|months?)\b|\b\d+ ?(?:-|–|to)? ?\d* (?:hours?|days?|weeks?|months?|horas?|d[ií]as?|semanas?)\b|\b(?:immediately|now|right away|straight away|at once|urgent(?:ly)?|emergency|same[- ]day|today|tonight|tomorrow|24 hours|911|999|112|111)\b|\b(?:hoy|ahora|inmediat\w+|urgen\w+|cuanto antes|(?:en|de|tras|m[aá]s de) (?:\w+ ){0,2}(?:horas|d[ií]as|semanas))\b/iu;

/** The clinic's own offer answers nothing about how soon; a question asks, it does not advise. */
export const escalationCheck: Check = {
  id: 'escalation',
  version: 1,
  severity: 'fix',
  perBlock: true,
  run: ({ sentences }) =>
    sentences.flatMap((sentence): Hit[] => {
      const { text, block } = sentence;
      if (block.kind === 'callToAction' || text.endsWith('?') || hasUrgency(block.within)) return [];
      const match = firstMatch(SEEK_HELP, text);
      if (match === null || !CONDITION.test(text) || TIME_FRAME.test(text)) return [];
      const message = 'Say how soon to get help and from whom, and which signs make it urgent.';
      return [hitAt(sentence, match.index, match[0].length, { code: 'ESCALATION_VAGUE', message })];
    }),
};

/** A red-flag warning says above its text how soon. */
function hasUrgency(within: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[]) {
  return within.some(({ type, attrs }) => type === 'warning' && attrs?.kind === 'redFlags' && Boolean(attrs.urgency));
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return null;
}
