import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openText, sealText } from './sealed-text.js';

describe('a sealed text', () => {
  const seal = { key: randomBytes(32), boundTo: 'row-1' };

  it('opens under its key and for its row only, and not once a byte of it changed', () => {
    const sealed = sealText('ada@example.org', seal);
    expect(openText(sealed, seal)).toBe('ada@example.org');
    expect(sealText('ada@example.org', seal).equals(sealed)).toBe(false);
    expect(() => openText(sealed, { ...seal, boundTo: 'row-2' })).toThrow();
    expect(() => openText(sealed, { ...seal, key: randomBytes(32) })).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const spoilt = Buffer.from(sealed);
      spoilt[at]! ^= 1;
      expect(() => openText(spoilt, seal)).toThrow();
    }
  });

  it('is laid out as those that are stored already', () => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', seal.key, iv).setAAD(Buffer.from(seal.boundTo));
    const stored = Buffer.concat([iv, cipher.update('kept', 'utf8'), cipher.final(), cipher.getAuthTag()]);
    expect(openText(stored, seal)).toBe('kept');
  });
});
