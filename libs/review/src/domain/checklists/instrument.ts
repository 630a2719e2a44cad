/** The sheets a reviewer can answer. */
export type InstrumentName = 'safety' | 'pemat' | 'cci';

/** For PEMAT-P `yes` is "agree" and `no` is "disagree". */
export type AnswerValue = 'yes' | 'no' | 'notApplicable';

/** A question of a sheet. */
export interface Item {
  /** Stable; the item's own number in the published instrument. */
  readonly id: string;
  readonly part: string;
  readonly question: string;
  readonly mayNotApply: boolean;
  /** `no` is the good answer. */
  readonly inverted?: boolean;
}

/** A question answered in words before the items. */
export interface OpenQuestion {
  readonly id: string;
  readonly question: string;
}

/** A published instrument, or ours, in our own words. `version` moves when a question changes its meaning. */
export interface Instrument {
  readonly name: InstrumentName;
  readonly version: number;
  readonly title: string;
  readonly about: string;
  /** Parts in order, for people to find their way. */
  readonly parts: readonly { readonly id: string; readonly title: string }[];
  readonly openQuestions: readonly OpenQuestion[];
  readonly items: readonly Item[];
}

/** One answer, and why, when it needs a word. */
export interface Answer {
  readonly answer: AnswerValue;
  readonly note?: string;
}

/** A sheet's answers by item id. */
export type Answers = Readonly<Record<string, Answer>>;

/** Answers to the open questions by their id. */
export type OpenAnswers = Readonly<Record<string, string>>;

/** One figure of a sheet. Null when no item applied. */
export interface Score {
  readonly part: string;
  readonly points: number;
  readonly outOf: number;
  readonly percent: number | null;
  /** The customary bar, where there is one. */
  readonly bar: number | null;
}
