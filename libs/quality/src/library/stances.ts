import { type PlacedSentence, quoteOf } from '../check.js';
import { storyBlocks } from '../claims/stories.js';
import type { Stance } from './types.js';

const CAUSE =
  '(?:cause|causes|lead to|leads to|result in|results in|trigger|triggers|bring on|brings on|damage|damages|harm|harms)';
const SUBJECT = "([\\w'’ -]{2,60}?)";
const OBJECT = "([\\w'’ -]{3,60})";
const DENIED =
  "(?:does not|do not|doesn['’]t|don['’]t|cannot|can not|can['’]t|will not|won['’]t|never|is not known to|are not known to|is unlikely to|are unlikely to)";

interface Form {
  readonly pattern: RegExp;
  readonly holds: boolean;
  /** Which group is the cause, and which the effect. */
  readonly cause: number;
  readonly effect: number;
}

// The denial stands before the affirmation: "cannot cause" also reads as "can ... cause" otherwise.
const CAUSES: readonly Form[] = [
  {
    pattern: new RegExp(`${SUBJECT} ${DENIED} (?:itself |directly |usually )?${CAUSE} ${OBJECT}`, 'i'),
    holds: false,
    cause: 1,
    effect: 2,
  },
  {
    pattern: new RegExp(
      `${SUBJECT} (?:is|are) not (?:a |the |an? \\w+ )?(?:cause|reason|source)s? (?:of|for) ${OBJECT}`,
      'i',
    ),
    holds: false,
    cause: 1,
    effect: 2,
  },
  {
    pattern: new RegExp(`${SUBJECT} should not be (?:attributed to|blamed for) ${OBJECT}`, 'i'),
    holds: false,
    cause: 1,
    effect: 2,
  },
  { pattern: new RegExp(`${OBJECT} (?:is|are) not caused by ${OBJECT}`, 'i'), holds: false, cause: 2, effect: 1 },
  {
    pattern: new RegExp(`${OBJECT} (?:is|are|can be|may be) (?:\\w+ly )?caused by ${OBJECT}`, 'i'),
    holds: true,
    cause: 2,
    effect: 1,
  },
  {
    pattern: new RegExp(
      `${SUBJECT} (?:can |may |might |could |will |often |usually |also |itself )*${CAUSE} ${OBJECT}`,
      'i',
    ),
    holds: true,
    cause: 1,
    effect: 2,
  },
  {
    pattern: new RegExp(
      `${SUBJECT} (?:is|are) (?:a |the |an? \\w+ )?(?:cause|reason|source)s? (?:of|for) ${OBJECT}`,
      'i',
    ),
    holds: true,
    cause: 1,
    effect: 2,
  },
];

/** Advice for and against the same thing. What is advised is named by what is done, not by the words around it. */
const ADVICE: readonly { readonly matter: string; readonly for: RegExp; readonly against: RegExp }[] = [
  {
    matter: 'do:rest',
    for: /\b(?:(?:first step|first thing|best)\b.{0,60}\b(?:is|to) (?:to )?rest|important to rest|(?:should|must|need to) rest\b|^(?:[\w ]+: )?(?:rest|stay in bed|avoid (?:all )?(?:activity|movement|exercise)))\b/i,
    against:
      /\b(?:(?:stay|keep|remain|staying|keeping) (?:active|moving)|do(?:n['’]t| not) (?:rest|stay in bed|stop moving)|avoid (?:bed rest|long rest|resting)|bed rest (?:does not|doesn['’]t|is not|isn['’]t|can (?:make|slow)))\b/i,
  },
  {
    matter: 'do:run on',
    for: /\b(?:(?:you can|it is (?:safe|fine|ok(?:ay)?) to|keep) (?:keep |go on |continue )?(?:run(?:ning)?|jog(?:ging)?)|running (?:is|can be) (?:safe|good|protective))\b/i,
    against: /\b(?:(?:stop|avoid|do(?:n['’]t| not)|refrain from) (?:all )?(?:run(?:ning)?|jog(?:ging)?)(?! on\b))\b/i,
  },
  {
    matter: 'do:hard surfaces',
    for: /\b(?:run(?:ning)?|jog(?:ging)?|walk(?:ing)?) on (?:hard|firm|flat(?:ter)?|paved|even) (?:surfaces?|ground|roads?)\b.{0,40}\b(?:helps?|prevents?|is (?:better|best|good|safe)|reduces?)\b/i,
    against:
      /\b(?:avoid|do(?:n['’]t| not)|stop) (?:run(?:ning)?|jog(?:ging)?|walk(?:ing)?) on (?:hard|firm|flat|paved|even) (?:surfaces?|ground|roads?)\b/i,
  },
  {
    matter: 'do:ice',
    for: /\b(?:apply|use|put|try|applying|using) (?:an? )?(?:ice|cold packs?|an ice pack|cold)\b(?!.{0,25}\b(?:do not|avoid|never)\b)/i,
    against:
      /\b(?:do(?:n['’]t| not)|avoid|never|stop) (?:apply|use|using|applying|put) (?:an? )?(?:ice|cold)\b(?! directly|.{0,25}\b(?:bare|skin)\b)/i,
  },
  {
    matter: 'do:heat',
    for: /\b(?:apply|use|put|try|applying|using) (?:a )?(?:heat|warm packs?|heat packs?|warmth|warm)\b/i,
    against:
      /\b(?:do(?:n['’]t| not)|avoid|never|stop) (?:apply|use|using|applying|put) (?:a )?(?:heat|warm)\b(?! directly|.{0,25}\b(?:bare|skin)\b)/i,
  },
  {
    matter: 'do:stretch',
    for: /\b(?:stretch(?:ing)? (?:\w+ ){0,4}(?:before|after|helps?|can help|prevents?)|(?:should|important to|make sure to) stretch)\b/i,
    against:
      /\b(?:do(?:n['’]t| not)|avoid|never|stop) stretch(?:ing)?\b|\bstretching (?:does not|doesn['’]t) (?:help|prevent)\b/i,
  },
];

const MOST_STANCES = 200;

/** What an article holds to be so, in its own sentences. Questions hold nothing, nor does what one patient was told. */
export function stancesOf(sentences: readonly PlacedSentence[]): Stance[] {
  const told = storyBlocks(sentences);
  return sentences
    .filter(({ text, block }) => !text.trimEnd().endsWith('?') && !told.has(block.index))
    .flatMap(({ text }) => [...causeIn(text), ...adviceIn(text)].map((stance) => ({ ...stance, quote: quoteOf(text) })))
    .slice(0, MOST_STANCES);
}

/** Every form holds one of these: most sentences have none, and are done with. */
const MAY_SPEAK_OF_CAUSE = /cause|lead|result|trigger|br(?:ing|ought)|damage|harm|reason|source|attributed|blamed/i;

function causeIn(text: string): Omit<Stance, 'quote'>[] {
  if (!MAY_SPEAK_OF_CAUSE.test(text)) return [];
  for (const { pattern, holds, cause, effect } of CAUSES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const from = thingOf(match[cause]!, 'last');
    const to = thingOf(match[effect]!, 'first');
    return from === '' || to === '' ? [] : [{ matter: `cause:${from}>${to}`, holds }];
  }
  return [];
}

function adviceIn(text: string): Omit<Stance, 'quote'>[] {
  return ADVICE.flatMap(({ matter, for: pro, against }): Omit<Stance, 'quote'>[] => {
    if (against.test(text)) return [{ matter, holds: false }];
    return pro.test(text) ? [{ matter, holds: true }] : [];
  });
}

/** Where the thing ends: a conjunction or a preposition opens a condition. */
const END =
  /\b(?:if|when|while|because|by|but|and|or|as|that|which|who|during|after|before|in|on|for|with|from|unless|however|can|may)\b.*$/i;
const NOT_A_THING = new Set(
  (
    'the a an your you my our their its it this that these those itself yes no not really actually also often usually then so too ' +
    'lower low upper poor bad severe some any more most act of to form problems problem'
  ).split(' '),
);
const SAME: Readonly<Record<string, string>> = {
  jog: 'run',
  backach: 'back pain',
  ach: 'pain',
  sor: 'pain',
  runner: 'run',
};

/** A thing in one form: small words and endings gone, words for the same thing alike. */
function thingOf(words: string, side: 'first' | 'last'): string {
  const cut = side === 'first' ? words.replace(END, '') : words;
  const kept = (cut.toLowerCase().match(/[a-z'’-]+/g) ?? []).filter((word) => !NOT_A_THING.has(word)).map(stem);
  const near = side === 'first' ? kept.slice(0, 2) : kept.slice(-2);
  return [...new Set(near.flatMap((word) => (SAME[word] ?? word).split(' ')))].join(' ');
}

function stem(word: string): string {
  const plain = word.replace(/['’]s?$/, '');
  if (/(?:nn|gg|tt|mm|pp)ing$/.test(plain)) return plain.slice(0, -4);
  return plain.replace(/(?:ing|ed|es|e|s)$/, (end) => (plain.length - end.length >= 3 ? '' : end));
}
