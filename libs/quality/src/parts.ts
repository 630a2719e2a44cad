import { type ArticleContent, type DocumentNode, extractBlocks, type TextBlock } from '#document';
import type { Check, CheckContext, CheckInput, Finding, PlacedSentence } from './check.js';
import { findingsOf } from './findings-of.js';
import { sentencesIn } from './passages.js';
import { addCounts } from './readability/count.js';
import type { Counts } from './readability/formulas.js';
import { countsOf, readabilityFrom } from './readability/readability.js';

/** What is known about one top-level block, as if it stood alone in the article. */
export interface Part {
  readonly blocks: readonly TextBlock[];
  readonly sentences: readonly PlacedSentence[];
  readonly counts: Counts;
  readonly findings: ReadonlyMap<Check, readonly Finding[]>;
}

/** Looks at one top-level block with the checks that need no more of the article. */
export function partOf(
  node: DocumentNode,
  content: ArticleContent,
  context: CheckContext,
  checks: readonly Check[],
): Part {
  const alone = { ...content, document: { ...content.document, content: [node] } };
  const blocks = extractBlocks(alone);
  const sentences = sentencesIn(blocks);
  const counts = countsOf(blocks, content.locale);
  const input = { content: alone, blocks, sentences, context, readability: readabilityFrom(counts, content.locale) };
  return { blocks, sentences, counts, findings: new Map(checks.map((check) => [check, findingsOf(check, input)])) };
}

/** Parts in reading order, each with the number of its top-level block and of its first text block in the article. */
export type PlacedPart = Part & { readonly at: number; readonly firstBlock: number };

export function placed(parts: readonly Part[]): PlacedPart[] {
  let firstBlock = 0;
  return parts.map((part, at) => {
    const one = { ...part, at, firstBlock };
    firstBlock += part.blocks.length;
    return one;
  });
}

/** What the checks of the whole article get, put together from what is known of its parts. */
export function inputOf(content: ArticleContent, context: CheckContext, parts: readonly PlacedPart[]): CheckInput {
  const blocks = extractBlocks(content);
  const sentences = parts.flatMap((part) =>
    part.sentences.map((one) => ({ ...one, block: blocks[part.firstBlock + one.block.index]! })),
  );
  const readability = readabilityFrom(addCounts(parts.map(({ counts }) => counts)), content.locale);
  return { content, blocks, sentences, context, readability };
}

const ALONE = 'document.content[0]';

/** The findings of one check in a part, with their places in the whole article. */
export function findingsIn({ findings, at, firstBlock }: PlacedPart, check: Check): Finding[] {
  return (findings.get(check) ?? []).map((finding) => ({
    ...finding,
    path: `document.content[${at}]${finding.path.slice(ALONE.length)}`,
    ...(finding.blockIndex === undefined ? {} : { blockIndex: finding.blockIndex + firstBlock }),
  }));
}
