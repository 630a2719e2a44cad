import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '#kernel';
import { type AskedTime, instantOf, type WallTime } from './wall-time.js';

const NEW_YORK = 'America/New_York';
const at = (localTime: string, timeZone = NEW_YORK, occurrence?: WallTime['occurrence']) =>
  instantOf({ localTime, timeZone, occurrence });
const iso = (answer: ReturnType<typeof instantOf>) => (answer as AskedTime).at.toISOString();

/** What a clock in a zone shows at an instant, by the platform's own calendar and not by ours. */
function wall(instant: Date, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    clocks.set(timeZone, clock);
  }
  return clock.format(instant).replace(' ', 'T');
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const QUARTER = 15 * 60_000;
/** The nights on which the three zones change their clocks in 2027, with a day before and after. */
const CHANGES = ['2027-03-13', '2027-03-27', '2027-04-03', '2027-10-02', '2027-10-30', '2027-11-06'];

describe('a time on the wall', () => {
  it.each([
    ['2027-01-15T09:00', NEW_YORK, '2027-01-15T14:00:00.000Z'],
    ['2027-07-15T09:00', NEW_YORK, '2027-07-15T13:00:00.000Z'],
    ['2027-07-15T09:00', 'Europe/Berlin', '2027-07-15T07:00:00.000Z'],
    ['2027-07-15T09:00:30', 'Australia/Lord_Howe', '2027-07-14T22:30:30.000Z'],
    ['2027-07-15T09:00', 'UTC', '2027-07-15T09:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(iso(at(local, zone))).toBe(instant);
  });

  it('that clocks are put forward over is refused, with the time that comes instead', () => {
    expect(at('2027-03-14T02:30')).toMatchObject({ code: 'TIME_SKIPPED', nextTime: '2027-03-14T03:30' });
    expect(at('2027-10-03T02:15', 'Australia/Lord_Howe')).toMatchObject({ code: 'TIME_SKIPPED' });
    // Half past one stands, and three o'clock follows it at once.
    expect(iso(at('2027-03-14T01:59'))).toBe('2027-03-14T06:59:00.000Z');
    expect(iso(at('2027-03-14T03:00'))).toBe('2027-03-14T07:00:00.000Z');
  });

  it('that comes twice is asked about, and then taken at its word', () => {
    expect(at('2027-11-07T01:30')).toMatchObject({
      code: 'TIME_REPEATED',
      earlier: new Date('2027-11-07T05:30:00.000Z'),
      later: new Date('2027-11-07T06:30:00.000Z'),
    });
    expect(iso(at('2027-11-07T01:30', NEW_YORK, 'earlier'))).toBe('2027-11-07T05:30:00.000Z');
    expect(iso(at('2027-11-07T01:30', NEW_YORK, 'later'))).toBe('2027-11-07T06:30:00.000Z');
  });

  it.each([
    ['2027-02-30T09:00', NEW_YORK],
    ['2027-03-14T25:00', NEW_YORK],
    ['14.03.2027 09:00', NEW_YORK],
    ['2027-03-14T09:00Z', NEW_YORK],
    ['', NEW_YORK],
    ['2027-03-14T09:00', 'Mars/Olympus'],
    ['2027-03-14T09:00', '+05:00'],
    ['2027-03-14T09:00', ''],
  ])('%s in "%s" is refused', (local, zone) => {
    expect(at(local, zone)).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('reads back as it was asked, every quarter of an hour around each change of the clocks in three zones', () => {
    const seen = { plain: 0, skipped: 0, repeated: 0 };
    for (const zone of [NEW_YORK, 'Europe/Berlin', 'Australia/Sydney']) {
      for (const day of CHANGES) {
        const start = Date.parse(`${day}T00:00:00Z`);
        for (let ms = start; ms < start + 3 * 24 * 3_600_000; ms += QUARTER) {
          const local = new Date(ms).toISOString().slice(0, 16);
          const answer = at(local, zone);
          if (!isRefusal(answer)) {
            seen.plain += 1;
            if (wall(answer.at, zone) !== local) throw new Error(`${local} in ${zone}: ${answer.at.toISOString()}`);
            continue;
          }
          if (answer.code === 'TIME_SKIPPED') seen.skipped += 1;
          if (answer.code !== 'TIME_REPEATED') continue;
          seen.repeated += 1;
          for (const occurrence of ['earlier', 'later'] as const) {
            expect(wall((at(local, zone, occurrence) as AskedTime).at, zone)).toBe(local);
          }
        }
      }
    }
    expect(seen).toEqual({ plain: 3 * 6 * 3 * 96 - 24, skipped: 12, repeated: 12 });
  });
});
