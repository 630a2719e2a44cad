import { describe, expect, it } from '@jest/globals';
import { askable } from './askable.js';

describe('askable', () => {
  it.each([
    ['low-back pain', 'low-back pain'],
    ['back -knee -"after surgery"', 'back -knee -"after surgery"'],
    ['knee pain - exercises', 'knee pain   exercises'],
    ['knee -- exercises', 'knee   exercises'],
    ['back -', 'back  '],
    ['-'.repeat(199), ' '],
    [`${'-'.repeat(99)}x`, ' x'],
    ['- - - -', '       '],
  ])('reads %j as %j', (typed, asked) => {
    expect(askable(typed)).toBe(asked);
  });
});
