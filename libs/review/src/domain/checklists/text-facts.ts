import { type ArticleContent, type DocumentNode, extractBlocks, extractSentences } from '#document';

/** What can be counted in a text without judging it. */
export interface TextFacts {
  readonly words: number;
  readonly sentences: readonly string[];
  readonly headings: readonly string[];
  readonly summary: string;
  readonly keyMessages: readonly string[];
  /** Number of entries of each list, numbered or not. */
  readonly lists: readonly number[];
  readonly pictures: readonly { readonly alt: boolean; readonly caption: boolean }[];
  readonly tables: number;
  readonly stepLists: number;
  readonly exercises: readonly { readonly name: string; readonly dose: boolean; readonly stopRule: boolean }[];
  /** Boxes that say when to get help: our own warnings and shared safety blocks. */
  readonly helpBoxes: number;
  readonly offers: number;
  readonly stories: number;
}

type Mutable = { -readonly [K in keyof TextFacts]: TextFacts[K] extends readonly (infer T)[] ? T[] : TextFacts[K] };

const filled = (value: unknown) => value !== null && value !== undefined && value !== '';

/** Counts once for all suggestions. Pure: the same content gives the same facts. */
export function factsOf(content: ArticleContent): TextFacts {
  const blocks = extractBlocks(content);
  const facts: Mutable = {
    words: blocks.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu) ?? []).length, 0),
    sentences: extractSentences(content).map(({ text }) => text),
    headings: blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text),
    summary: content.summary.trim(),
    keyMessages: blocks.filter(({ kind }) => kind === 'keyMessage').map(({ text }) => text),
    ...{ lists: [], pictures: [], tables: 0, stepLists: 0, exercises: [], helpBoxes: 0, offers: 0, stories: 0 },
  };
  count(content.document, facts);
  return facts;
}

function count(node: DocumentNode, facts: Mutable): void {
  const { attrs = {} } = node;
  if (node.type === 'bulletList' || node.type === 'orderedList') facts.lists.push(node.content?.length ?? 0);
  if (node.type === 'image' && attrs.decorative !== true) {
    facts.pictures.push({ alt: filled(attrs.alt), caption: filled(attrs.caption) });
  }
  if (node.type === 'table') facts.tables += 1;
  if (node.type === 'steps' || node.type === 'orderedList') facts.stepLists += 1;
  if (node.type === 'exercise') {
    const dose = [attrs.sets, attrs.reps, attrs.holdSeconds, attrs.frequency].some(filled);
    facts.exercises.push({ name: String(attrs.name), dose, stopRule: filled(attrs.stopRule) });
  }
  if (node.type === 'warning' || node.type === 'safetyBlock') facts.helpBoxes += 1;
  if (node.type === 'callToAction') facts.offers += 1;
  if (node.type === 'patientStory') facts.stories += 1;
  for (const child of node.content ?? []) count(child, facts);
}
