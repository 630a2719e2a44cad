import { describe, expect, it } from '@jest/globals';
import { type IssueFacts, issueProgress } from './issue-progress.js';
import { type IssueState, RECIPIENT_STATUSES, type RecipientCounts } from './issue-state.js';

const none = Object.fromEntries(RECIPIENT_STATUSES.map((status) => [status, 0])) as RecipientCounts;
const facts = (state: IssueState, counts: Partial<RecipientCounts>, holdReason: string | null = null): IssueFacts => {
  const all = { ...none, ...counts };
  return { state, holdReason, counts: all, candidateCount: Object.values(all).reduce((a, b) => a + b, 0) };
};

describe('what an issue looks like', () => {
  it.each([
    ['composing', facts('composing', {})],
    ['handingOver', facts('handingOver', { queued: 2, handed_over: 1 })],
    ['waiting', facts('handingOver', { deferred: 2, handed_over: 1 })],
    ['waiting', facts('handingOver', { queued: 3 }, 'The mail server cannot be reached.')],
    ['paused', facts('paused', { queued: 3 })],
    ['onHold', facts('paused', { queued: 3 }, 'An article was withdrawn.')],
    ['finished', facts('finished', { handed_over: 3, failed: 1 })],
    ['finishedWithUnknown', facts('finished', { handed_over: 3, unknown: 1 })],
    ['cancelled', facts('cancelled', { skipped: 3 })],
  ] as const)('%s', (display, given) => expect(issueProgress(given).display).toBe(display));

  it('says when a recipient is missing', () => {
    const given = { ...facts('finished', { handed_over: 3 }), candidateCount: 4 };
    expect(issueProgress(given)).toMatchObject({ addsUp: false, settled: 3, remaining: 1 });
  });
});
