import { describe, expect, it } from '@jest/globals';
import type { Provenance } from './payload.js';
import { nextChange, reviewState, timeIsOver } from './review-state.js';

const DUE = '2027-01-10T00:00:00.000Z';
const GRACE = '2027-02-09T00:00:00.000Z';
const provenance = (more: Partial<Provenance> = {}): Provenance => ({
  approvedAt: '2025-01-10T00:00:00.000Z',
  lastReviewedAt: '2025-01-10T00:00:00.000Z',
  nextReviewAt: DUE,
  graceEndsAt: GRACE,
  whenOverdue: 'notice',
  reviewedBy: { name: 'Maya', credential: 'DPT' },
  ...more,
});

describe('the state of a review as readers are told', () => {
  it.each([
    ['2027-01-09T23:59:59.999Z', 'current', DUE],
    [DUE, 'overdue', GRACE],
    ['2027-02-08T23:59:59.999Z', 'overdue', GRACE],
    [GRACE, 'underReview', null],
  ])('is at %s %s, until %s', (at, state, next) => {
    const now = new Date(at);
    expect(reviewState(provenance(), now)).toBe(state);
    expect(nextChange(provenance(), now)).toEqual(next === null ? null : new Date(next));
  });

  it('is strict with rows that do not know their grace', () => {
    const old = provenance({ graceEndsAt: undefined, whenOverdue: undefined });
    expect(reviewState(old, new Date(DUE))).toBe('underReview');
    expect(timeIsOver(old, new Date(GRACE))).toBe(false);
  });

  it('is over for a text that its policy takes off', () => {
    const high = provenance({ whenOverdue: 'withdraw', graceEndsAt: DUE });
    expect(timeIsOver(high, new Date('2027-01-09T23:59:59.999Z'))).toBe(false);
    expect(timeIsOver(high, new Date(DUE))).toBe(true);
  });
});
