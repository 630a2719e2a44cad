import { describe, expect, it } from '@jest/globals';
import { agreementOf } from './agreement.js';
import { readSheet } from './answers.js';
import { CCI } from './cci.js';
import type { Answers, AnswerValue, Instrument } from './instrument.js';
import { PEMAT } from './pemat.js';
import { scoresOf } from './scores.js';

/** Every item answered alike, but for those named. */
function sheet({ items }: Instrument, all: AnswerValue, but: Readonly<Record<string, AnswerValue>> = {}): Answers {
  return Object.fromEntries(items.map(({ id }) => [id, { answer: but[id] ?? all }]));
}

function given(instrument: Instrument, answers: Answers) {
  return readSheet({
    instrument: instrument.name,
    answers: Object.entries(answers).map(([item, { answer }]) => ({ item, answer })),
    openAnswers: instrument.openQuestions.map(({ id }) => ({ id, text: 'People with a stiff back.' })),
  });
}

const NONE_OF_THE_PARTS = Object.fromEntries(
  [12, 13, 14, 15, 16, 17, 18, 19, 20].map((number) => [`C${number}`, 'notApplicable' as const]),
);

describe('the Clear Communication Index', () => {
  const score = (answers: Answers) => scoresOf(CCI, answers)[0]!;

  it('gives the whole score to twenty good answers, of which that of item 17 is no', () => {
    expect(score(sheet(CCI, 'yes', { C17: 'no' }))).toEqual({
      part: 'all',
      points: 20,
      outOf: 20,
      percent: 100,
      bar: 90,
    });
  });

  it('inverts item 17', () => {
    // 19 of 20.
    expect(score(sheet(CCI, 'yes'))).toMatchObject({ points: 19, outOf: 20, percent: 95 });
    // All no: the one point is that of item 17.
    expect(score(sheet(CCI, 'no'))).toMatchObject({ points: 1, outOf: 20, percent: 5 });
  });

  it('without a main message gives items 1 to 4 no point, whatever is said of 2 to 4', () => {
    // 20 less items 1, 2, 3 and 4.
    expect(score(sheet(CCI, 'yes', { C1: 'no', C17: 'no' }))).toMatchObject({ points: 16, outOf: 20, percent: 80 });
    // The eleven of the core less four: 7 of 11 is 63.636...
    expect(score(sheet(CCI, 'yes', { ...NONE_OF_THE_PARTS, C1: 'no' }))).toMatchObject({
      ...{ points: 7, outOf: 11, percent: 63.64 },
    });
  });

  it('counts the items that apply, and passes at 90', () => {
    expect(score(sheet(CCI, 'yes', NONE_OF_THE_PARTS))).toMatchObject({ points: 11, outOf: 11, percent: 100 });
    // Two faults of twenty are at the bar, three below it; one of eleven is above it (90.909...), two are below.
    const faults = (but: Record<string, AnswerValue>) => score(sheet(CCI, 'yes', but));
    const [two, three] = [{ C17: 'no', C5: 'no', C6: 'no' } as const, { C5: 'no', C6: 'no', C17: 'yes' } as const];
    expect(faults(two)).toMatchObject({ points: 18, outOf: 20, percent: 90, bar: 90 });
    expect(faults(three)).toMatchObject({ points: 17, outOf: 20, percent: 85 });
    expect(faults({ ...NONE_OF_THE_PARTS, C5: 'no' })).toMatchObject({ points: 10, outOf: 11, percent: 90.91 });
    expect(faults({ ...NONE_OF_THE_PARTS, C5: 'no', C6: 'no' })).toMatchObject({
      points: 9,
      outOf: 11,
      percent: 81.82,
    });
  });

  it('lets the parts not apply, and never the core', () => {
    expect(given(CCI, sheet(CCI, 'yes', NONE_OF_THE_PARTS))).toMatchObject({ instrument: CCI });
    for (let number = 1; number <= 11; number++) {
      const answers = sheet(CCI, 'yes', { [`C${number}`]: 'notApplicable' });
      expect(given(CCI, answers)).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});

describe('PEMAT-P', () => {
  /** Points and percent of understandability, then of actionability. */
  const figures = (answers: Answers) =>
    scoresOf(PEMAT, answers).map(({ points, outOf, percent, bar }) => [points, outOf, percent, bar]);

  it('gives two scores, of 17 and of 7 items', () => {
    expect(figures(sheet(PEMAT, 'yes'))).toEqual([
      [17, 17, 100, 70],
      [7, 7, 100, 70],
    ]);
  });

  it('is agree / (agree + disagree): 12 of 17 and 4 of 7', () => {
    const disagree = Object.fromEntries(
      ['P1', 'P2', 'P3', 'P4', 'P5', 'P20', 'P21', 'P22'].map((id) => [id, 'no' as const]),
    );
    // 12 / 17 = 70.588..., 4 / 7 = 57.142...
    expect(figures(sheet(PEMAT, 'yes', disagree))).toEqual([
      [12, 17, 70.59, 70],
      [4, 7, 57.14, 70],
    ]);
  });

  it('leaves out what does not apply, on both sides of the fraction', () => {
    const but = { P6: 'notApplicable', P11: 'notApplicable', P19: 'notApplicable', P1: 'no' } as const;
    // 17 less three, one of them disagree: 13 / 14 = 92.857...; 7 less one: 5 / 6 = 83.333...
    expect(figures(sheet(PEMAT, 'yes', { ...but, P25: 'notApplicable', P26: 'no' }))).toEqual([
      [13, 14, 92.86, 70],
      [5, 6, 83.33, 70],
    ]);
  });

  it('lets an item not apply only where the instrument does', () => {
    const allowed = PEMAT.items.filter(
      (item) => 'instrument' in given(PEMAT, sheet(PEMAT, 'yes', { [item.id]: 'notApplicable' })),
    );
    expect(allowed.map(({ id }) => Number(id.slice(1)))).toEqual([6, 8, 9, 11, 16, 17, 18, 19, 24, 25]);
  });
});

describe('two raters', () => {
  const answers = (values: string): Answers =>
    Object.fromEntries(
      [...values].map((value, index) => [
        `I${index}`,
        { answer: ({ y: 'yes', n: 'no', '-': 'notApplicable' } as const)[value as 'y' | 'n' | '-'] },
      ]),
    );

  it('agree in 7 of 10, which is kappa 0.4 where half of it is chance', () => {
    // Yes 5 and 6 of 10, no 5 and 4: by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4.
    expect(agreementOf(answers('yyyyynnnnn'), answers('yyyynyynnn'))).toEqual({
      ...{ items: 10, same: 7, percent: 70, kappa: 0.4, differ: ['I4', 'I5', 'I6'] },
    });
  });

  it('agree wholly, not at all, and on what does not apply', () => {
    expect(agreementOf(answers('yn-'), answers('yn-'))).toMatchObject({ percent: 100, kappa: 1, differ: [] });
    // By chance 0.5; (0 - 0.5) / 0.5 = -1.
    expect(agreementOf(answers('yn'), answers('ny'))).toMatchObject({ percent: 0, kappa: -1 });
    // One answer throughout says nothing beyond chance.
    expect(agreementOf(answers('yyy'), answers('yyy'))).toMatchObject({ percent: 100, kappa: null });
  });

  it('are compared over what both answered', () => {
    expect(agreementOf(answers('yn'), answers('y'))).toMatchObject({ items: 1, same: 1 });
    expect(agreementOf(answers('y'), {})).toBeNull();
  });
});
