import { describe, expect, it } from '@jest/globals';
import { outcomeOfStatus } from './attempt.js';
import { MAX_ATTEMPTS, nextStep, RETRY_TABLE, retryAfterMs } from './next-step.js';

const HOUR = 3_600_000;
const failed = { outcome: 'rejected' } as const;

describe('what follows from an attempt', () => {
  it('is another attempt after the wait of the table, nine times, and then none', () => {
    const waits = RETRY_TABLE.slice(1).map((_, i) => nextStep(failed, i + 1, 0.5));
    expect(waits).toEqual(RETRY_TABLE.slice(1).map((afterMs) => ({ kind: 'retry', afterMs })));
    expect(nextStep(failed, MAX_ATTEMPTS, 0.5)).toEqual({ kind: 'exhaust' });
    expect(RETRY_TABLE.reduce((sum, ms) => sum + ms) / HOUR).toBeCloseTo(75.6, 1);
  });

  it.each([
    [0, 4_000],
    [1, 6_000],
  ])('moves a wait by a fifth at most: chance %d', (chance, afterMs) => {
    expect(nextStep(failed, 1, chance)).toEqual({ kind: 'retry', afterMs });
  });

  it('waits as long as it was asked to, and never less than the table says', () => {
    const asked = (retryAfter: number) => nextStep({ outcome: 'throttled', retryAfterMs: retryAfter }, 1, 0);
    expect(asked(HOUR)).toEqual({ kind: 'retry', afterMs: HOUR });
    expect(asked(1_000)).toEqual({ kind: 'retry', afterMs: 4_000 });
    expect(asked(900 * HOUR)).toEqual({ kind: 'retry', afterMs: 24 * HOUR });
    expect(nextStep({ outcome: 'rejected', retryAfterMs: HOUR }, 1, 0)).toEqual({ kind: 'retry', afterMs: 4_000 });
  });

  it.each([
    [200, 'accepted'],
    [204, 'accepted'],
    [301, 'redirected'],
    [304, 'redirected'],
    [400, 'rejected'],
    [410, 'gone'],
    [429, 'throttled'],
    [500, 'rejected'],
    [502, 'throttled'],
    [503, 'throttled'],
  ])('reads the status %d as %s', (status, outcome) => {
    expect(outcomeOfStatus(status)).toBe(outcome);
  });

  it('reads Retry-After as seconds or as a date', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 10:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 09:00:00 GMT', now)).toBeUndefined();
    for (const text of [undefined, '', 'soon', '-5', '1e9']) expect(retryAfterMs(text, now)).toBeUndefined();
  });
});
