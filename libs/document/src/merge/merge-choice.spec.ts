import { describe, expect, it } from '@jest/globals';
import { build as b } from '../build.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import type { MergeChoice } from './merge-conflict.js';
import { mergeContents } from './merge-contents.js';

const of = (title: string, ...blocks: (string | DocumentNode)[]) => b.content(b.doc(...blocks), { title });
const base = of('Knee', 'Walk each day for ten minutes.', 'Rest at night.');
const mine = of('My knee', 'Walk each day for twenty minutes.', 'Rest at night.', 'Swim on Sunday.');
const theirs = of('Her knee', 'Walk each day for thirty minutes.', 'Rest at night.', 'Cycle on Monday.');

const merged = (...choices: [kind: string, choice: MergeChoice][]): ArticleContent => {
  const choose = ({ kind }: { kind: string }) => new Map(choices).get(kind) ?? 'theirs';
  const result = mergeContents(base, mine, theirs, choose);
  expect(result.conflicts.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    'head title',
    'block content[0]',
    'insertion content[2]',
  ]);
  return result.merged!;
};
const lines = ({ title, document }: ArticleContent) => [
  title,
  ...(document.content ?? []).map((block) => block.content?.[0]?.text),
];

describe('choosing between two edits that collide', () => {
  it('takes theirs where nothing is chosen', () => {
    expect(lines(merged())).toEqual([
      'Her knee',
      'Walk each day for thirty minutes.',
      'Rest at night.',
      'Cycle on Monday.',
    ]);
  });

  it('takes mine, block by block', () => {
    expect(lines(merged(['block', 'mine'], ['head', 'mine']))).toEqual([
      'My knee',
      'Walk each day for twenty minutes.',
      'Rest at night.',
      'Cycle on Monday.',
    ]);
    expect(lines(merged(['insertion', 'mine'])).at(-1)).toBe('Swim on Sunday.');
  });

  it('keeps both, one behind the other: no word of either is lost', () => {
    const all = lines(merged(['block', 'both'], ['insertion', 'both']));
    expect(all.slice(1)).toEqual([
      'Walk each day for thirty minutes.',
      'Walk each day for twenty minutes.',
      'Rest at night.',
      'Swim on Sunday.',
      'Cycle on Monday.',
    ]);
  });

  it('takes the order that was chosen when both moved blocks', () => {
    const [one, two, three] = ['First, stand up.', 'Second, sit down.', 'Third, lie on your back.'];
    const from = of('T', one, two, three);
    const [a, c] = [of('T', two, one, three), of('T', three, one, two)];
    expect(lines(mergeContents(from, a, c).merged!).slice(1)).toEqual([three, one, two]);
    expect(lines(mergeContents(from, a, c, () => 'mine').merged!).slice(1)).toEqual([two, one, three]);
  });

  it('keeps the source that was chosen', () => {
    const cite = (title: string) =>
      b.content(b.doc(b.p(b.cite('a', 'Walk.'))), {
        title: 'T',
        references: [{ key: 'a', kind: 'pmid', pmid: '34719942', title }],
      });
    const { merged: result } = mergeContents(cite('Old'), cite('Mine'), cite('Theirs'), () => 'mine');
    expect(result?.references[0]?.title).toBe('Mine');
  });
});
