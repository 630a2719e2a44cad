import type { AttributeValue } from '../types.js';
import * as rule from './rules.js';

/** An attribute: its rule, and its default. Without a default it is required. */
export interface AttributeSpec {
  readonly rule: rule.Rule;
  readonly default?: AttributeValue;
}

type Specs = Readonly<Record<string, AttributeSpec>>;

const required = (r: rule.Rule): AttributeSpec => ({ rule: r });
const optional = (r: rule.Rule): AttributeSpec => ({ rule: rule.orNothing(r), default: null });
const withDefault = (r: rule.Rule, value: AttributeValue): AttributeSpec => ({ rule: r, default: value });

const line = rule.text(1, 300);
const note = rule.text(1, 1000);
const seconds = rule.integer(1, 3600);
/** "8 to 12" is as usual a dose as 10, so both are held as they were written. */
const amount = rule.either(rule.integer(1, 1000), rule.text(1, 40));
const cell: Specs = { colspan: withDefault(rule.integer(1, 50), 1), rowspan: withDefault(rule.integer(1, 500), 1) };

/** A shared piece: the article that it is, its revision number in the locale of the text, and the hash of that. */
const piece: Specs = {
  blockId: required(rule.id),
  version: required(rule.integer(1, 1_000_000)),
  contentHash: required(rule.sha256Hex),
};

/** Every block with every attribute it knows. A default never changes within one schema version: hashes leave it out. */
export const BLOCK_ATTRIBUTES: Readonly<Record<string, Specs>> = {
  doc: {},
  heading: { level: required(rule.integer(2, 4)) },
  paragraph: {},
  bulletList: {},
  orderedList: { start: withDefault(rule.integer(0, 99_999), 1) },
  listItem: {},
  blockquote: {},
  table: {},
  tableRow: {},
  tableCell: cell,
  tableHeader: cell,
  image: {
    src: optional(rule.pictureUrl),
    mediaId: optional(rule.id),
    alt: optional(rule.text(1, 500)),
    decorative: withDefault(rule.yesOrNo, false),
    caption: optional(note),
    credit: optional(line),
  },
  videoLink: { url: required(rule.webUrl), title: optional(line) },
  keyMessage: {},
  steps: {},
  step: {},
  exercise: {
    name: required(rule.text(1, 200)),
    position: optional(line),
    sets: optional(amount),
    reps: optional(amount),
    holdSeconds: optional(seconds),
    restSeconds: optional(seconds),
    load: optional(line),
    frequency: optional(line),
    side: optional(rule.oneOf('left', 'right', 'both', 'each')),
    stopRule: optional(note),
    easier: optional(note),
    harder: optional(note),
    mediaId: optional(rule.id),
  },
  faq: {},
  faqItem: {},
  faqQuestion: {},
  faqAnswer: {},
  warning: {
    kind: required(rule.oneOf('caution', 'redFlags')),
    urgency: optional(rule.oneOf('now', 'today', 'soon')),
    title: optional(rule.text(1, 200)),
  },
  safetyBlock: piece,
  // No dose and no side of its own: what a patient does is what the reviewer of the exercise approved.
  sharedExercise: piece,
  callToAction: { label: optional(rule.text(1, 200)), href: optional(rule.linkUrl) },
  patientStory: { consent: required(rule.oneOf('illustrative', 'consented')) },
  tableOfContents: {},
  hardBreak: {},
  text: {},
};

/** Every mark with every attribute it knows, in the order in which marks stand on a text. */
export const MARK_ATTRIBUTES: Readonly<Record<string, Specs>> = {
  link: { href: required(rule.linkUrl) },
  glossaryTerm: { definition: required(rule.text(1, 500)) },
  strong: {},
  em: {},
  citation: { referenceKey: required(rule.key) },
};
