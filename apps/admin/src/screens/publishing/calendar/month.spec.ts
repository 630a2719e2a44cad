import { describe, expect, it } from '@jest/globals';
import { stepMonth, weeksOf } from './month';

describe('a month of the calendar', () => {
  it('begins with the Monday of its first week and ends with the Sunday of its last', () => {
    const weeks = weeksOf('2027-03');
    expect(weeks[0]?.[0]).toBe('2027-03-01');
    expect(weeks.at(-1)?.at(-1)).toBe('2027-04-04');
    expect(weeks).toHaveLength(5);
  });

  it.each(['2026-02', '2027-02', '2027-05', '2026-11', '2028-02'])('has every day of %s once', (month) => {
    const days = weeksOf(month).flat();
    const own = days.filter((day) => day.startsWith(month));
    expect(new Set(days).size).toBe(days.length);
    expect(own[0]).toBe(`${month}-01`);
    expect(own).toHaveLength(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate());
  });

  it('is followed by the next one, over the end of the year', () => {
    expect(stepMonth('2026-12', 1)).toBe('2027-01');
    expect(stepMonth('2027-01', -1)).toBe('2026-12');
  });
});
