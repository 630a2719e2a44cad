import { describe, expect, it } from '@jest/globals';
import { holdBound } from './hold-bounds.js';

const now = new Date('2026-03-01T12:00:00Z');

describe('how long a text may be kept', () => {
  it.each([
    ['2026-03-31T12:00:01Z', '2026-03-31T12:00:00.000Z', 'longest wait'],
    ['2026-03-31T12:00:00Z', '2026-03-31T12:00:00.000Z', 'review date'],
    ['2026-03-02T00:00:00Z', '2026-03-02T00:00:00.000Z', 'review date'],
  ])('with a review date of %s it is until %s', (reviewDate, latest, endedBy) => {
    const bound = holdBound(now, new Date(reviewDate));
    expect([bound.latest.toISOString(), bound.endedBy]).toEqual([latest, endedBy]);
  });
});
