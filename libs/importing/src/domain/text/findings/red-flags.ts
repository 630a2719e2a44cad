import type { Finding, PlacedSentence } from './finding.js';

/** A meaning that safety advice has to carry, and the ways of saying it. */
export interface MeaningSlot {
  readonly id: string;
  /** What the message calls it. */
  readonly name: string;
  readonly patterns: readonly RegExp[];
}

/** Warning signs of serious disease behind low back pain: doi:10.2519/jospt.2020.9971 (IFOMPT framework). */
export const RED_FLAG_SLOTS: readonly MeaningSlot[] = [
  {
    id: 'bladder-bowel',
    name: 'bladder or bowel trouble',
    patterns: [
      /\b(?:bladder|bowels?|incontinen\w+)\b/i,
      /\b(?:difficulty|trouble|unable|cannot|can['’]t|problems?|loss of control)\b.{0,30}\b(?:pee(?:ing)?|urinat\w+|poo(?:ing)?|pass(?:ing)? (?:water|urine))\b/i,
    ],
  },
  {
    id: 'saddle-numbness',
    name: 'numbness around the genitals or buttocks',
    patterns: [
      /\bsaddle\b.{0,30}\b(?:numb\w*|an(?:a)?esthesia|area)\b/i,
      /\b(?:numb\w*|tingling|loss of feeling|lost feeling)\b.{0,80}\b(?:genitals?|buttocks|groin|inner thighs?|back passage|private parts)\b/i,
    ],
  },
  {
    id: 'leg-weakness',
    name: 'weakness, numbness or pain in both legs',
    patterns: [
      /\b(?:weak\w*|numb\w*|tingling|pain)\b.{0,80}\b(?:both|your) legs?\b/i,
      /\b(?:both legs?|a leg|the legs?|your legs?)\b.{0,40}\b(?:weak\w*|numb\w*|giv(?:e|es|ing) way)\b/i,
    ],
  },
  {
    id: 'trauma',
    name: 'a fall or accident',
    patterns: [
      /\b(?:after|following|caused by|started with|had) (?:an? )?(?:\w+ ){0,2}(?:fall|accident|injury|crash|trauma)\b/i,
    ],
  },
  {
    id: 'fever',
    name: 'fever or feeling unwell',
    patterns: [/\b(?:fever\w*|high temperature|chills|feel(?:ing)? (?:hot|generally unwell|unwell))\b/i],
  },
  {
    id: 'weight-loss',
    name: 'weight loss without trying',
    patterns: [
      /\b(?:unexplained|unintended|unintentional|sudden)\b.{0,12}\bweight loss\b|\blos(?:e|ing|t) weight without\b|\bweight loss\b.{0,30}\bwithout (?:trying|reason)\b/i,
    ],
  },
  {
    id: 'cancer',
    name: 'a history of cancer',
    patterns: [/\b(?:history of|had|have|having|previous(?:ly)?|past)\b.{0,20}\bcancer\b/i],
  },
  {
    id: 'night-pain',
    name: 'pain that wakes at night or never eases',
    patterns: [
      /\bpain\b.{0,40}\b(?:wakes?|worse at night|keeps? you awake|does(?:n['’]t| not) (?:ease|get better|improve) (?:with|when|after) (?:rest|lying|resting))\b/i,
      /\b(?:night|constant|unrelenting) pain\b/i,
    ],
  },
];

const ACTION =
  /\b(?:call|dial|ring)\b.{0,30}\b(?:911|999|112|111|000|ambulance|emergency)\b|\b(?:go to|visit|attend|get to)\b.{0,40}\b(?:emergency|A&E|ER|hospital)\b|\b(?:see|call|contact|get|seek)\b.{0,60}\b(?:immediately|right away|straight away|at once|urgent(?:ly)?|emergency|same[- ]day)\b/i;

/** The three signs of cauda equina syndrome: without them no text about back pain is safe. */
const ALWAYS = ['bladder-bowel', 'saddle-numbness', 'leg-weakness'];
const MIN_OTHERS = 2;
/** Articles on other topics need fewer: signs differ, but an article without any is not safe either. */
const MIN_ANY = 2;
const ABOUT_BACK = /\b(?:backs?|backache|spin(?:e|al)|lumbar|sciatica)\b/i;

/**
 * Whether the text tells when back pain is an emergency. Meaning slots are filled by sentences, not by single words:
 * "a good night of sleep" is no night pain, and the title of a linked article is not read at all.
 */
export function redFlagFindings(sentences: readonly PlacedSentence[]): Finding[] {
  const filled = filledSlots(sentences);
  const action = sentences.some((one) => ACTION.test(one.text));
  const back = sentences.some((one) => ABOUT_BACK.test(one.text));
  const others = [...filled].filter((id) => !ALWAYS.includes(id)).length;
  const complete = back ? ALWAYS.every((id) => filled.has(id)) && others >= MIN_OTHERS : filled.size >= MIN_ANY;
  if (complete && action) return [];
  return [
    {
      code: 'RED_FLAGS_MISSING',
      line: null,
      quote: '',
      message: messageFor(filled, action, back),
      severity: 'block',
    },
  ];
}

function filledSlots(sentences: readonly PlacedSentence[]): Set<string> {
  const filled = new Set<string>();
  for (const { text, line } of sentences) {
    if (line.kind === 'callToAction') continue;
    for (const slot of RED_FLAG_SLOTS)
      if (!filled.has(slot.id) && slot.patterns.some((pattern) => pattern.test(text))) filled.add(slot.id);
  }
  return filled;
}

function messageFor(filled: ReadonlySet<string>, action: boolean, back: boolean): string {
  if (!back) return 'Add a block that says which warning signs need help at once and whom to call.';
  const missing = RED_FLAG_SLOTS.filter((slot) => !filled.has(slot.id)).map((slot) => slot.name);
  if (!action) missing.push('what to do and whom to call in an emergency');
  return `Add the reviewed block "When to get help for back pain". Not said yet: ${missing.join('; ')}.`;
}
