import { describe, expect, it } from '@jest/globals';
import { licenceDay } from './licence-days.js';

const END = new Date('2027-03-01T00:00:00Z');
const before = (days: number) => new Date(END.getTime() - days * 86_400_000);

describe('the letters about a licence that ends', () => {
  it.each([
    [60.01, null],
    [60, 60],
    [31, 60],
    [30, 30],
    [7.5, 30],
    [7, 7],
    [0.01, 7],
    [0, null],
    [-1, null],
  ])('%d days before the end: %s', (days, day) => {
    expect(licenceDay(END, before(days))).toBe(day);
  });
});
