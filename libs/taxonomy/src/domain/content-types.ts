import { type ArticleContent, build, type DocumentNode, textOf } from '#document';

/** A block that a kind of text cannot do without. */
export interface RequiredBlock {
  readonly key: string;
  /** For people: what is missing. */
  readonly says: string;
}

interface Requirement extends RequiredBlock {
  /** True when a node of the document, with some words in it, is that block. */
  readonly is: (node: DocumentNode) => boolean;
}

/** A kind of text: what it is for, and what it must have before anybody reviews it. */
export interface ContentType {
  readonly key: string;
  readonly name: string;
  readonly purpose: string;
  readonly required: readonly RequiredBlock[];
}

const written = (node: DocumentNode) => textOf(node).trim() !== '';

const keyMessage: Requirement = {
  key: 'keyMessage',
  says: 'a key message: the one thing to remember',
  is: (node) => node.type === 'keyMessage' && written(node),
};
const steps: Requirement = {
  key: 'steps',
  says: 'what to do, as steps',
  is: (node) => node.type === 'steps' && written(node),
};
const redFlags: Requirement = {
  key: 'redFlags',
  says: 'when to get help: a red-flag warning',
  is: (node) => node.type === 'warning' && node.attrs?.kind === 'redFlags' && written(node),
};
const safety: Requirement = {
  ...redFlags,
  says: 'when to get help: a red-flag warning or the shared safety block',
  is: (node) => node.type === 'safetyBlock' || redFlags.is(node),
};
const exercise: Requirement = {
  key: 'exercise',
  says: 'an exercise with a name',
  is: (node) => node.type === 'sharedExercise' || (node.type === 'exercise' && String(node.attrs?.name ?? '') !== ''),
};
const ownExercise: Requirement = { ...exercise, is: (node) => node.type === 'exercise' && exercise.is(node) };
const faq: Requirement = {
  key: 'faq',
  says: 'a question with its answer',
  is: (node) => node.type === 'faqItem' && (node.content ?? []).every(written),
};
const paragraph: Requirement = {
  key: 'paragraph',
  says: 'a paragraph',
  is: (node) => node.type === 'paragraph' && written(node),
};

interface Definition {
  readonly name: string;
  readonly purpose: string;
  readonly required: readonly Requirement[];
}

const TYPES = {
  article: { name: 'Article', purpose: 'Any text for patients. Nothing is asked of it but the checks.', required: [] },
  conditionGuide: {
    name: 'Condition guide',
    purpose: 'What a condition is, what helps, and when to get help.',
    required: [keyMessage, steps, safety],
  },
  exerciseProgramme: {
    name: 'Exercise programme',
    purpose: 'Exercises in an order, with their doses.',
    required: [exercise, safety],
  },
  faq: { name: 'Questions and answers', purpose: 'What patients ask again and again.', required: [faq] },
  safetyBlock: {
    name: 'Safety block',
    purpose: 'When to get help, written once and shown by many articles.',
    required: [redFlags],
  },
  exercise: {
    name: 'Exercise',
    purpose: 'One exercise, written once and shown by many articles.',
    required: [ownExercise],
  },
  newsletterIntro: {
    name: 'Newsletter introduction',
    purpose: 'The words at the top of a newsletter.',
    required: [paragraph],
  },
} satisfies Readonly<Record<string, Definition>>;

export type ContentTypeKey = keyof typeof TYPES;

/** True for a kind of text that there is. */
export function isContentType(key: string): key is ContentTypeKey {
  return Object.hasOwn(TYPES, key);
}

/** Every kind of text, in the order in which people choose. */
export const CONTENT_TYPES: readonly ContentType[] = Object.entries(TYPES).map(
  ([key, { name, purpose, required }]) => ({
    key,
    name,
    purpose,
    required: required.map((it) => ({ key: it.key, says: it.says })),
  }),
);

/**
 * The required blocks that a text lacks, in the order of its kind. An empty block counts as none. A kind that this
 * release does not know requires nothing: a newer one may have written it.
 */
export function missingBlocks(contentType: string, content: ArticleContent): RequiredBlock[] {
  if (!isContentType(contentType)) return [];
  const nodes = nodesOf(content.document);
  return TYPES[contentType].required
    .filter((requirement: Requirement) => !nodes.some(requirement.is))
    .map(({ key, says }: Requirement) => ({ key, says }));
}

function nodesOf(node: DocumentNode): DocumentNode[] {
  return [node, ...(node.content ?? []).flatMap(nodesOf)];
}

const HEADINGS = {
  en: { about: 'What it is', helps: 'What helps', help: 'When to get help', how: 'How to do it' },
  es: { about: 'Qué es', helps: 'Qué ayuda', help: 'Cuándo pedir ayuda', how: 'Cómo hacerlo' },
} as const;

/**
 * The document a new text of this kind begins with: headings and empty blocks. Only headings hold words, so that no
 * placeholder is ever taken for advice.
 */
export function templateOf(contentType: ContentTypeKey, locale: string): DocumentNode {
  const says = locale.toLowerCase().startsWith('es') ? HEADINGS.es : HEADINGS.en;
  const { doc, p, h, keyMessage: key, steps: todo, redFlags: flags, faq: questions } = build;
  switch (contentType) {
    case 'conditionGuide':
      return doc(key(p()), h(2, says.about), p(), h(2, says.helps), todo([p()]), h(2, says.help), flags({}, p()));
    case 'exerciseProgramme':
      return doc(p(), h(2, says.how), todo([p()]), h(2, says.help), flags({}, p()));
    case 'faq':
      return doc(questions({ question: '', answer: p() }));
    case 'safetyBlock':
      return doc(flags({ urgency: 'now' }, p()));
    default:
      return doc(p());
  }
}
