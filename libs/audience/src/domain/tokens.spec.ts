import { describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { readSettings } from '#platform';
import { AudienceKeys } from './keys.js';
import { AudienceTokens } from './tokens.js';

const tokensOf = (secret: string) =>
  new AudienceTokens(new AudienceKeys(readSettings({ CAREPRESS_SECRET: secret.padEnd(32, '.') })));

describe('an unsubscribe token', () => {
  const tokens = tokensOf('one');
  const claim = { subscriberId: newId(), issueId: newId() };

  it('says whom and which issue, and nothing else', () => {
    const token = tokens.unsubscribe(claim);
    expect(token).toMatch(/^[\w-]{64}$/);
    expect(tokens.readUnsubscribe(token)).toEqual(claim);
  });

  it('is refused with any character changed', () => {
    const token = tokens.unsubscribe(claim);
    for (let i = 0; i < token.length; i += 1) {
      const other = token[i] === 'A' ? 'B' : 'A';
      expect(tokens.readUnsubscribe(token.slice(0, i) + other + token.slice(i + 1))).toBeNull();
    }
  });

  it.each(['', 'x', '../../etc/passwd', 'é'.repeat(64), 'A'.repeat(65)])('is refused as %p', (token) => {
    expect(tokens.readUnsubscribe(token)).toBeNull();
  });

  it('is refused when another instance made it', () => {
    expect(tokensOf('two').readUnsubscribe(tokens.unsubscribe(claim))).toBeNull();
  });
});

describe('a confirmation token', () => {
  it('is the same for the same request, and another for the next', () => {
    const tokens = tokensOf('one');
    const id = newId();
    const first = tokens.confirmation(id, new Date(1));
    expect(tokens.confirmation(id, new Date(1))).toBe(first);
    expect(tokens.confirmation(id, new Date(2))).not.toBe(first);
  });
});
