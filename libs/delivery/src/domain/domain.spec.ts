import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#kernel';
import { decodeCursor, encodeCursor } from './cursor.js';
import { countWords, readingMinutes } from './reading-time.js';

describe('a cursor', () => {
  it('names the place it was made from', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }), (publishedAt) => {
        const place = { publishedAt, articleId: newId() };
        expect(decodeCursor(encodeCursor(place))).toEqual(place);
      }),
    );
  });

  it('is nothing when it is not one of ours', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(decodeCursor(text)).toBeUndefined()));
    const forged = Buffer.from(`9e99.${newId()}`).toString('base64url');
    expect(decodeCursor(forged)).toBeUndefined();
  });
});

describe('the reading time', () => {
  it.each([
    [0, 1],
    [199, 1],
    [400, 2],
    [1_100, 6],
  ])('of %i words is %i minutes', (words, minutes) => {
    expect(readingMinutes(words)).toBe(minutes);
  });

  it('counts words in any script, and a joined word once', () => {
    expect(countWords('Don’t run: a well-worn knee, 3 times. Dolor de espalda')).toBe(10);
  });
});
