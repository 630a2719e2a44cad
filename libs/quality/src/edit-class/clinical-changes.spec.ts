import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ArticleContent, build as b, type DocumentNode } from '#document';
import { type ClinicalChange, clinicalChanges } from './clinical-changes.js';

const SEED = 20_261_122;
const REFERENCES = [
  { key: 'care', kind: 'pmid' as const, pmid: '34719942', title: 'Low back pain guideline', year: 2021 },
];

const text = (...blocks: DocumentNode[]): ArticleContent =>
  b.content(b.doc(...blocks), { title: 'Keep moving', summary: '', locale: 'en', references: REFERENCES });
const kindsOf = (changes: readonly ClinicalChange[]) => [...new Set(changes.map(({ kind }) => kind))];
const between = (before: readonly DocumentNode[], after: readonly DocumentNode[]) =>
  kindsOf(clinicalChanges(text(...before), text(...after)));

describe('what a change does to a text', () => {
  it.each([
    ['a slip of the pen', 'Walking feels esy after a while.', 'Walking feels easy after a while.'],
    ['a plainer word', 'Commence with a gentle walk.', 'Start with a gentle walk.'],
    ['a comma in a dose', 'Walk ten minutes, then rest.', 'Walk ten minutes then rest!'],
    ['case and white space', 'Do 10  repetitions.', 'do 10 repetitions'],
  ])('is minor: %s', (_what, before, after) => {
    expect(between([b.p(before)], [b.p(after)])).toEqual([]);
  });

  it.each([
    ['a figure', 'Do 10 repetitions.', 'Do 15 repetitions.', 'dose'],
    ['a decimal', 'Take 1.5 steps.', 'Take 15 steps.', 'dose'],
    ['a range', 'Hold 10 seconds.', 'Hold 5-10 seconds.', 'dose'],
    ['a figure in words', 'Rest two days.', 'Rest three days.', 'dose'],
    ['how often', 'Walk every day.', 'Walk every other day.', 'dose'],
    ['a "not" beside a dose', 'Do 10 squats.', 'Do not do 10 squats.', 'dose'],
    ['a Spanish dose', 'Camine dos veces al día.', 'Camine tres veces al día.', 'dose'],
    ['when to get help', 'Go to the emergency room with numbness.', 'Go to your clinic with numbness.', 'redFlags'],
    ['a promise', 'Walking may help.', 'Walking is a permanent fix.', 'claim'],
  ])('is clinical: %s', (_what, before, after, kind) => {
    expect(between([b.p(before)], [b.p(after)])).toContain(kind);
  });

  it('is clinical in a red-flag box, whatever changes there', () => {
    const box = (...signs: string[]) =>
      b.redFlags({ urgency: 'now' }, b.p('Call for help if you have:'), b.ul(...signs));
    expect(between([box('weakness in both legs')], [box('weakness')])).toEqual(['redFlags']);
    expect(between([box('weakness in both legs')], [])).toEqual(['redFlags']);
    const today = b.redFlags({ urgency: 'today' }, b.p('Call for help if you have:'), b.ul('weakness'));
    expect(between([box('weakness')], [today])).toEqual(['redFlags']);
  });

  it('is clinical in an exercise and in a shared piece of another version', () => {
    const exercise = (sets: number): DocumentNode => ({ type: 'exercise', attrs: { name: 'Bridge', sets } });
    expect(between([exercise(2)], [exercise(3)])).toEqual(['dose']);
    const piece = (version: number): DocumentNode => ({
      type: 'safetyBlock',
      attrs: { blockId: '01a2028f-bbce-769a-83e9-3f050ffe97b1', version, contentHash: 'a'.repeat(64) },
    });
    expect(between([piece(1)], [piece(2)])).toEqual(['redFlags']);
  });

  it('is clinical in a sentence with a source, in its place, and in the source itself', () => {
    const cited = (words: string) => b.p(b.cite('care', words), '.');
    const plain = 'Most people feel better when they keep moving';
    expect(between([cited(plain)], [cited(`${plain} a lot`)])).toEqual(['claim', 'citation']);
    expect(between([cited(plain)], [b.p(`${plain}.`)])).toEqual(['claim', 'citation']);
    const other = { ...text(cited(plain)), references: [{ ...REFERENCES[0]!, pmid: '1' }] };
    expect(clinicalChanges(text(cited(plain)), other)).toMatchObject([{ kind: 'citation' }]);
  });

  it('is clinical when doses change places, and says what stood there', () => {
    const [one, two] = [b.p('Squat 10 times.'), b.p('Plank 20 seconds.')];
    expect(clinicalChanges(text(one, two), text(two, one))).toEqual([
      { kind: 'dose', before: 'Squat 10 times.', after: 'Plank 20 seconds.' },
    ]);
  });

  it('also in the title', () => {
    const before = text(b.p('Walk.'));
    expect(clinicalChanges(before, { ...before, title: 'Ten minutes a day' })).toMatchObject([
      { kind: 'dose', before: null },
    ]);
  });

  it(`finds every changed figure, and nothing in the same text (seed ${SEED})`, () => {
    const words = fc.array(fc.constantFrom('walk', 'rest', 'the', 'knee', 'slowly'), { maxLength: 6 });
    const sentence = fc.tuple(words, fc.nat(200), words).map(([a, n, c]) => [...a, String(n), ...c].join(' '));
    const doc = fc.array(sentence, { minLength: 1, maxLength: 6 });
    const property = fc.property(doc, fc.nat(), (sentences, pick) => {
      const at = pick % sentences.length;
      const other = sentences.map((it, place) => (place === at ? it.replace(/\d+/, (n) => String(Number(n) + 1)) : it));
      const of = (all: readonly string[]) => text(...all.map((it) => b.p(`${it}.`)));
      expect(clinicalChanges(of(sentences), of(sentences))).toEqual([]);
      expect(clinicalChanges(of(sentences), of(other)).length).toBeGreaterThan(0);
    });
    fc.assert(property, { seed: SEED, numRuns: 200 });
  });
});
