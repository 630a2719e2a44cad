import { describe, expect, it } from '@jest/globals';
import { clockReading, endOfDay, instantOf, wallClock } from './zoned';

describe('a wall time as an instant', () => {
  it.each([
    ['2026-11-22T09:30', 'America/Los_Angeles', '2026-11-22T17:30:00.000Z'],
    ['2026-07-01T00:00', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    ['2026-11-22T09:30', 'UTC', '2026-11-22T09:30:00.000Z'],
    // Repeated: the first of the two.
    ['2026-11-01T01:30', 'America/Los_Angeles', '2026-11-01T08:30:00.000Z'],
    // Skipped: an hour later by the clock.
    ['2026-03-08T02:30', 'America/Los_Angeles', '2026-03-08T10:30:00.000Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(instantOf(wall, zone)?.toISOString()).toBe(instant);
  });

  it('comes back as it was written', () => {
    const instant = instantOf('2026-02-03T04:05', 'Asia/Kolkata') as Date;
    expect(wallClock(instant, 'Asia/Kolkata')).toBe('2026-02-03T04:05');
  });

  it('is nothing for a text that is no time', () => {
    expect(instantOf('soon', 'UTC')).toBeUndefined();
    expect(endOfDay('', 'UTC')).toBeUndefined();
  });

  it('lasts until the last minute of a day', () => {
    expect(endOfDay('2026-12-04', 'America/New_York')?.toISOString()).toBe('2026-12-05T04:59:00.000Z');
  });
});

describe('a wall time on the day the clocks change', () => {
  it('is skipped, and the reading says what the clocks show instead', () => {
    expect(clockReading('2027-03-14T02:30', 'America/Los_Angeles')).toMatchObject({
      kind: 'skipped',
      next: '2027-03-14T03:30',
    });
  });

  it('comes twice, an hour apart', () => {
    const reading = clockReading('2027-11-07T01:30', 'America/New_York');
    expect(reading?.kind).toBe('twice');
    if (reading?.kind === 'twice') expect(reading.later.getTime() - reading.at.getTime()).toBe(3_600_000);
  });

  it('comes once on every other hour of that day', () => {
    expect(clockReading('2027-03-14T03:30', 'America/Los_Angeles')?.kind).toBe('once');
    expect(clockReading('2027-11-07T03:30', 'America/New_York')?.kind).toBe('once');
  });
});
