import type { SentenceRule } from './sentence-rule.js';

const ABSOLUTE = 'Say for whom and how often it holds, with a source: hardly anything is true of every body.';

/** Words that allow no exception. An instruction ("never put ice on bare skin") is none: there it stands in front. */
export const ABSOLUTE_RULES: readonly SentenceRule[] = [
  {
    id: 'no-exception',
    code: 'CLAIM_ABSOLUTE',
    severity: 'note',
    pattern:
      /[\w,] (?:always|never) (?!be sure|mind)[a-z]{2,}|\b(?:works|good|safe|right) for (?:everyone|everybody|anyone|all people)\b|\bevery (?:patient|runner|person|body|case) (?:will|can|needs?|should|must)\b/i,
    message: ABSOLUTE,
    notDenied: true,
  },
  {
    id: 'no-risk',
    code: 'CLAIM_ABSOLUTE',
    severity: 'note',
    pattern:
      /\b(?:completely|totally|entirely|perfectly|absolutely) (?:safe|harmless|natural|painless|free of)\b|\b(?:no|without(?: any)?|zero) (?:side[- ]effects?|risks?)\b/i,
    message: ABSOLUTE,
  },
  {
    id: 'crucial',
    code: 'CLAIM_ABSOLUTE',
    severity: 'note',
    pattern: /\b(?:it['’]?s|is|are) (?:absolutely )?(?:crucial|vital|imperative|paramount)\b/i,
    message: 'Say what happens otherwise, and how sure that is, in place of calling it crucial.',
  },
];
