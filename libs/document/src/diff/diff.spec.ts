import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyEdit, OPS, type RandomEdit } from '../anchor/random-edit.fixture.js';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { canonicalContent } from '../canonical/canonical-content.js';
import { contentHash } from '../canonical/content-hash.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import { applyDiff, type ContentDiff, diffContents } from './diff-contents.js';
import { diffWords } from './diff-words.js';

const of = (...blocks: DocumentNode[]) => b.content(b.doc(...blocks), { title: 'T' });
const ops = (a: ArticleContent, c: ArticleContent) =>
  diffContents(a, c).blocks.map((change) => `${change.op}${'moved' in change && change.moved ? ' moved' : ''}`);

const [A, B, C] = [
  b.p('Walk each day for ten minutes.'),
  b.p('Rest at night in a quiet room.'),
  b.h(2, 'Third heading'),
];

describe('the difference of two contents', () => {
  it('names blocks that were kept, inserted, removed and moved', () => {
    expect(ops(of(A, B, C), of(A, B, C))).toEqual(['kept', 'kept', 'kept']);
    expect(ops(of(A, C), of(A, B, C))).toEqual(['kept', 'inserted', 'kept']);
    expect(ops(of(A, B, C), of(A, C))).toEqual(['kept', 'removed', 'kept']);
    expect(ops(of(A, B, C), of(C, A, B))).toEqual(['kept moved', 'kept', 'kept']);
    expect(ops(of(A), of(C))).toEqual(['inserted', 'removed']);
  });

  it('shows an edited block by its words', () => {
    const [change] = diffContents(of(A), of(b.p('Walk each day for twenty minutes.'))).blocks;
    expect(change).toMatchObject({
      op: 'changed',
      words: [
        { op: 'same', text: 'Walk each day for ' },
        { op: 'removed', text: 'ten' },
        { op: 'inserted', text: 'twenty' },
        { op: 'same', text: ' minutes.' },
      ],
      attributes: [],
      formatting: false,
    });
  });

  it('shows a changed dose, a new mark and a new citation', () => {
    const dose = diffContents(of(b.exercise('Tilt', { sets: 2 }, A)), of(b.exercise('Tilt', { sets: 3 }, A)));
    expect(dose.blocks[0]).toMatchObject({
      op: 'changed',
      attributes: [{ name: 'sets', before: 2, after: 3 }],
      formatting: false,
    });
    const references = [{ key: 'a', kind: 'guideline' as const, title: 'G' }];
    const cited = { ...of(b.p(b.cite('a', 'Walk each day for ten minutes.'))), references };
    const diff = diffContents(of(A), cited);
    expect(diff.blocks[0]).toMatchObject({ op: 'changed', words: [{ op: 'same' }], formatting: true });
    expect(diff.references).toEqual([{ key: 'a', before: null, after: references[0] }]);
  });

  it('shows a changed title and nothing else', () => {
    expect(diffContents(of(A), { ...of(A), title: 'U' })).toEqual({
      same: false,
      head: [{ name: 'title', before: 'T', after: 'U' }],
      blocks: [{ op: 'kept', before: 0, after: 0, moved: false }],
      references: [],
    });
  });

  it('applied to the old side gives the new side', () => {
    const edited = fc
      .tuple(arbitraryContent, arbitraryContent, fc.array(fc.nat(), { minLength: 6, maxLength: 20 }))
      .map(([a, other, picks]): [ArticleContent, ArticleContent] => {
        const pool = [...(a.document.content ?? []), ...(other.document.content ?? [])];
        const content = picks.map((pick) => pool[pick % pool.length]!);
        return [a, { ...other, document: b.doc(...content), title: picks[0]! % 2 ? a.title : other.title }];
      });
    fc.assert(
      fc.property(edited, ([a, c]) => {
        const diff = diffContents(a, c);
        expect(applyDiff(a, diff)).toEqual(canonicalContent(c));
        expect(diff.same).toBe(contentHash(a) === contentHash(c));
        expect(diffContents(a, a).same).toBe(true);
      }),
      { seed: 20_261_122, numRuns: 100 },
    );
  });

  it('applied to the old side gives the new side after any row of edits, also when it went through JSON', () => {
    const word = fc.constantFrom('new', 'line', '<b>', '背中');
    const edit: fc.Arbitrary<RandomEdit> = fc.record({
      op: fc.constantFrom(...OPS),
      at: fc.nat(99),
      to: fc.nat(99),
      word,
    });
    fc.assert(
      fc.property(arbitraryContent, fc.array(edit, { minLength: 1, maxLength: 8 }), (before, edits) => {
        const after = edits.reduce(applyEdit, before);
        for (const [from, to] of [
          [before, after],
          [after, before],
        ] as const) {
          const diff = JSON.parse(JSON.stringify(diffContents(from, to))) as ContentDiff;
          expect(applyDiff(from, diff)).toEqual(canonicalContent(to));
          expect(diff.same).toBe(contentHash(from) === contentHash(to));
        }
      }),
      { seed: 20_261_122, numRuns: 150 },
    );
  });

  it('of two large articles is there at once', () => {
    const many = (from: number) =>
      of(...Array.from({ length: 3000 }, (_, n) => b.p(`Paragraph ${n + from} of many words`)));
    const started = performance.now();
    expect(applyDiff(many(0), diffContents(many(0), many(500)))).toEqual(canonicalContent(many(500)));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the difference of two texts', () => {
  it('holds both texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', 'back', '\n', '.', '𝒳', 'é')).map((list) => list.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = diffWords(before, after);
        const side = (op: string) =>
          changes
            .filter((change) => change.op === 'same' || change.op === op)
            .map((change) => change.text)
            .join('');
        expect(side('removed')).toBe(before);
        expect(side('inserted')).toBe(after);
      }),
    );
  });

  it('calls a huge rewrite a rewrite', () => {
    const words = (word: string) => Array.from({ length: 2000 }, () => word).join(' ');
    expect(diffWords(`x ${words('a')}`, `x ${words('b')}`).map(({ op }) => op)).toEqual([
      'same',
      'removed',
      'inserted',
    ]);
  });
});
