import { describe, expect, it } from '@jest/globals';
import { classifyFault } from './outcome.js';
import { replyRule, SMTP_REPLIES } from './smtp-replies.js';

describe('the replies of mail servers', () => {
  it.each([
    // The whole list of RFC 5321 section 4.2.3, with what large servers add.
    [421, '421 4.3.2 closing', 'RCPT TO', 'deferred', 'slowDown'],
    [421, '421-4.7.28 unusual rate', 'MAIL FROM', 'deferred', 'slowDown'],
    [450, '450 mailbox busy', 'RCPT TO', 'deferred', undefined],
    [450, '450 4.2.0 greylisted', 'RCPT TO', 'deferred', undefined],
    [450, '450 4.2.1 receiving mail too quickly', 'RCPT TO', 'deferred', 'slowDomain'],
    [451, '451 4.7.1 greylisted', 'RCPT TO', 'deferred', undefined],
    [451, '451 4.7.28 rate limit', 'DATA', 'deferred', 'slowDomain'],
    [452, '452 4.2.2 full', 'RCPT TO', 'deferred', undefined],
    [452, '452 4.5.3 too many recipients', 'RCPT TO', 'deferred', 'slowDomain'],
    [454, '454 Throttling failure: Maximum sending rate exceeded.', 'DATA', 'deferred', 'slowDown'],
    [455, '455 not now', 'MAIL FROM', 'deferred', undefined],
    [471, '471 whatever', 'DATA', 'deferred', undefined],
    [503, '503 5.5.1 bad sequence', 'MAIL FROM', 'broken', undefined],
    [530, '530 5.7.0 authentication required', 'RCPT TO', 'senderRefused', undefined],
    [535, '535 5.7.8 bad credentials', undefined, 'senderRefused', undefined],
    [550, '550 5.7.1 not this sender', 'MAIL FROM', 'senderRefused', undefined],
    [550, '550 5.1.1 no such user', 'MAIL FROM', 'senderRefused', undefined],
    [555, '555 5.5.4 unknown parameter', 'RCPT TO', 'senderRefused', undefined],
    [550, '550 5.1.1 no such user', 'RCPT TO', 'failed', 'suppress'],
    [550, '550-5.1.1 no such user', 'DATA', 'failed', 'suppress'],
    [550, '550 5.1.2 no such domain', 'RCPT TO', 'failed', 'suppress'],
    [501, '501 5.1.3 bad address', 'RCPT TO', 'failed', 'suppress'],
    [551, '551 5.1.6 moved', 'RCPT TO', 'failed', 'suppress'],
    [556, '556 5.1.10 null MX', 'RCPT TO', 'failed', 'suppress'],
    [556, '556 takes no mail', 'RCPT TO', 'failed', 'suppress'],
    [550, '550 5.2.1 disabled', 'RCPT TO', 'failed', 'suppress'],
    [550, '550 5.4.4 no route', 'RCPT TO', 'failed', 'suppress'],
    [552, '552 5.2.2 full', 'RCPT TO', 'failed', undefined],
    [552, '552 5.3.4 too large', 'DATA', 'failed', undefined],
    [550, '550 5.1.7 bad sender', 'RCPT TO', 'failed', undefined],
    [550, '550 5.1.8 bad sender domain', 'RCPT TO', 'failed', undefined],
    [550, '550 5.1.0 refused', 'RCPT TO', 'failed', undefined],
    [550, '550 5.7.1 policy', 'RCPT TO', 'failed', undefined],
    [550, '550 5.7.26 unauthenticated', 'DATA', 'failed', undefined],
    [554, '554 5.7.515 access denied', 'DATA', 'failed', undefined],
    [554, '554 transaction failed', 'DATA', 'failed', undefined],
    [550, '550 no such user', 'RCPT TO', 'failed', undefined],
    [551, '551 not local', 'RCPT TO', 'failed', undefined],
    [553, '553 name not allowed', 'RCPT TO', 'failed', undefined],
    [521, '521 takes no mail', 'RCPT TO', 'failed', undefined],
    [500, '500 what', 'DATA', 'failed', undefined],
    [599, '599 whatever', 'DATA', 'failed', undefined],
  ] as const)('%s “%s” at %s ends as %s, with %s', (code, text, command, end, duty) => {
    const rule = replyRule(code, text, command);
    expect([rule?.end, rule?.duty]).toEqual([end, duty]);
    expect(classifyFault({ message: 'x', responseCode: code, response: text, command }, false).kind).toBe(end);
  });

  it('say nothing about a yes, and nothing by a code of another class', () => {
    expect(replyRule(250, '250 2.0.0 ok')).toBeUndefined();
    expect(replyRule(450, '450 5.1.1 no such user', 'RCPT TO')?.duty).toBeUndefined();
  });

  it('never suppress for policy, never for a temporary refusal, and never at the sender', () => {
    for (let subject = 0; subject <= 7; subject += 1) {
      for (let detail = 0; detail <= 60; detail += 1) {
        const duty = (code: number, at: string) =>
          replyRule(code, `${code} ${String(code)[0]}.${subject}.${detail} words`, at)?.duty;
        expect(duty(450, 'RCPT TO')).not.toBe('suppress');
        expect(duty(550, 'MAIL FROM')).not.toBe('suppress');
        if (subject === 7 || subject === 0) expect(duty(550, 'RCPT TO')).not.toBe('suppress');
      }
    }
  });

  it('have each a line that can be reached, with a reason', () => {
    const met = new Set<unknown>();
    for (const at of ['MAIL FROM', 'RCPT TO', 'DATA']) {
      for (let code = 400; code < 600; code += 1) {
        const details = [
          '',
          ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((s) => [0, 1, 2, 3, 4, 6, 10, 28].map((d) => `${s}.${d}`)),
        ];
        for (const detail of details)
          met.add(replyRule(code, detail ? `${code} ${String(code)[0]}.${detail} x` : `${code} x`, at));
      }
    }
    expect(SMTP_REPLIES.filter((rule) => !met.has(rule) || rule.why === '')).toEqual([]);
  });
});
