import { describe, expect, it } from '@jest/globals';
import { freshPace, recovered, slowed } from './pace.js';

const SECOND = 1_000;

describe('a pace', () => {
  it('is halved by "too much", from what was in fact sent', () => {
    expect(slowed(freshPace(100, 0), 60, 5_000).perSecond).toBe(30);
    expect(slowed(freshPace(100, 0), 400, 5_000).perSecond).toBe(50);
    expect(slowed(freshPace(Number.POSITIVE_INFINITY, 0), 60, 5_000).perSecond).toBe(30);
  });

  it('takes many answers of one instant as one, and a later one as another', () => {
    const once = slowed(freshPace(100, 0), 100, 5_000);
    expect(slowed(once, 100, 9_900)).toBe(once);
    expect(slowed(once, 100, 10_000).perSecond).toBe(25);
  });

  it('never stops altogether', () => {
    let pace = freshPace(100, 0);
    for (let at = 1; at < 60; at += 1) pace = slowed(pace, 0, at * 6 * SECOND);
    expect(pace.perSecond).toBe(0.5);
  });

  it('comes back slowly, and never beyond what was set', () => {
    const low = slowed(freshPace(100, 0), 100, 0);
    expect(recovered(low, 9 * SECOND)).toBe(low);
    expect(recovered(low, 10 * SECOND).perSecond).toBeCloseTo(66.667, 2);
    const twice = recovered(recovered(low, 15 * SECOND), 20 * SECOND);
    expect(twice.perSecond).toBeCloseTo(recovered(low, 20 * SECOND).perSecond, 9);
    expect(twice.changedAt).toBe(recovered(low, 20 * SECOND).changedAt);
    expect(recovered(low, 3_600 * SECOND).perSecond).toBe(100);
  });

  it('without a limit is without one again in the end', () => {
    const low = slowed(freshPace(Number.POSITIVE_INFINITY, 0), 10, 0);
    expect(recovered(low, 20 * SECOND).perSecond).toBeCloseTo(8.889, 2);
    expect(recovered(low, 3_600 * SECOND).perSecond).toBe(Number.POSITIVE_INFINITY);
  });

  it('is between the slowest and the limit whatever happens', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let round = 0; round < 60; round += 1) {
      let pace = freshPace(1 + random() * 200, 0);
      for (let step = 0, now = 0; step < 40; step += 1) {
        now += random() * 90 * SECOND;
        pace = random() < 0.5 ? slowed(recovered(pace, now), random() * 400, now) : recovered(pace, now);
        expect(pace.perSecond).toBeGreaterThanOrEqual(0.5);
        expect(pace.perSecond).toBeLessThanOrEqual(pace.limit);
      }
    }
  });
});
