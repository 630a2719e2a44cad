import { describe, expect, it } from '@jest/globals';
import { nextDigest, rhythmFault } from './digest-rhythm.js';

const ZONE = 'America/Los_Angeles';
const next = (cadence: 'weekly' | 'monthly', day: number, localTime: string, after: string) => {
  const found = nextDigest({ cadence, day, localTime }, ZONE, new Date(after))!;
  return [found.period, found.at.toISOString()];
};

describe('when a digest is due', () => {
  it('is the next such day by the clock of the site', () => {
    expect(next('weekly', 1, '09:00', '2026-11-22T20:00:00Z')).toEqual(['2026-11-23', '2026-11-23T17:00:00.000Z']);
    expect(next('monthly', 28, '23:30', '2027-02-01T00:00:00Z')).toEqual(['2027-02-28', '2027-03-01T07:30:00.000Z']);
    expect(nextDigest({ cadence: 'off', day: 1, localTime: '09:00' }, ZONE, new Date())).toBeNull();
  });

  it('is the week after at the very instant', () => {
    expect(next('weekly', 1, '09:00', '2026-11-23T17:00:00Z')[0]).toBe('2026-11-30');
  });

  it('comes once where an hour is skipped or comes twice', () => {
    // Clocks go from 02:00 to 03:00 on 14 March 2027, and from 02:00 to 01:00 on 7 November 2027.
    expect(next('weekly', 7, '02:30', '2027-03-13T12:00:00Z')).toEqual(['2027-03-14', '2027-03-14T10:30:00.000Z']);
    expect(next('weekly', 7, '01:30', '2027-11-06T12:00:00Z')).toEqual(['2027-11-07', '2027-11-07T08:30:00.000Z']);
    expect(next('weekly', 7, '01:30', '2027-11-07T08:30:00Z')[0]).toBe('2027-11-14');
  });

  it.each([
    ['weekly', 8, '09:00', 'day'],
    ['monthly', 29, '09:00', 'day'],
    ['weekly', 1.5, '09:00', 'day'],
    ['weekly', 1, '9:00', 'localTime'],
    ['weekly', 1, '24:00', 'localTime'],
  ] as const)('refuses %s on %s at %s', (cadence, day, localTime, field) => {
    expect(rhythmFault({ cadence, day, localTime })).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});
