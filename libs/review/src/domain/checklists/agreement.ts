import type { Answers, AnswerValue } from './instrument.js';

/** How far two people who answered the same sheet about the same text agree. */
export interface Agreement {
  readonly items: number;
  readonly same: number;
  /** Share of items answered alike, in percent. */
  readonly percent: number;
  /** Cohen's kappa: agreement beyond chance, from -1 to 1. Null when both gave one and the same answer throughout. */
  readonly kappa: number | null;
  /** Items answered differently, in the order of the sheet. */
  readonly differ: readonly string[];
}

const VALUES: readonly AnswerValue[] = ['yes', 'no', 'notApplicable'];

/** The agreement of two raters, over the items both answered; null when there is none. */
export function agreementOf(one: Answers, other: Answers): Agreement | null {
  const ids = Object.keys(one).filter((id) => other[id] !== undefined);
  if (ids.length === 0) return null;
  const differ = ids.filter((id) => one[id]!.answer !== other[id]!.answer);
  const same = ids.length - differ.length;
  const observed = same / ids.length;
  const share = (answers: Answers, value: AnswerValue) =>
    ids.filter((id) => answers[id]!.answer === value).length / ids.length;
  const expected = VALUES.reduce((sum, value) => sum + share(one, value) * share(other, value), 0);
  const kappa = expected >= 1 ? null : Math.round(((observed - expected) / (1 - expected)) * 100) / 100;
  return { items: ids.length, same, percent: Math.round(observed * 10_000) / 100, kappa, differ };
}
