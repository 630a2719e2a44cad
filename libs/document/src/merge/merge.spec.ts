import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#kernel';
import { arbitraryContent } from '../arbitrary.fixture.js';
import { build as b } from '../build.js';
import { canonicalContent } from '../canonical/canonical-content.js';
import { parseContent } from '../parse/parse-content.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import { mergeContents } from './merge-contents.js';

const of = (...blocks: DocumentNode[]) => b.content(b.doc(...blocks), { title: 'T', summary: 'S' });
const [A, B, C, D] = [
  b.p('Walk each day for ten minutes.'),
  b.p('Rest at night in a quiet room.'),
  b.h(2, 'When to call us'),
  b.p('Water helps before any exercise.'),
];
const [A2, A3] = [b.p('Walk each day for twenty minutes.'), b.p('Walk each day for ten short minutes.')];
const B2 = b.p('Rest at night in a cool, quiet room.');
const clean = (merged: ArticleContent) => ({ merged: canonicalContent(merged), conflicts: [] });

/** A content, and an edit of it: blocks of its own and of another one, in any order and number. */
const edited = fc
  .tuple(arbitraryContent, arbitraryContent, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }))
  .map(([base, other, picks]): [ArticleContent, ArticleContent] => {
    const pool = [...(base.document.content ?? []), ...(other.document.content ?? [])];
    return [base, { ...other, document: b.doc(...picks.map((pick) => pool[pick % pool.length]!)) }];
  });

describe('merging two edits of one content', () => {
  it('keeps the changes of both sides to different blocks, the title and the summary', () => {
    const mine = { ...of(A2, B, C), title: 'U' };
    const theirs = { ...of(A, B2, C, D), summary: 'V' };
    expect(mergeContents(of(A, B, C), mine, theirs)).toEqual(clean({ ...of(A2, B2, C, D), title: 'U', summary: 'V' }));
  });

  it('takes a removal, a move and an insertion of one side with the edits of the other', () => {
    expect(mergeContents(of(A, B, C), of(B, C), of(A, B2, C))).toEqual(clean(of(B2, C)));
    expect(mergeContents(of(A, B, C), of(C, A, B), of(A2, B, C))).toEqual(clean(of(C, A2, B)));
    expect(mergeContents(of(A, B, C), of(C, A, B), of(A, D, B, C))).toEqual(clean(of(C, A, D, B)));
    expect(mergeContents(of(A, B), of(D, A, B), of(A, B, C))).toEqual(clean(of(D, A, B, C)));
    expect(mergeContents(of(A, B, C), of(A, C), of(A, B, D, C))).toEqual(clean(of(A, D, C)));
  });

  it('names a block that both changed, with both texts, and keeps the rest of both', () => {
    expect(mergeContents(of(A, B), of(A2, B, D), of(A3, B2))).toEqual({
      merged: canonicalContent(of(A3, B2, D)),
      conflicts: [
        {
          kind: 'block',
          at: 'content[0]',
          base: 'Walk each day for ten minutes.',
          mine: 'Walk each day for twenty minutes.',
          theirs: 'Walk each day for ten short minutes.',
        },
      ],
    });
  });

  it('names a dose that both changed', () => {
    const dose = (sets: number) => of(b.exercise('Tilt', { sets }, 'Lie down.'));
    const { conflicts } = mergeContents(dose(1), dose(2), dose(3));
    expect(conflicts).toEqual([
      expect.objectContaining({ mine: expect.stringContaining('2'), theirs: expect.stringContaining('3') }),
    ]);
  });

  it('names a block that one side removed and the other one changed', () => {
    const { conflicts } = mergeContents(of(A, B), of(B), of(A2, B));
    expect(conflicts).toMatchObject([{ kind: 'block', mine: null, theirs: 'Walk each day for twenty minutes.' }]);
  });

  it('names two rewrites of one paragraph as a collision, and does not put both into the text', () => {
    const [X, Y] = [b.p('Swimming suits sore knees.'), b.p('Ask about cycling instead.')];
    expect(mergeContents(of(C, A, B), of(C, X, B), of(C, Y, B))).toMatchObject({
      merged: canonicalContent(of(C, Y, B)),
      conflicts: [{ kind: 'insertion', mine: 'Swimming suits sore knees.', theirs: 'Ask about cycling instead.' }],
    });
  });

  it('names two orders, two titles and two forms of a reference', () => {
    expect(mergeContents(of(A, B, C, D), of(B, A, C, D), of(A, B, D, C)).conflicts).toMatchObject([{ kind: 'order' }]);
    const title = (text: string) => ({ ...of(A), title: text });
    expect(mergeContents(title('a'), title('b'), title('c')).conflicts).toEqual([
      { kind: 'head', at: 'title', base: 'a', mine: 'b', theirs: 'c' },
    ]);
    const cited = (year: number) => ({
      ...of(A),
      references: [{ key: 'k', kind: 'guideline' as const, title: 'G', year }],
    });
    expect(mergeContents(cited(2020), cited(2021), cited(2022)).conflicts).toMatchObject([
      { kind: 'reference', at: 'k', mine: expect.stringContaining('2021'), theirs: expect.stringContaining('2022') },
    ]);
  });

  it('keeps a reference that one side removed while the other began to cite it, and says so', () => {
    const references = [{ key: 'k', kind: 'guideline' as const, title: 'G' }];
    const base = { ...of(A, B), references };
    const citing = { ...of(b.p(b.cite('k', 'Walk each day for ten minutes.')), B), references };
    const { merged, conflicts } = mergeContents(base, of(A, B2), citing);
    expect(merged?.references).toEqual(references);
    expect(conflicts).toMatchObject([{ kind: 'reference', at: 'k', mine: null }]);
  });

  it('says so when nothing valid is left: each side removed what the other kept', () => {
    expect(mergeContents(of(A, C), of(A), of(C))).toMatchObject({ merged: null, conflicts: [{ kind: 'whole' }] });
  });

  it('of an edit and nothing is the edit, whichever side made it; of an edit and itself too', () => {
    fc.assert(
      fc.property(edited, ([base, edit]) => {
        expect(mergeContents(base, edit, base)).toEqual(clean(edit));
        expect(mergeContents(base, base, edit)).toEqual(clean(edit));
        expect(mergeContents(base, edit, edit)).toEqual(clean(edit));
      }),
      { numRuns: 200 },
    );
  });

  it('of edits to different blocks has both', () => {
    const places = fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(places, fc.nat(), ([...changed], split) => {
        const text = (n: number, more = '') => b.p(`Paragraph number ${n} says one thing well${more}.`);
        const cut = 1 + (split % (changed.length - 1));
        const edit = (by: string, at: readonly number[]) =>
          of(...Array.from({ length: 12 }, (_, n) => text(n, at.includes(n) ? ` by ${by}` : '')));
        const { merged, conflicts } = mergeContents(
          edit('', []),
          edit('me', changed.slice(0, cut)),
          edit('them', changed.slice(cut)),
        );
        expect(conflicts).toEqual([]);
        for (const [index, n] of changed.entries()) {
          expect(JSON.stringify(merged)).toContain(
            `number ${n} says one thing well by ${index < cut ? 'me' : 'them'}.`,
          );
        }
      }),
    );
  });

  it('parses, and loses no block of mine without naming it, whatever the two edits are', () => {
    const two = fc.tuple(edited, edited).map(([[base, mine], [other, theirs]]) => ({
      base,
      mine,
      theirs: {
        ...theirs,
        document: b.doc(...(base.document.content ?? []).slice(1), ...(other.document.content ?? [])),
      },
    }));
    fc.assert(
      fc.property(two, ({ base, mine, theirs }) => {
        const { merged, conflicts } = mergeContents(base, mine, theirs);
        if (merged) expect(isRefusal(parseContent(merged))).toBe(false);
        else expect(conflicts.map(({ kind }) => kind)).toContain('whole');
        const texts = (content: ArticleContent | null) =>
          (canonicalContent(content ?? base).document.content ?? []).map((block) => JSON.stringify(block));
        const [before, after] = [new Set(texts(base)), new Set(texts(merged))];
        const lost = texts(mine).filter((block) => !before.has(block) && !after.has(block));
        if (lost.length > 0) expect(conflicts.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('of two large articles is there at once', () => {
    const many = (...at: number[]) =>
      of(
        ...Array.from({ length: 3000 }, (_, n) => b.p(`Paragraph ${n} of many words${at.includes(n) ? ' more' : ''}`)),
      );
    const started = performance.now();
    expect(mergeContents(many(), many(3), many(2000)).merged).toEqual(canonicalContent(many(3, 2000)));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
