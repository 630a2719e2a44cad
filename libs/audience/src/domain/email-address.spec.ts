import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '#kernel';
import { parseEmailAddress } from './email-address.js';

const norm = (text: string) => {
  const read = parseEmailAddress(text);
  return isRefusal(read) ? read.code : read.norm;
};

describe('an e-mail address', () => {
  it.each([
    ['ana@example.org', 'ana@example.org'],
    ['  Ana@Example.ORG ', 'Ana@example.org'],
    ['ana+news@example.org', 'ana+news@example.org'],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['josé@example.org', 'josé@example.org'],
  ])('%s is told apart as %s', (given, expected) => expect(norm(given)).toBe(expected));

  it('never merges two people', () => {
    const people = ['Ana@example.org', 'ana@example.org', 'a.na@example.org', 'ana+1@example.org', 'ana@example.com'];
    expect(new Set(people.map(norm)).size).toBe(people.length);
  });

  it('takes the two ways to write one letter as one', () => {
    expect(norm('jose\u0301@example.org')).toBe(norm('jos\u00e9@example.org'));
  });

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['no @', 'ana.example.org'],
    ['two @', 'ana@b@example.org'],
    ['no name', '@example.org'],
    ['no server', 'ana@'],
    ['a server without a dot', 'ana@localhost'],
    ['a number for a server', 'ana@127.0.0.1'],
    ['an address literal', 'ana@[127.0.0.1]'],
    ['a dot at the end of the name', 'ana.@example.org'],
    ['two dots', 'a..na@example.org'],
    ['a space inside', 'an a@example.org'],
    ['a no-break space inside', 'an\u00a0a@example.org'],
    ['a zero-width space', 'ana\u200b@example.org'],
    ['a line break at the end', 'ana@example.org\r\n'],
    ['a header behind it', 'ana@example.org\r\nBcc: other@example.org'],
    ['a header behind a bare line feed', 'ana@example.org\nBcc: other@example.org'],
    ['an encoded line break', 'ana%0d%0a@exa mple.org'],
    ['a NUL', 'ana\0@example.org'],
    ['a display name', 'Ana <ana@example.org>'],
    ['two addresses', 'ana@example.org,ben@example.org'],
    ['ten thousand addresses', Array.from({ length: 10_000 }, (_, n) => `p${n}@example.org`).join(',')],
    ['a name of 65 letters', `${'a'.repeat(65)}@example.org`],
    [
      'an address of 300 letters',
      `ana@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`,
    ],
    ['a label of 64 letters', `ana@${'a'.repeat(64)}.example`],
    ['a hyphen at the edge of a label', 'ana@-example.org'],
    ['a quoted name', '"ana b"@example.org'],
  ])('refuses %s', (_what, given) => expect(norm(given)).toBe('INVALID_EMAIL_ADDRESS'));

  it('refuses what is not text, with a sentence that does not repeat it', () => {
    const refusal = parseEmailAddress({ address: 'ana@example.org' });
    expect(isRefusal(refusal) && refusal.message).toMatch(/^The e-mail address is missing\..*\.$/);
  });
});
