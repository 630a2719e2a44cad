import type { Answers, Instrument, Item, Score } from './instrument.js';

/** The bar customary for PEMAT-P. */
const PEMAT_BAR = 70;
/** The Clear Communication Index passes at 90 of 100. */
const CCI_BAR = 90;
/** Items of the Index that ask how the main message is shown: without one they get no point. */
const ABOUT_THE_MESSAGE = ['C2', 'C3', 'C4'];

/**
 * The figures of a whole sheet, by the rules of its instrument.
 *
 * PEMAT-P: one score for understandability and one for actionability, agree / (agree + disagree). Clear Communication
 * Index: one score, points / items that apply; no main message (item 1) makes items 2 to 4 zero. Ours: how many of the
 * items that apply are answered yes.
 */
export function scoresOf(instrument: Instrument, answers: Answers): Score[] {
  if (instrument.name === 'pemat') {
    return instrument.parts.map(({ id }) =>
      scoreOf(
        id,
        instrument.items.filter(({ part }) => part === id),
        answers,
        PEMAT_BAR,
      ),
    );
  }
  if (instrument.name === 'cci') return [scoreOf('all', instrument.items, withoutMessage(answers), CCI_BAR)];
  return [scoreOf('all', instrument.items, answers, 100)];
}

function withoutMessage(answers: Answers): Answers {
  if (answers.C1?.answer === 'yes') return answers;
  return { ...answers, ...Object.fromEntries(ABOUT_THE_MESSAGE.map((id) => [id, { answer: 'no' as const }])) };
}

function scoreOf(part: string, items: readonly Item[], answers: Answers, bar: number): Score {
  const applying = items.filter(({ id }) => answers[id] && answers[id].answer !== 'notApplicable');
  const points = applying.filter(({ id, inverted }) => answers[id]!.answer === (inverted ? 'no' : 'yes')).length;
  const outOf = applying.length;
  // Two decimals: 16 of 18 must not read as 89 on one screen and 88.9 on another.
  const percent = outOf === 0 ? null : Math.round((points / outOf) * 10_000) / 100;
  return { part, points, outOf, percent, bar };
}

/** Items of our own checklist that were answered no. */
export function unmetItems(answers: Answers): string[] {
  return Object.entries(answers)
    .filter(([, { answer }]) => answer === 'no')
    .map(([id]) => id);
}
