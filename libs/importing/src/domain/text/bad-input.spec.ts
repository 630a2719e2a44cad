import { describe, expect, it } from '@jest/globals';
import { findingsOf } from './findings/findings-of.js';
import { importReport, importReports, outlineText } from './index.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const report = (name: string, bytes: Uint8Array) => importReport({ name, bytes });

describe('input that is not an article', () => {
  it.each([
    ['a photo', 'photo.jpg', utf8('text'), 'UNKNOWN_FILE_TYPE'],
    ['nothing', 'a.txt', utf8(''), 'EMPTY_FILE'],
    ['blank lines', 'a.txt', utf8(' \n\t\r\n\u00a0'), 'EMPTY_FILE'],
    ['a byte order mark alone', 'a.txt', new Uint8Array([0xef, 0xbb, 0xbf]), 'EMPTY_FILE'],
    ['NUL bytes', 'a.txt', utf8('a\0b'), 'BINARY_FILE'],
    ['control bytes', 'a.txt', utf8('a\u0001b'), 'BINARY_FILE'],
    ['broken UTF-8', 'a.txt', new Uint8Array([0x61, 0xc3, 0xa9, 0x62, 0xe2, 0x80]), 'BINARY_FILE'],
    ['UTF-16 without a mark', 'a.txt', new Uint8Array(Buffer.from('plain', 'utf16le')), 'BINARY_FILE'],
    ['half a UTF-16 character', 'a.txt', new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8]), 'BINARY_FILE'],
  ])('refuses %s', (_, name, bytes, code) => {
    expect(report(name, bytes)).toMatchObject({ code });
  });

  it('refuses 20 MB by its size alone', () => {
    const bytes = new Uint8Array(20_000_000);
    expect(report('large.txt', bytes)).toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('reads UTF-16 with a mark and clean Latin-1, and says so', () => {
    const utf16 = report('a.txt', new Uint8Array(Buffer.from('\uFEFFÜben hilft.', 'utf16le')));
    expect(utf16).toMatchObject({ lines: 1, paragraphs: 1, warnings: expect.arrayContaining(['ENCODING_CONVERTED']) });
    const latin = report('a.txt', new Uint8Array(Buffer.from('Le dos guérit souvent seul.', 'latin1')));
    expect(latin).toMatchObject({ warnings: expect.arrayContaining(['ENCODING_CONVERTED']) });
    expect(report('a.txt', utf8('Üben hilft.'))).toMatchObject({
      warnings: expect.not.arrayContaining(['ENCODING_CONVERTED']),
    });
  });

  it('goes on with the rest of a batch', () => {
    const batch = importReports([
      { name: 'a.txt', bytes: utf8('Keep walking every day for your hips.') },
      { name: 'b.pdf', bytes: utf8('x') },
      { name: 'c.txt', bytes: utf8('Keep walking every day for your hips.') },
    ]);
    expect(batch).toMatchObject([{ file: 'a.txt' }, { code: 'UNKNOWN_FILE_TYPE' }, { file: 'c.txt' }]);
    expect(batch[0]).toMatchObject({ warnings: expect.arrayContaining(['TOPIC_OVERLAP']) });
  });

  it.each([
    // Long enough that a slope of two would not end; texts of many lines and sentences cost more a byte.
    ['spaces', ' '],
    ['exclamation marks', '!'],
    ['labels', 'a: '],
    ['bullets', '- '],
    ['numbers', '1. '],
    ['number signs', '# '],
    ['capitals', 'At Aa '],
    ['no-break spaces', '\u00a0'],
    ['ellipses', '….'],
    ['one word', 'a'],
    ['pain', 'pain that is sharp '],
    ['line feeds', '\n'],
    ['short lines', 'At\n'],
    ['questions', 'FAQ\nWhy?\n'],
    ['links', 'See Also: A\n'],
  ])('stays linear on long runs of %s', (_, piece) => {
    const bytes = /\n|1/.test(piece) ? 100_000 : 600_000;
    const text = `x${piece.repeat(bytes / piece.length)}y`;
    const begun = performance.now();
    findingsOf(outlineText(text));
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
