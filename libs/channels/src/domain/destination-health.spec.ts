import { describe, expect, it } from '@jest/globals';
import { healthAfter } from './destination-health.js';

const NOW = new Date('2027-01-10T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const fail = (failures: number, failingSince: Date | null = NOW) =>
  healthAfter({ failures, failingSince }, { outcome: 'rejected', status: 500 }, NOW);

describe('the health of a destination', () => {
  it('rests from the fifth failure in a row on, twice as long each time, a quarter of an hour at most', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 30].map((before) => fail(before).restMs)).toEqual([
      ...[0, 0, 0, 0],
      ...[30_000, 60_000, 120_000, 900_000],
    ]);
    expect(fail(0, null)).toMatchObject({ failures: 1, failingSince: NOW });
  });

  it('is whole again with one success, and a fault of ours says nothing', () => {
    const before = { failures: 9, failingSince: daysAgo(4) };
    expect(healthAfter(before, { outcome: 'accepted', status: 204 }, NOW)).toMatchObject({ failures: 0, restMs: 0 });
    expect(healthAfter(before, { outcome: 'failedHere' }, NOW)).toEqual({ ...before, restMs: 0, disable: false });
  });

  it('gives the pause that an answer asks for, an hour at most', () => {
    const asked = (retryAfterMs: number) =>
      healthAfter({ failures: 0, failingSince: null }, { outcome: 'throttled', status: 429, retryAfterMs }, NOW).restMs;
    expect([asked(1_000), asked(10 * 3_600_000)]).toEqual([1_000, 3_600_000]);
  });

  it('ends after five days of failures, and not after one failure that came five days after another', () => {
    expect(fail(40, daysAgo(5)).disable).toBe(true);
    expect(fail(40, daysAgo(4.9)).disable).toBe(false);
    expect(fail(1, daysAgo(6)).disable).toBe(false);
  });
});
