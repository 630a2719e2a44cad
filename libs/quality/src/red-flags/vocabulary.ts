import { languageOf } from '../language.js';
import { SIGNS_EN, SIGNS_ES } from './signs.js';
import type { Slot } from './slot.js';

/** The words of one language. */
export interface Vocabulary {
  /** Signs of cauda equina syndrome: they stand together, with what to do. */
  readonly lowBackPain: readonly Slot[];
  /** Further signs by their id; `SIGNS_OF_TOPIC` says which topic needs which. */
  readonly signs: readonly Slot[];
  readonly number: RegExp;
  readonly action: readonly (readonly RegExp[])[];
  readonly urgency: RegExp;
  /** A sign that is only denied ("no numbness") is no advice. */
  readonly denial: RegExp;
}

// The slots are the signs of cauda equina syndrome that the international framework for red flags names
// (Finucane 2020, doi:10.2519/jospt.2020.9971): missed, they end in lasting paralysis. A sign is an organ or a place
// together with a trouble, never one word, because "a good night of sleep" or "a bladder of ice" is no warning.
const en: Vocabulary = {
  signs: SIGNS_EN,
  number: /\b(?:911|999|112|000|111|emergency (?:number|services))\b/i,
  lowBackPain: [
    {
      id: 'bladderOrBowel',
      says: 'loss of control over bladder or bowel, or trouble passing urine',
      patterns: [
        [
          /\b(bladder|bowels?|pee|peeing|urinat\w+|urine|poo|poop|stools?|toilet)\b/i,
          /\b(los[ets]\w*|control\w*|problems?|trouble|difficult\w*|can ?not|can['’]?t|unable|chang\w+|leak\w*|retention|hard to|numb\w*|not able|start\w*|hold\w*|accidents?)\b/i,
        ],
        [/\bincontinen\w+/i],
      ],
    },
    {
      id: 'saddleNumbness',
      says: 'numbness around the genitals, buttocks or inner thighs',
      patterns: [
        [
          /\b(numb\w*|tingl\w*|pins and needles|(loss|lack|change) (of|in) (feeling|sensation)|los(e|ing|t) (feeling|sensation)|less feeling|can ?not feel|can['’]?t feel|altered (feeling|sensation))\b/i,
          /\b(saddle|genital\w*|groin|buttocks?|bottom|anus|inner thighs?|between (your|the) legs|private parts?|perine\w+|vagin\w+|penis|scrotum|crotch)\b/i,
        ],
        [/\bsaddle an(a)?esthesia\b/i],
      ],
    },
    {
      id: 'bothLegs',
      says: 'pain, weakness or numbness in both legs',
      patterns: [
        [
          /\b(both (of )?(your |the )?(legs|feet|thighs|calves)|two legs|(left and right|right and left) legs?|both sides of (your |the )?(legs|body))\b/i,
          /\b(weak\w*|numb\w*|tingl\w*|pain\w*|pins and needles|feeling|sensation|heav\w+|strength|give way|giving way|sciatica)\b/i,
        ],
      ],
    },
  ],
  action: [
    [
      /\b(call|phone|ring|dial|go|get|seek|contact|see|visit|attend|speak)\b/i,
      /\b(911|999|112|000|111|emergenc\w+|ambulance|a&e|er|hospital|doctor|gp|physician|clinician|nurse|surgeon|(?:care|surgical) team|medical (help|care|attention|advice)|urgent care|health professional)(?![\w&])/i,
    ],
  ],
  urgency:
    /\b(now|immediate(ly)?|right away|straight ?away|at once|urgent(ly)?|emergenc\w+|same[- ]day|today|without delay|as soon as possible|within (\d+|a few|one|two) hours?|do not wait|don['’]t wait|911|999|112|000)\b/i,
  denial:
    /\b(no|without|not have|don['’]t have|doesn['’]t have|free of)( any| signs of)? (numb|weak|tingl|pain|bladder|bowel|loss)/i,
};

const es: Vocabulary = {
  signs: SIGNS_ES,
  number: /\b(?:911|112|999|061|n[uú]mero de emergencias?)\b/i,
  lowBackPain: [
    {
      id: 'bladderOrBowel',
      says: 'loss of control over bladder or bowel, or trouble passing urine',
      patterns: [
        [
          /(vejiga|intestin\w+|orin\w+|esf[ií]nter\w*|heces|defecar)/i,
          /(p[eé]rd\w+|perder|control\w*|problemas?|dificultad\w*|no puede|incapa\w+|cambi\w+|escap\w+|retenci[oó]n)/i,
        ],
        [/incontinencia/i],
      ],
    },
    {
      id: 'saddleNumbness',
      says: 'numbness around the genitals, buttocks or inner thighs',
      patterns: [
        [
          /(entumec\w+|adormec\w+|hormigue\w+|(p[eé]rdida|falta) de sensibilidad)/i,
          /(genital\w*|gl[uú]teos?|nalgas?|ingles?|entrepierna|entre las piernas|muslos?|silla de montar|perin\w+|ano)(?![\p{L}])/iu,
        ],
      ],
    },
    {
      id: 'bothLegs',
      says: 'pain, weakness or numbness in both legs',
      patterns: [
        [
          /(ambas piernas|las dos piernas|ambos pies|los dos pies)/i,
          /(debilidad|dolor\w*|entumec\w+|adormec\w+|hormigue\w+|fuerza|sensibilidad)/i,
        ],
      ],
    },
  ],
  action: [
    [
      /(llam\w+|acud\w+|vay[ae]|busque|consulte|contacte|ir a)/i,
      /(911|112|999|urgencias?|emergencias?|ambulancia|hospital|m[eé]dic\w+)/i,
    ],
  ],
  urgency: /(ahora|inmediat\w+|de inmediato|ya mismo|urgen\w+|emergencia\w*|hoy|cuanto antes|sin demora|911|112|999)/i,
  denial: /(sin|no tiene|no hay) (ning[uú]n\w* )?(entumec|adormec|debilidad|p[eé]rdida|dolor)/i,
};

const BY_LANGUAGE: Readonly<Record<string, Vocabulary>> = { en, es };

/** The words of a locale's language, when there are any. */
export function vocabularyOf(locale: string): Vocabulary | undefined {
  const language = languageOf(locale);
  return Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
}
