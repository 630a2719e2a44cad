import { describe, expect, it } from '@jest/globals';
import { failureOf, TookTooLong } from './bounded-query.js';

describe('the failure of a statement', () => {
  it.each([
    Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
    new Error('timeout exceeded when trying to connect'),
  ])('is told as such when there was no time for it: %s', (cause) => {
    const told = failureOf(cause) as TookTooLong;
    expect(told).toBeInstanceOf(TookTooLong);
    expect([told.extensions.code, told.cause]).toEqual(['TIMEOUT', cause]);
    expect(told.message).not.toContain(cause.message);
  });

  it('stays what it is otherwise', () => {
    const bug = Object.assign(new Error('column "x" does not exist'), { code: '42703' });
    expect(failureOf(bug)).toBe(bug);
  });
});
