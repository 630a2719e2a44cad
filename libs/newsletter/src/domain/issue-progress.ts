import { BUSY_STATUSES, type IssueState, type RecipientCounts } from './issue-state.js';

/** What an issue looks like to a person. Derived from its row and its ledger each time it is shown, never stored. */
export type IssueDisplay =
  | 'composing'
  | 'handingOver'
  | 'waiting'
  | 'paused'
  | 'onHold'
  | 'finished'
  | 'finishedWithUnknown'
  | 'cancelled';

export interface IssueFacts {
  readonly state: IssueState;
  readonly holdReason: string | null;
  /** Rows that were frozen. */
  readonly candidateCount: number;
  readonly counts: RecipientCounts;
}

export interface IssueProgress {
  readonly display: IssueDisplay;
  /** One sentence with the numbers. */
  readonly sentence: string;
  /** Recipients whose end is known or will never be. */
  readonly settled: number;
  readonly remaining: number;
  /** False would be a lost recipient: a bug worth an alarm. */
  readonly addsUp: boolean;
}

const total = (counts: RecipientCounts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Derives what to show of an issue. */
export function issueProgress(facts: IssueFacts): IssueProgress {
  const { counts, candidateCount } = facts;
  const settled = counts.handed_over + counts.failed + counts.suppressed + counts.skipped + counts.unknown;
  const display = displayOf(facts);
  return {
    display,
    sentence: sentenceOf(display, facts),
    settled,
    remaining: candidateCount - settled,
    addsUp: total(counts) === candidateCount,
  };
}

function displayOf({ state, holdReason, counts }: IssueFacts): IssueDisplay {
  if (state === 'paused') return holdReason ? 'onHold' : 'paused';
  if (state === 'finished') return counts.unknown > 0 ? 'finishedWithUnknown' : 'finished';
  if (state !== 'handingOver') return state;
  const busy = BUSY_STATUSES.some((status) => counts[status] > 0);
  return holdReason || !busy ? 'waiting' : 'handingOver';
}

function sentenceOf(display: IssueDisplay, { counts, candidateCount, holdReason }: IssueFacts): string {
  const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
  const handedOver = `Handed over for ${counts.handed_over} of ${people(candidateCount)}.`;
  switch (display) {
    case 'composing':
      return 'Not sent yet.';
    case 'handingOver':
      return handedOver;
    case 'waiting':
      return `${handedOver} ${holdReason ?? `${people(counts.deferred)} will be tried again: their mail server asked us to wait.`}`;
    case 'paused':
      return `Paused. ${handedOver}`;
    case 'onHold':
      return `On hold. ${holdReason} ${handedOver}`;
    case 'cancelled':
      return `Cancelled. ${handedOver}`;
    case 'finished':
      return counts.failed > 0 ? `${handedOver} Refused for ${people(counts.failed)}.` : handedOver;
    case 'finishedWithUnknown':
      return `${handedOver} For ${people(counts.unknown)} nobody knows whether it arrived; they are not sent it again by themselves.`;
  }
}
