import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from './rooms.js';

/** Past this a file holds more than one thing. */
const STOP = 400;

describe('a source file', () => {
  it(`has at most ${STOP} lines`, () => {
    const long = sourceFiles('libs', 'apps', 'test')
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
      .filter(({ lines }) => lines > STOP);
    expect(long).toEqual([]);
  });

  it('has nothing in it that was put off', () => {
    const marks = new RegExp(
      `\\b(${['TO', 'DO'].join('')}|FIX${'ME'}|X${'XX'}|HA${'CK'})\\b|@ts-(ignore|nocheck)|\\bas any\\b`,
    );
    const found = sourceFiles('libs', 'apps', 'test').filter((file) => marks.test(file.text));
    expect(found.map((file) => file.path)).toEqual([]);
  });
});
