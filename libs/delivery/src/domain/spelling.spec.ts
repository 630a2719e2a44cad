import { describe, expect, it } from '@jest/globals';
import { correctedText, editSteps, meantWord, plainWords } from './spelling.js';

describe('spelling', () => {
  it.each([
    ['pain', 'pain', 0],
    ['pian', 'pain', 1],
    ['sholder', 'shoulder', 1],
    ['kne', 'knee', 1],
    ['', 'abc', 3],
    ['runing', 'running', 1],
  ])('counts the steps from %s to %s', (a, b, steps) => {
    expect(editSteps(a, b)).toBe(steps);
    expect(editSteps(b, a)).toBe(steps);
  });

  it('takes the nearest word, and none that is far', () => {
    expect(meantWord('pian', ['pian', 'piano', 'pain'])).toBe('piano');
    expect(meantWord('shuolder', ['should', 'shoulder'])).toBe('shoulder');
    expect(meantWord('knee', ['neck', 'bend'])).toBeUndefined();
  });

  it('reads words without accents, and puts others in their place', () => {
    expect(plainWords('Rodílla, 5 RODILLA y dolor')).toEqual(['rodilla', 'dolor']);
    expect(correctedText('Bakc pain?', new Map([['bakc', 'back']]))).toBe('back pain?');
    expect(correctedText('back', new Map())).toBeUndefined();
  });
});
