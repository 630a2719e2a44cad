import { type NodeSpec, type AttributeSpec as ProseMirrorAttribute, Schema } from 'prosemirror-model';
import { type AttributeSpec, BLOCK_ATTRIBUTES, MARK_ATTRIBUTES } from './attributes.js';

/** The version of the schema that this code writes. It moves when a stored document needs an upgrade step. */
export const SCHEMA_VERSION = 1;

function attributesOf(specs: Readonly<Record<string, AttributeSpec>>): Record<string, ProseMirrorAttribute> {
  const entries = Object.entries(specs).map(([name, spec]): [string, ProseMirrorAttribute] => [
    name,
    {
      ...(spec.default === undefined ? {} : { default: spec.default }),
      validate: (value: unknown) => {
        if (!spec.rule.test(value)) throw new RangeError(`${name} must be ${spec.rule.says}`);
      },
    },
  ]);
  return Object.fromEntries(entries);
}

// `prose` is what may stand inside a box: no box inside a box, so that a page stays readable on a phone.
const NODES: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { group: 'block prose', content: 'inline*' },
  heading: { group: 'block', content: 'inline*', defining: true },
  bulletList: { group: 'block prose', content: 'listItem+' },
  orderedList: { group: 'block prose', content: 'listItem+' },
  listItem: { content: 'paragraph prose*', defining: true },
  blockquote: { group: 'block', content: 'prose+', defining: true },
  table: { group: 'block', content: 'tableRow+', isolating: true },
  tableRow: { content: '(tableCell | tableHeader)+' },
  tableCell: { content: 'prose+', isolating: true },
  tableHeader: { content: 'prose+', isolating: true },
  image: { group: 'block', atom: true },
  videoLink: { group: 'block', atom: true },
  keyMessage: { group: 'block', content: 'paragraph+', defining: true },
  steps: { group: 'block', content: 'step+' },
  step: { content: 'paragraph prose*', defining: true },
  exercise: { group: 'block', content: 'paragraph*', isolating: true },
  faq: { group: 'block', content: 'faqItem+' },
  faqItem: { content: 'faqQuestion faqAnswer', isolating: true },
  faqQuestion: { content: 'inline*' },
  faqAnswer: { content: 'prose+' },
  warning: { group: 'block', content: 'prose+', defining: true, isolating: true },
  safetyBlock: { group: 'block', atom: true },
  sharedExercise: { group: 'block', atom: true },
  callToAction: { group: 'block', content: 'paragraph+', isolating: true },
  patientStory: { group: 'block', content: 'prose+', defining: true },
  tableOfContents: { group: 'block', atom: true },
  hardBreak: { group: 'inline', inline: true, selectable: false },
  text: { group: 'inline' },
};

const nodes = Object.fromEntries(
  Object.entries(NODES).map(([name, spec]) => {
    const attrs = BLOCK_ATTRIBUTES[name] ?? {};
    return [name, Object.keys(attrs).length === 0 ? spec : { ...spec, attrs: attributesOf(attrs) }];
  }),
);

const marks = Object.fromEntries(
  Object.entries(MARK_ATTRIBUTES).map(([name, attrs]) => [
    name,
    {
      attrs: attributesOf(attrs),
      inclusive: name === 'strong' || name === 'em',
      // One sentence may rest on several sources; every other mark stands once on a text.
      ...(name === 'citation' ? { excludes: '' } : {}),
    },
  ]),
);

/** The one schema of an article's body, for the server and the editor alike. */
export const articleSchema = new Schema({ nodes, marks });
