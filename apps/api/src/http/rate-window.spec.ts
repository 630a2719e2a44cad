import { describe, expect, it } from '@jest/globals';
import { RateWindow, rateHeaders } from './rate-window.js';

describe('the window of a client', () => {
  it('lets it spend so much and no more, until the next one begins', () => {
    const window = new RateWindow();
    expect(window.spend('a', 2, 5, 0)).toMatchObject({ isAllowed: true, left: 3 });
    expect(window.spend('a', 3, 5, 1_000)).toMatchObject({ isAllowed: true, left: 0, seconds: 59 });
    expect(window.spend('a', 1, 5, 59_999)).toMatchObject({ isAllowed: false, left: 0, seconds: 1 });
    expect(window.spend('b', 1, 5, 59_999)).toMatchObject({ isAllowed: true });
    expect(window.spend('a', 1, 5, 60_000)).toMatchObject({ isAllowed: true, left: 4 });
  });

  it('remembers so many clients and no more, whatever addresses are made up', () => {
    const window = new RateWindow(100);
    for (let n = 0; n < 10_000; n += 1) window.spend(`client ${n}`, 1, 5, n);
    expect(window.size).toBe(100);
    // The newest are still known.
    expect(window.spend('client 9999', 1, 5, 10_000).left).toBe(3);
  });

  it('is told in the fields of the standard', () => {
    const rate = { isAllowed: false, limit: 5, left: 0, seconds: 7 };
    expect(rateHeaders(rate, 'address')).toEqual([
      ['RateLimit-Policy', '"address";q=5;w=60'],
      ['RateLimit', '"address";r=0;t=7'],
      ['Retry-After', '7'],
    ]);
  });
});
