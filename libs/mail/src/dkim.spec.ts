import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dkimKey, signed, vouchesFor } from './dkim.js';
import { multipart, plainHeader, textHeader } from './mime.js';

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const der = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const edwards = generateKeyPairSync('ed25519');
const KEYS = {
  rsa: { pem: pem(rsa.privateKey), record: `v=DKIM1; k=rsa; p=${der(rsa.publicKey).toString('base64')}` },
  // RFC 8463: the bare 32 bytes.
  ed25519: {
    pem: pem(edwards.privateKey),
    record: `v=DKIM1; k=ed25519; p=${der(edwards.publicKey).subarray(-32).toString('base64')}`,
  },
} as const;

const message = multipart({
  headers: [
    'From: "Harbor" <news@clinic.example>',
    'To: ana@example.org',
    textHeader('Subject', `Für Ihren Rücken: ${'ein langer Betreff, der gefaltet wird, '.repeat(4)}`),
    plainHeader('Date', 'Sun, 22 Nov 2026 12:00:00 +0000'),
    plainHeader('Message-ID', '<abc@clinic.example>'),
    plainHeader('List-Id', '"Harbor" <newsletter.harbor.clinic.example>'),
    plainHeader('List-Unsubscribe', `<https://press.example/u/${'a'.repeat(64)}>`),
    plainHeader('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
  ],
  boundary: 'b',
  text: [Buffer.from('Walk a little every day.  \r\n\r\nTwo  spaces.\r\n')],
  html: [Buffer.from('<p>Walk a little every day.</p>\r\n\r\n\r\n')],
});

/** What an independent verifier says of a message. */
async function verdict(bytes: Buffer, record: string) {
  const asked: string[] = [];
  const resolver = async (name: string) => {
    asked.push(name);
    return [[record]];
  };
  const { results } = await dkimVerify(bytes, { resolver });
  return { asked, results: results.map(({ status, signingDomain }) => [status.result, signingDomain]), raw: results };
}

describe.each(['rsa', 'ed25519'] as const)('a message signed with %s', (type) => {
  const { pem: text, record } = KEYS[type];
  const key = dkimKey('Clinic.example', 'news', text);

  it('is vouched for by a verifier that is not ours', async () => {
    const bytes = await signed(message, key);
    const { asked, results } = await verdict(bytes, record);
    expect(results).toEqual([['pass', 'clinic.example']]);
    expect(asked).toEqual(['news._domainkey.clinic.example']);
    expect(bytes.subarray(bytes.length - message.length).equals(message)).toBe(true);
    expect((await signed(message, key)).equals(bytes)).toBe(true);
  });

  it('covers the headers of RFC 8058 and keeps its lines short', async () => {
    const head = (await signed(message, key)).toString('latin1').split('\r\nFrom:')[0]!;
    const names = /h=([^;]*);/.exec(head)![1]!.replace(/\s/g, '').split(':');
    expect(names).toEqual(
      expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'list-id', 'message-id']),
    );
    expect(names.filter((name) => name === 'from')).toHaveLength(2);
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it.each([
    ['another word in its text', (text: string) => text.replace('Walk a', 'Run a')],
    ['another subject', (text: string) => text.replace('Subject: ', 'Subject: Re ')],
    ['another address to unsubscribe at', (text: string) => text.replace('press.example/u', 'evil.example/u')],
    ['a second sender', (text: string) => text.replace('\r\nTo:', '\r\nFrom: x@evil.example\r\nTo:')],
  ])('is not vouched for with %s', async (_what, change) => {
    const changed = Buffer.from(change((await signed(message, key)).toString('latin1')), 'latin1');
    const { results } = await verdict(changed, record);
    expect(results[0]![0]).not.toBe('pass');
  });

  it('survives what mail servers do to spaces and to the folding of its headers', async () => {
    const text = (await signed(message, key)).toString('latin1');
    const refolded = text
      .replace('List-Unsubscribe: <', 'List-Unsubscribe:\r\n\t<')
      .replace(/every day\. {2}\r\n/, 'every day.\r\n');
    expect(refolded).not.toBe(text);
    expect((await verdict(Buffer.from(refolded, 'latin1'), record)).results).toEqual([['pass', 'clinic.example']]);
  });
});

it('vouches for its own domain and what is below it', () => {
  const key = dkimKey('clinic.example', 's', KEYS.rsa.pem);
  const senders = ['a@clinic.example', 'a@News.Clinic.Example', 'a@evilclinic.example', 'a@clinic.example.evil'];
  expect(senders.map((sender) => vouchesFor(key, sender))).toEqual([true, true, false, false]);
});

it('takes no key that vouches for nothing', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 512 });
  expect(() => dkimKey('a.example', 's', pem(small.privateKey))).toThrow('1,024 bits');
  expect(() => dkimKey('a.example', 's', 'no key')).toThrow();
});
