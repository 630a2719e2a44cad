import { describe, expect, it } from '@jest/globals';
import { withDotsDoubled } from './dots.js';

describe('a message as it goes after DATA', () => {
  it.each([
    ['an ordinary one', 'Subject: x\r\n\r\nHello.\r\n', 'Subject: x\r\n\r\nHello.\r\n'],
    ['dots that begin lines', 'a\r\n.\r\n..\r\n.b\r\n', 'a\r\n..\r\n...\r\n..b\r\n'],
    ['a dot first of all', '.\r\nx\r\n', '..\r\nx\r\n'],
    ['no end of its last line', 'x\r\n.a', 'x\r\n..a\r\n'],
    ['a bare line feed before a dot', 'a\n.\r\nb\r\n', 'a\n..\r\nb\r\n'],
    ['a bare carriage return before a dot', 'a\r.\r\nb\r\n', 'a\r\n..\r\nb\r\n'],
    ['nothing', '', '\r\n'],
  ])('%s', (_what, given, sent) => {
    expect(withDotsDoubled(Buffer.from(given)).toString()).toBe(sent);
  });

  it('gives back the very bytes where nothing is to be done', () => {
    const message = Buffer.from('Subject: x\r\n\r\nHello.\r\n');
    expect(withDotsDoubled(message)).toBe(message);
  });
});
