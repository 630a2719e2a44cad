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
    expect(Buffer.concat(withDotsDoubled([Buffer.from(given)])).toString()).toBe(sent);
  });

  it('is the same in pieces, again and again', () => {
    const text = `${'.dots and lines\r\n'.repeat(200)}=\r\n`;
    const pieces = [
      Buffer.from('Subject: x\r\n\r\n'),
      Buffer.from(text),
      Buffer.from('.com'),
      Buffer.from('\r\n.\r\n'),
    ];
    const [whole] = withDotsDoubled([Buffer.concat(pieces)]);
    for (const _time of [1, 2, 3]) expect(Buffer.concat(withDotsDoubled(pieces)).equals(whole!)).toBe(true);
    // A bare return is found in a long piece whoever asks first.
    const bare = Buffer.from(`${text}\r.\r\n`);
    for (const _time of [1, 2]) expect(Buffer.concat(withDotsDoubled([bare])).toString()).not.toContain('\r.');
  });

  it('gives back the very bytes where nothing is to be done', () => {
    const message = Buffer.from('Subject: x\r\n\r\nHello.\r\n');
    expect(withDotsDoubled([message])[0]).toBe(message);
  });
});
