import { InvalidInput } from '#kernel';
import type { Answer, Answers, Instrument, OpenAnswers } from './instrument.js';
import { INSTRUMENTS, isInstrumentName } from './instruments.js';

/** A sheet as somebody hands it in. */
export interface GivenSheet {
  readonly instrument: string;
  readonly answers: readonly { readonly item: string; readonly answer: string; readonly note?: string | null }[];
  readonly openAnswers?: readonly { readonly id: string; readonly text: string }[] | null;
}

/** A whole sheet that breaks no rule of its instrument. */
export interface Sheet {
  readonly instrument: Instrument;
  readonly answers: Answers;
  readonly openAnswers: OpenAnswers;
}

const VALUES = ['yes', 'no', 'notApplicable'];
const LONGEST_NOTE = 1_000;

/** Reads a sheet: every question of the instrument answered once, and "does not apply" only where it may be said. */
export function readSheet(given: GivenSheet): Sheet | InvalidInput {
  if (!isInstrumentName(given.instrument)) {
    return new InvalidInput(
      'instrument',
      `There is no checklist ${given.instrument.slice(0, 40)}. Choose one of those listed.`,
    );
  }
  const instrument = INSTRUMENTS[given.instrument];
  const known = new Set(instrument.items.map(({ id }) => id));
  const answers = new Map<string, Answer>();
  for (const { item, answer, note } of given.answers) {
    const fault = answerFault({ item, answer, note }, known, answers);
    if (fault) return fault;
    answers.set(item, { answer: answer as Answer['answer'], ...(note?.trim() ? { note: note.trim() } : {}) });
  }
  const open = Object.fromEntries((given.openAnswers ?? []).map(({ id, text }) => [id, text.trim()]));
  const fault = itemsFault(instrument, answers) ?? openFault(instrument, open);
  return fault ?? { instrument, answers: inOrder(instrument, answers), openAnswers: open };
}

function answerFault(
  { item, answer, note }: GivenSheet['answers'][number],
  known: ReadonlySet<string>,
  before: ReadonlyMap<string, Answer>,
): InvalidInput | null {
  const name = item.slice(0, 20);
  if (!known.has(item)) return new InvalidInput('answers', `This checklist has no item ${name}. Leave it out.`);
  if (before.has(item)) return new InvalidInput('answers', `Item ${name} is answered twice. Answer it once.`);
  if (!VALUES.includes(answer))
    return new InvalidInput('answers', `Answer item ${name} with yes, no or does not apply.`);
  return (note ?? '').length > LONGEST_NOTE
    ? new InvalidInput('answers', `The note to item ${name} is too long. Say it in ${LONGEST_NOTE} characters.`)
    : null;
}

function itemsFault(instrument: Instrument, answers: ReadonlyMap<string, Answer>): InvalidInput | null {
  const missing = instrument.items.filter(({ id }) => !answers.has(id)).map(({ id }) => id);
  if (missing.length > 0) {
    return new InvalidInput('answers', `These items of ${instrument.title} have no answer yet: ${missing.join(', ')}.`);
  }
  const wrong = instrument.items.find(
    ({ id, mayNotApply }) => answers.get(id)!.answer === 'notApplicable' && !mayNotApply,
  );
  return wrong
    ? new InvalidInput('answers', `Item ${wrong.id} of ${instrument.title} always applies. Answer yes or no.`)
    : null;
}

function openFault(instrument: Instrument, open: OpenAnswers): InvalidInput | null {
  const missing = instrument.openQuestions.find(({ id }) => {
    const length = (open[id] ?? '').length;
    return length < 3 || length > LONGEST_NOTE;
  });
  if (missing) return new InvalidInput('openAnswers', `Answer in 3 to ${LONGEST_NOTE} characters: ${missing.question}`);
  const unknown = Object.keys(open).find((id) => !instrument.openQuestions.some((question) => question.id === id));
  return unknown
    ? new InvalidInput('openAnswers', `${instrument.title} does not ask ${unknown.slice(0, 40)}. Leave it out.`)
    : null;
}

function inOrder(instrument: Instrument, answers: ReadonlyMap<string, Answer>): Answers {
  return Object.fromEntries(instrument.items.map(({ id }) => [id, answers.get(id)!]));
}
