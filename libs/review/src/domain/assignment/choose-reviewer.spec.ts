import { describe, expect, it } from '@jest/globals';
import { type Candidate, chooseReviewer } from './choose-reviewer.js';

function candidate(userId: string, more: Partial<Candidate> = {}): Candidate {
  return { userId, specialist: false, openReviews: 0, lastAssignedAt: null, obstacle: null, ...more };
}
const chosen = (candidates: Candidate[], mustBeSpecialist = false) =>
  chooseReviewer(candidates, mustBeSpecialist)?.userId ?? null;
const day = (number: number) => new Date(Date.UTC(2026, 10, number));

describe('whom to ask for a review', () => {
  it('is a specialist before somebody who has less to do', () => {
    expect(chosen([candidate('a'), candidate('b', { specialist: true, openReviews: 9 })])).toBe('b');
  });

  it('is who has least to do, then who was asked longest ago, then whose id comes first', () => {
    const busy = candidate('a', { openReviews: 2, lastAssignedAt: day(1) });
    const recent = candidate('b', { openReviews: 1, lastAssignedAt: day(3) });
    const longAgo = candidate('d', { openReviews: 1, lastAssignedAt: day(2) });
    expect(chosen([busy, recent, longAgo])).toBe('d');
    expect(chosen([busy, recent, longAgo, candidate('e', { openReviews: 1 })])).toBe('e');
    expect(chosen([{ ...longAgo, userId: 'c' }, recent, longAgo])).toBe('c');
    expect(chosen([longAgo, recent, { ...longAgo, userId: 'c' }])).toBe('c');
  });

  it('is nobody with an obstacle, however idle', () => {
    const obstacles = ['contributor', 'noLicence', 'conflictOfInterest', 'assigned', 'approved'] as const;
    const barred = obstacles.map((obstacle) => candidate(obstacle, { obstacle, specialist: true }));
    expect(chosen(barred)).toBeNull();
    expect(chosen([...barred, candidate('z', { openReviews: 50 })])).toBe('z');
  });

  it('is only a specialist where the last place needs one', () => {
    expect(chosen([candidate('a'), candidate('b')], true)).toBeNull();
    expect(chosen([candidate('a'), candidate('b', { specialist: true, openReviews: 7 })], true)).toBe('b');
    expect(chosen([], true)).toBeNull();
  });

  it('does not change the list it was given', () => {
    const list = Object.freeze([candidate('b'), candidate('a')]);
    expect(chooseReviewer(list, false)!.userId).toBe('a');
    expect(list.map(({ userId }) => userId)).toEqual(['b', 'a']);
  });
});
