import type { Severity } from '#quality';

export interface CheckOptions {
  readonly json?: boolean;
  /** The least severity that makes the command fail, for scripts. */
  readonly failOn?: Severity;
}

/** What one text had to tell: a severity that is open, or that it could not be read. */
export type Answer = Severity | 'unreadable';

const FROM: Readonly<Record<Severity, readonly Answer[]>> = {
  block: ['block'],
  fix: ['block', 'fix'],
  note: ['block', 'fix', 'note'],
};

/** 0 when everything was checked, 1 when something could not be read, 2 when a finding that must not be there is. */
export function exitCode(answers: readonly Answer[], { failOn }: CheckOptions): 0 | 1 | 2 {
  if (answers.includes('unreadable')) return 1;
  return failOn && answers.some((answer) => FROM[failOn].includes(answer)) ? 2 : 0;
}
