import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { canonicalJson } from '../canonical/canonical-json.js';
import { canonicalNode } from '../canonical/canonical-node.js';
import { tokens } from '../diff/align.js';
import { textOf } from '../plain-text.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import type { Anchor, TextAnchor } from './anchor.js';
import { AnchorMap } from './anchor-map.js';
import { anchorAt, textAnchor } from './make-anchor.js';
import { nodeAt } from './node-at.js';
import { passagesOf } from './passages.js';
import { applyEdit, OPS, type RandomEdit, textBlocks } from './random-edit.fixture.js';

const SEED = 20_261_122;

const edit = (word: fc.Arbitrary<string>): fc.Arbitrary<RandomEdit> =>
  fc.record({ op: fc.constantFrom(...OPS), at: fc.nat(1_000), to: fc.nat(1_000), word });
const edits = (word: fc.Arbitrary<string>) => fc.array(edit(word), { minLength: 1, maxLength: 8 });

/** Few words, so that the same ones stand in many places. */
const FEW = fc.constantFrom('walk', 'rest', 'the', 'ten', 'minutes.', 'pain');
const few = fc.array(FEW, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
const fewBlock: fc.Arbitrary<DocumentNode> = fc.oneof(
  few.map((text) => b.p(text)),
  few.map((text) => b.h(2, text)),
  fc.array(few, { minLength: 1, maxLength: 3 }).map((items) => b.ul(...items)),
  fc.tuple(few, few).map(([a, c]) => b.table([a], [c])),
  fc.tuple(few, few).map(([question, answer]) => b.faq({ question, answer })),
  fc.tuple(few, fc.integer({ min: 1, max: 9 })).map(([name, sets]) => b.exercise(name, { sets }, name)),
);
const fewContent = fc.array(fewBlock, { minLength: 1, maxLength: 7 }).map((blocks) => b.content(b.doc(...blocks)));

/** Every word once: `w0`, `w1`, ... */
const uniqueContent = fc
  .array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 8 })
  .map((plan) => {
    let next = 0;
    const line = (count: number) => Array.from({ length: count }, () => `w${next++}`).join(' ');
    const blocks = plan.map(([kind, count]) =>
      kind === 0 ? b.ul(line(count), line(count)) : kind === 1 ? b.quote(line(count)) : b.p(line(count)),
    );
    return b.content(b.doc(...blocks));
  });

/** Several ranges in every text, over two texts, and every block. */
function anchorsOf(content: ArticleContent): Anchor[] {
  const texts = passagesOf(content).filter(({ kind }) => kind === 'text');
  const ranges = texts.flatMap(({ path, text }, index) => {
    const word = /\S+/g;
    const words = [...text.matchAll(word)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
    const middle = words[words.length >> 1]!;
    const next = texts[index + 1];
    return [
      anchorAt(content, { path, from: 0, to: text.length }),
      anchorAt(content, { path, from: middle.from, to: words.at(-1)!.to }),
      anchorAt(content, { path, ...middle }),
      anchorAt(content, { path, from: middle.from, to: middle.from + 1 }),
      anchorAt(content, { path }),
      next ? anchorAt(content, { path, from: middle.from, endPath: next.path, to: 1 }) : null,
    ];
  });
  const blocks = (content.document.content ?? []).map((_, index) =>
    anchorAt(content, { path: `document.content[${index}]` }),
  );
  return [...ranges, ...blocks].filter((anchor) => anchor !== null);
}

const words = (text: string) =>
  tokens(text)
    .filter((token) => /\S/.test(token))
    .join(' ');
const isWhole = (content: ArticleContent, anchor: TextAnchor) => textAnchor(content, anchor)?.quote === anchor.quote;

/** What must be true of every answer, whatever was edited. */
function check(before: ArticleContent, after: ArticleContent, anchor: Anchor, map: AnchorMap): string {
  const { state, anchor: now } = map.map(anchor);
  if (!now) return state;
  if (now.kind === 'text') expect(isWhole(after, now)).toBe(true);
  if (now.kind === 'block') expect(nodeAt(after, now.path)).toBeDefined();
  if (state === 'kept' && anchor.kind === 'text') expect(words(now.quote)).toBe(words(anchor.quote));
  if (state === 'kept' && anchor.kind === 'block') {
    const [old, kept] = [nodeAt(before, anchor.path)!, nodeAt(after, now.path)!];
    expect(canonicalJson(canonicalNode(kept))).toBe(canonicalJson(canonicalNode(old)));
  }
  return state;
}

describe(`anchors through random edits (seed ${SEED})`, () => {
  const tally = { kept: 0, changed: 0, orphaned: 0 } as Record<string, number>;

  it.each([
    ['few words that stand everywhere', fewContent, FEW, 200],
    ['contents of every kind', arbitraryContent, fc.constantFrom('new', 'line', '<b>', '背中'), 200],
  ])('say the same words when kept, and name a real place when changed: %s', (_name, contents, word, numRuns) => {
    fc.assert(
      fc.property(contents, edits(word), (before, list) => {
        const after = list.reduce(applyEdit, before);
        const map = new AnchorMap(before, after);
        for (const anchor of anchorsOf(before)) tally[check(before, after, anchor, map)]! += 1;
      }),
      { seed: SEED, numRuns },
    );
    expect(Math.min(tally.kept!, tally.changed!, tally.orphaned!)).toBeGreaterThan(100);
  });

  it('lose no line of three words that still stands somewhere as it was, and never leave its words, where every word is one of a kind', () => {
    fc.assert(
      fc.property(uniqueContent, edits(fc.nat(10_000).map((n) => `new${n}`)), (before, list) => {
        const after = list.filter(({ op }) => op !== 'copyBlock').reduce(applyEdit, before);
        const map = new AnchorMap(before, after);
        const there = textBlocks(after.document.content ?? []).map(({ node }) => ` ${textOf(node)} `);
        for (const { path, text } of passagesOf(before)) {
          const stands = text.split(' ').length >= 3 && there.some((other) => other === ` ${text} `);
          const anchor = anchorAt(before, { path, from: 0, to: text.length })!;
          const state = check(before, after, anchor, map);
          if (stands) expect({ text, state }).toEqual({ text, state: 'kept' });
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('come back to their place with the text they were made on', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const restored = structuredClone(content);
        const map = new AnchorMap(content, restored);
        for (const anchor of anchorsOf(content)) expect(map.map(anchor)).toEqual({ state: 'kept', anchor });
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
