import { describe, expect, it } from '@jest/globals';
import { estimate } from './estimate.js';

describe('how long an issue takes still', () => {
  it('follows from what was measured', () => {
    expect(estimate(600, { ended: 300, seconds: 60, secondsToLastTry: 0 })).toEqual({
      perMinute: 300,
      secondsLeft: 120,
    });
  });

  it('is never sooner than the last try that is planned', () => {
    expect(estimate(1, { ended: 300, seconds: 60, secondsToLastTry: 900 })?.secondsLeft).toBe(900);
  });

  it.each([
    { ended: 0, seconds: 0, secondsToLastTry: 0 },
    { ended: 9, seconds: 60, secondsToLastTry: 0 },
    { ended: 50, seconds: 1, secondsToLastTry: 0 },
  ])('is not known from %j', (late) => {
    expect(estimate(100, late)).toBeNull();
  });

  it('is nothing when nobody is left', () => {
    expect(estimate(0, { ended: 10, seconds: 10, secondsToLastTry: 50 })).toEqual({ perMinute: 60, secondsLeft: 0 });
  });
});
