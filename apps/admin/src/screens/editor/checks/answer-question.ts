import { extractBlocks, type TextBlock } from '#document';
import { type Finding, runChecks } from '#quality';
import type { CheckAnswer, CheckQuestion, PlacedFinding } from './check-types';

/** Runs every check over a text and says where in the editor each finding stands. */
export function answerQuestion({ number, content, ...context }: CheckQuestion): CheckAnswer {
  const { findings, readability } = runChecks(content, context);
  const blocks = extractBlocks(content);
  return {
    number,
    findings: findings.map((finding) => placed(finding, blocks)),
    readability,
    words: blocks.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0), 0),
  };
}

/** A text in an attribute has no place of its own: its block is shown by its path. */
function placed(finding: Finding, blocks: readonly TextBlock[]): PlacedFinding {
  const block = finding.blockIndex === undefined ? undefined : blocks[finding.blockIndex];
  if (!block || block.attribute) return { ...finding, place: undefined };
  const { from = 0, to = block.text.length } = finding;
  return { ...finding, place: to > from ? { from: block.pos + from, to: block.pos + to } : undefined };
}
