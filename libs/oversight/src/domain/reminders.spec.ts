import { describe, expect, it } from '@jest/globals';
import { dueReminder } from './reminders.js';

const reviewDueAt = new Date('2028-06-01T12:00:00Z');
const approval = { approvedAt: new Date('2026-06-01T12:00:00Z'), reviewDueAt };
const at = (daysBefore: number, ms = 0) => new Date(reviewDueAt.getTime() - daysBefore * 86_400_000 + ms);

describe('the reminder that is due', () => {
  it.each([
    ['a moment before the first day', at(60, -1), [], null],
    ['on the first day', at(60), [], { send: 60, covered: [] }],
    ['later the same day, written down already', at(59), [60], null],
    ['on the second day', at(30), [60], { send: 30, covered: [] }],
    ['after weeks without a sweep', at(5), [60], { send: 7, covered: [30] }],
    ['after a year without a sweep', at(-400), [], { send: 0, covered: [60, 30, 7] }],
    ['when all is written down', at(-400), [60, 30, 7, 0], null],
  ])('%s', (_when, now, inLedger, expected) => {
    expect(dueReminder(approval, inLedger, now)).toEqual(expected);
  });

  it('knows no day from before the approval', () => {
    const short = { approvedAt: at(20), reviewDueAt };
    expect(dueReminder(short, [], at(19))).toBeNull();
    expect(dueReminder(short, [], at(7))).toEqual({ send: 7, covered: [] });
  });
});
