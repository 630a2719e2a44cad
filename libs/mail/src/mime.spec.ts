import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { encodeBody, fillBody, multipart, plainHeader } from './mime.js';

/** What a mail program reads where a value was put into a body. */
async function readBack(value: string): Promise<string> {
  const body = encodeBody('Before MARK after.', { MARK: 'value' });
  const message = multipart({
    headers: [plainHeader('From', '<a@clinic.example>')],
    boundary: 'b',
    text: fillBody(body, { value }),
    html: fillBody(body, { value: 'x' }),
  });
  for (const line of message.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
  const { text } = await simpleParser(message, { skipHtmlToText: true });
  return text!;
}

describe('a value in a body', () => {
  it.each([
    'https://press.example/u/0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz',
    '12 October 2026',
    ' spaces at both ends ',
    'a=b&c=3D',
    '..',
    'el 3 de año',
    '',
  ])('is read as it was written: "%s"', async (value) => {
    expect(await readBack(value)).toBe(`Before ${value} after.`);
  });

  it('is read as it was written, whatever it is', async () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aZ0 =.~!<>-ñ語\u{1f9b5}'), maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(letters, async (value) => {
        expect(await readBack(value)).toBe(`Before ${value} after.`);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
