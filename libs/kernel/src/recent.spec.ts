import { describe, expect, it } from '@jest/globals';
import { Recent } from './recent.js';

describe('the newest values by a text', () => {
  it('keeps what is asked for again and forgets the rest, whatever comes', () => {
    const recent = new Recent<number>(10);
    recent.put('asked', 0, 1);
    for (let n = 1; n <= 1_000; n += 1) {
      recent.put(`k${n}`, n, 1);
      expect([recent.find('asked'), recent.find(`k${n}`)]).toEqual([0, n]);
    }
    expect(recent.find('k900')).toBeUndefined();
  });

  it('keeps the value that it has first under a key', () => {
    const recent = new Recent<string>(10);
    recent.put('k', 'first', 1);
    recent.put('k', 'second', 1);
    expect(recent.find('k')).toBe('first');
  });
});
