import { describe, expect, it } from '@jest/globals';
import { isTooLong } from './answer-length.js';

describe('the length of an answer', () => {
  const text = 'x'.repeat(100);

  it('counts a text as often as it stands in it', () => {
    const node = { html: text };
    expect(isTooLong({ a: node }, 200)).toBe(false);
    expect(isTooLong({ a: node, b: node }, 200)).toBe(true);
    expect(isTooLong([[text], [text]], 200)).toBe(true);
  });

  it('counts names, signs and what is no text', () => {
    expect(isTooLong({ [text]: 1 }, 99)).toBe(true);
    expect(
      isTooLong(
        Array.from({ length: 60 }, () => null),
        200,
      ),
    ).toBe(true);
    for (const value of [null, undefined, 7, true, '', {}, []]) expect(isTooLong(value, 200)).toBe(false);
  });

  it('stops looking once it is too long', () => {
    const more = {
      get html(): string {
        throw new Error('It went on.');
      },
    };
    expect(isTooLong([text, text, more], 100)).toBe(true);
  });
});
