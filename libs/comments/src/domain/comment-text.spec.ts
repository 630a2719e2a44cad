import { describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { commentFault, LONGEST_COMMENT, MOST_MENTIONS } from './comment-text.js';

describe('the words of a comment', () => {
  it.each([
    ['a line', 'Is ten minutes enough?'],
    ['lines, tabs, other scripts and markup that is only text', 'Más tiempo?\n\t背中 <b>bold</b> 👍🏽'],
    ['the most there may be', 'x'.repeat(LONGEST_COMMENT)],
  ])('may be %s', (_what, text) => {
    expect(commentFault(text, [newId()])).toBeNull();
  });

  it.each([
    ['nothing', ' \n ', [], 'text'],
    ['too much', 'x'.repeat(LONGEST_COMMENT + 1), [], 'text'],
    ['NUL', 'a\0b', [], 'text'],
    ['half a character', 'a\ud800b', [], 'text'],
    ['a line turned around', 'approve \u202egnp.exe', [], 'text'],
    ['people who are not ids', 'Look', ['everybody'], 'mentions'],
    ['a crowd', 'Look', Array.from({ length: MOST_MENTIONS + 1 }, () => newId()), 'mentions'],
  ])('may not be %s', (_what, text, mentions, field) => {
    expect(commentFault(text, mentions)).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});
