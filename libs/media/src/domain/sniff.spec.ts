import { describe, expect, it } from '@jest/globals';
import { hiddenContent } from './hidden-content.js';
import { sniff } from './sniff.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each([
    ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['gif', 'GIF89a\x01\0'],
    ['webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['avif', '\0\0\0\x1cftypavif\0\0\0\0mif1miaf'],
    ['avif', '\0\0\0\x1cftypmif1\0\0\0\0avifmiaf'],
    ['pdf', '%PDF-1.7\n'],
  ])('is said by its bytes: %s', (format, head) => {
    expect(sniff(bytes(head))).toBe(format);
  });

  it.each([
    [/SVG/, '<svg xmlns="http://www.w3.org/2000/svg">'],
    [/SVG/, '\xef\xbb\xbf  <?xml version="1.0"?><!-- a --><svg\nwidth="1">'],
    [/SVG/, '<\0s\0v\0g\0 \0'],
    [/web page/, '<!DOCTYPE html><title>x</title>'],
    [/web page/, 'hello <script>alert(1)</script>'],
    [/XML/, '<?xml version="1.0"?><note/>'],
    [/ZIP/, 'PK\x03\x04\x14'],
    [/TIFF/, 'II*\0\x08'],
    [/program/, 'MZ\x90'],
    [/program/, '#!/bin/sh'],
    [/HEIC/, '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    [/moving AVIF/, '\0\0\0\x1cftypavis\0\0\0\0avifmsf1'],
    [/video/, '\0\0\0\x18ftypisom\0\0\0\0mp42isom'],
  ])('is said in words when it is not taken: %s', (words, head) => {
    expect(sniff(bytes(head))).toEqual({ is: expect.stringMatching(words) });
  });

  it.each(['', 'x', 'just words', ' %PDF-1.7', '\x89PNX', '\xff\xd8', '%PDF-x'])('is unknown: %j', (head) => {
    expect(sniff(bytes(head))).toBeNull();
  });
});

describe('what is hidden in a file', () => {
  const jpeg = bytes(`\xff\xd8\xff\xe0${'\0'.repeat(200)}`);
  const zip = Buffer.concat([bytes('PK\x05\x06'), Buffer.alloc(18)]);

  it.each([
    [/web page/, bytes('<ScRiPt src=x>')],
    [/web page/, bytes('<svg onload=alert(1)>')],
    [/server program/, bytes('<?php system($_GET[0]); ?>')],
    [/PDF/, bytes('%PDF-1.4')],
    [/ZIP/, zip],
    [/ZIP/, Buffer.concat([zip.subarray(0, 20), bytes('\x05\0hello')])],
  ])('is named: %s', (words, tail) => {
    expect(hiddenContent(Buffer.concat([jpeg, tail]), 'jpeg')).toMatch(words);
  });

  it('is nothing in an honest picture, and words in a PDF are only words', () => {
    expect(hiddenContent(jpeg, 'jpeg')).toBeNull();
    expect(hiddenContent(bytes('%PDF-1.7 about <script> and <svg > %PDF-1.4'), 'pdf')).toBeNull();
    expect(hiddenContent(Buffer.concat([bytes('%PDF-1.7'), zip]), 'pdf')).toMatch(/ZIP/);
  });
});
