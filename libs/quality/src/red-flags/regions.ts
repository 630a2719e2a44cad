import { type DocumentNode, extractBlocks, resolvePiece, splitSentences, type TextBlock } from '#document';
import type { CheckInput } from '../check.js';

/** A sentence, or a list item with the words that introduce its list, stripped of link titles. */
export interface Unit {
  readonly text: string;
  /** False for headings and questions: they may say what to do, but naming a sign there is a topic, not advice. */
  readonly canNameSign: boolean;
}

/** A part of an article that a reader takes in as one piece of advice. */
export interface Region {
  readonly units: readonly Unit[];
  /** A red-flag warning of urgency `now` or `today`: the renderers put what to do, and how soon, above it. */
  readonly hasUrgentTitle: boolean;
}

/** Not the clinic's advice to this reader: offers, links to other pages, captions, stories, questions. */
const LEFT_OUT = new Set(['link', 'callToAction', 'altText', 'caption', 'patientStory', 'videoTitle', 'tableCell']);
const NAMES_NO_SIGN = new Set(['heading', 'faqQuestion', 'exerciseName']);

/** The regions of an article: each red-flag warning, each resolved safety block, each section under a heading. */
export function regionsOf(input: CheckInput): Region[] {
  return [...warningRegions(input.blocks), ...safetyBlockRegions(input), ...sectionRegions(input.blocks)];
}

function isRedFlags(node: DocumentNode): boolean {
  return node.type === 'warning' && node.attrs?.kind === 'redFlags';
}

function warningRegions(blocks: readonly TextBlock[]): Region[] {
  const byWarning = new Map<DocumentNode, TextBlock[]>();
  for (const block of blocks) {
    const warning = block.within.find(isRedFlags);
    if (!warning) continue;
    const inside = byWarning.get(warning);
    if (inside) inside.push(block);
    else byWarning.set(warning, [block]);
  }
  return [...byWarning].map(([warning, inside]) => region(inside, [warning]));
}

function safetyBlockRegions({ content, context }: CheckInput): Region[] {
  return (content.document.content ?? []).flatMap((node) => {
    if (node.type !== 'safetyBlock') return [];
    const found = resolvePiece(node, context);
    if (!found) return [];
    const blocks = extractBlocks({ ...content, document: found.document });
    const title: Unit[] = found.title ? [{ text: found.title, canNameSign: false }] : [];
    const { units, hasUrgentTitle } = region(blocks, found.document.content?.filter(isRedFlags) ?? []);
    return [{ units: [...title, ...units], hasUrgentTitle }];
  });
}

/** From each heading to the next of its level or above; the text before the first heading is one region too. */
function sectionRegions(blocks: readonly TextBlock[]): Region[] {
  const headings = blocks.filter(({ kind }) => kind === 'heading');
  const first = headings[0]?.index ?? blocks.length;
  const sections = headings.map((heading, place) => blocks.slice(heading.index, endOf(headings, place, blocks.length)));
  return [blocks.slice(0, first), ...sections]
    .filter((section) => section.length > 0)
    .map((section) => region(section, [...new Set(section.flatMap(({ within }) => within.filter(isRedFlags)))]));
}

/** Where a section ends: at the next heading of its level or above. */
function endOf(headings: readonly TextBlock[], place: number, end: number): number {
  const level = levelOf(headings[place]!);
  for (let at = place + 1; at < headings.length; at += 1)
    if (levelOf(headings[at]!) <= level) return headings[at]!.index;
  return end;
}

function levelOf(block: TextBlock): number {
  return block.level ?? 0;
}

function region(blocks: readonly TextBlock[], warnings: readonly DocumentNode[]): Region {
  return {
    units: unitsOf(blocks),
    hasUrgentTitle: warnings.some(({ attrs }) => attrs?.urgency === 'now' || attrs?.urgency === 'today'),
  };
}

function unitsOf(blocks: readonly TextBlock[]): Unit[] {
  let introduction = '';
  return blocks.flatMap((block) => {
    if (LEFT_OUT.has(block.kind)) return [];
    const text = withoutLinkTitles(block);
    const isItem = block.within.some(({ type }) => type === 'listItem');
    const before = isItem ? introduction : '';
    if (!isItem) introduction = /:\s*$/.test(text) ? lastSentence(text) : '';
    const canNameSign = !NAMES_NO_SIGN.has(block.kind);
    return splitSentences(text).map(({ from, to }) => ({
      text: `${before} ${text.slice(from, to)}`.trim(),
      canNameSign,
    }));
  });
}

function lastSentence(text: string): string {
  const last = splitSentences(text).at(-1);
  return last ? text.slice(last.from, last.to) : '';
}

/** The title of another page says what that page is about, not what this one advises. A phone link is advice. */
function withoutLinkTitles(block: TextBlock): string {
  return [...block.links]
    .filter(({ href }) => !href.toLowerCase().startsWith('tel:'))
    .reverse()
    .reduce((text, { from, to }) => text.slice(0, from) + text.slice(to), block.text);
}
