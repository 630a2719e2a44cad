import { INSTRUMENTS, type InstrumentName } from '#review';

/** A whole sheet on which every question is answered well. */
export function goodSheet(instrument: InstrumentName) {
  const { items, openQuestions } = INSTRUMENTS[instrument];
  return {
    instrument,
    answers: items.map(({ id, inverted }) => ({ item: id, answer: inverted ? 'no' : 'yes' })),
    openAnswers: openQuestions.map(({ id }) => ({ id, text: 'People with a stiff back.' })),
  };
}

/** Every sheet, as an approval takes them beside its statement. */
export const GOOD_SHEETS = (['safety', 'pemat', 'cci'] as const).map(goodSheet);

/** The same as the management schema takes them. */
export const GOOD_CHECKLISTS = GOOD_SHEETS.map(({ instrument, answers, openAnswers }) => ({
  name: instrument.toUpperCase(),
  answers: answers.map(({ item, answer }) => ({ item, answer: answer.toUpperCase() })),
  openAnswers,
}));
