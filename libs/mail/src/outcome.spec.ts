import { describe, expect, it } from '@jest/globals';
import { classifyFault } from './outcome.js';

describe('an SMTP error', () => {
  it.each([
    ['deferred', { responseCode: 451, response: '451 later' }, true],
    ['deferred', { responseCode: 421, response: '421 closing' }, false],
    ['failed', { responseCode: 550, response: '550 no such user' }, false],
    ['failed', { responseCode: 554, response: '554 refused' }, true],
    ['failed', { responseCode: 550, response: '550 no', command: 'RCPT TO' }, false],
    ['senderRefused', { responseCode: 550, response: '550 not you', command: 'MAIL FROM' }, false],
    ['deferred', { responseCode: 452, response: '452 full', command: 'MAIL FROM' }, false],
    ['broken', { responseCode: 503, response: '503 nested MAIL command', command: 'MAIL FROM' }, false],
    ['broken', { code: 'ECONNECTION' }, false],
    ['unknown', { code: 'ECONNECTION' }, true],
    ['unknown', { code: 'ETIMEDOUT' }, true],
    ['unknown', { code: 'EPROTOCOL', responseCode: 299 }, true],
  ] as const)('means %s for %j, body ended: %s', (kind, fault, ended) => {
    expect(classifyFault({ message: 'x', ...fault }, ended).kind).toBe(kind);
  });

  it('keeps a reply that can be stored', () => {
    const { reply } = classifyFault(
      { message: 'x', response: `550 a\0b${'c'.repeat(9_000)}`, responseCode: 550 },
      false,
    );
    expect(reply).toHaveLength(500);
    expect(reply).not.toContain('\0');
  });
});
