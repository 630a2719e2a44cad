import { describe, expect, it } from '@jest/globals';
import { readSettings } from '#platform';
import { newWebhookSecret, SecretBox } from './secret-box.js';

const boxOf = (secret: string) => new SecretBox(readSettings({ CAREPRESS_SECRET: secret }));

describe('the secret of a destination', () => {
  const box = boxOf('a'.repeat(40));
  const secret = newWebhookSecret();
  const sealed = box.seal('destination-1', secret);

  it('has the form of the standard, with 32 random bytes', () => {
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(newWebhookSecret()).not.toBe(secret);
  });

  it('opens for its destination only, under the same instance secret only', () => {
    expect(box.open('destination-1', sealed)).toBe(secret);
    expect(sealed).not.toContain(secret.slice(6, 20));
    expect(box.seal('destination-1', secret)).not.toBe(sealed);
    expect(() => box.open('destination-2', sealed)).toThrow('does not open');
    expect(() => boxOf('b'.repeat(40)).open('destination-1', sealed)).toThrow('does not open');
  });

  it.each([
    ['changed', (it: string) => it.slice(0, -4) + (it.endsWith('AAAA') ? 'BBBB' : 'AAAA')],
    ['cut', (it: string) => it.slice(0, -30)],
    ['empty', () => ''],
    ['of another form', () => 'whsec_plain'],
  ])('does not open when it is %s', (_, spoil) => {
    expect(() => box.open('destination-1', spoil(sealed))).toThrow('does not open');
  });

  it('is not kept at all without an instance secret', () => {
    expect(() => new SecretBox(readSettings({})).seal('destination-1', secret)).toThrow('set CAREPRESS_SECRET');
  });
});
