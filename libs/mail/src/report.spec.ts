import { describe, expect, it } from '@jest/globals';
import { enhancedStatus, meaningOf } from './enhanced-status.js';
import { parseReport } from './report.js';

const crlf = (lines: readonly string[]) => lines.join('\r\n');
const headers = (boundary: string, kind: string) => [
  'From: MAILER-DAEMON@mx.example',
  'To: bounces@clinic.example',
  'Subject: Undelivered',
  `Content-Type: multipart/report; report-type=${kind};`,
  `\tboundary="${boundary}"`,
  '',
];
const original = (type = 'message/rfc822') => [
  `Content-Type: ${type}`,
  '',
  'From: news@clinic.example',
  'Message-ID:',
  ' <abc@clinic.example>',
  'X-Delivery-Id: 0198c0de-0000-7000-8000-000000000001',
  '',
  'The text.',
];

describe('a delivery status notification', () => {
  const dsn = (status: readonly string[], type?: string) =>
    crlf([
      ...headers('b1', 'delivery-status'),
      'This is a MIME message.',
      '--b1',
      'Content-Type: text/plain',
      '',
      'It did not work. Final-Recipient: rfc822; nobody@example.org',
      '--b1',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      ...status,
      '',
      '--b1',
      ...original(type),
      '--b1--',
    ]);

  it.each(['message/rfc822', 'text/rfc822-headers', 'message/global'])('is read, with the original as %s', (type) => {
    const status = [
      'Final-Recipient: rfc822; ana@example.org',
      'Action: failed',
      'Status: 5.1.1 (bad mailbox)',
      'Diagnostic-Code: smtp; 550 5.1.1',
      ' no such user',
    ];
    expect(parseReport(dsn(status, type))).toEqual({
      kind: 'status',
      message: { deliveryId: '0198c0de-0000-7000-8000-000000000001', messageId: '<abc@clinic.example>' },
      recipients: [{ action: 'failed', status: '5.1.1', diagnostic: 'smtp; 550 5.1.1 no such user' }],
    });
  });

  it('is read with several recipients, line feeds alone and in base64', () => {
    const two = ['Final-Recipient: rfc822; a@x.example', 'Action: delayed', 'Status: 4.4.1', ''];
    const raw = dsn([...two, 'Final-Recipient: rfc822; b@x.example', 'Action: FAILED', 'Status: 5.7.1']);
    const actions = (text: string) => {
      const report = parseReport(text);
      return report?.kind === 'status' ? report.recipients.map(({ action, status }) => [action, status]) : undefined;
    };
    expect(actions(raw)).toEqual([
      ['delayed', '4.4.1'],
      ['failed', '5.7.1'],
    ]);
    expect(actions(raw.replaceAll('\r\n', '\n'))).toEqual(actions(raw));
    const at = raw.indexOf('Reporting-MTA');
    const end = raw.indexOf('\r\n--b1', at);
    const coded = Buffer.from(raw.slice(at, end)).toString('base64');
    const encoded = `${raw.slice(0, at - 2)}Content-Transfer-Encoding: base64\r\n\r\n${coded}${raw.slice(end)}`;
    expect(actions(encoded)).toEqual(actions(raw));
  });
});

it('reads a complaint, and nothing else as one', () => {
  const arf = crlf([
    ...headers('b=2', 'feedback-report'),
    '--b=2',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'Version: 1',
    '',
    '--b=2',
    ...original(),
    '--b=2--',
  ]);
  expect(parseReport(arf)).toMatchObject({
    kind: 'feedback',
    feedback: 'abuse',
    message: { messageId: '<abc@clinic.example>' },
  });
  expect(parseReport('Subject: Out of office\r\n\r\nI am away. Status: 5.1.1')).toBeUndefined();
  expect(parseReport('')).toBeUndefined();
});

it('ends with any bytes', () => {
  let state = 42;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const words = ['--b1', '\r\n', '\n', 'Content-Type: multipart/mixed; boundary=b1', ':', '\0', 'é', '--', ' '];
  for (let n = 0; n < 500; n += 1) {
    const raw = Array.from({ length: 60 }, () => words[Math.floor(next() * words.length)]).join('');
    expect(() => parseReport(raw)).not.toThrow();
  }
});

describe('an enhanced status code', () => {
  it.each([
    ['550 5.1.1 <x> no such user', '5.1.1'],
    ['421 4.7.0 try later', '4.7.0'],
    ['smtp; 550 5.1.1', '5.1.1'],
    ['mx 10.1.2.3 said no', undefined],
    ['550 no', undefined],
  ])('of %j is %s', (text, status) => expect(enhancedStatus(text)).toBe(status));

  it.each([
    ['5.1.1', 'noMailbox'],
    ['5.1.8', 'policy'],
    ['5.2.1', 'noMailbox'],
    ['5.2.2', 'notNow'],
    ['5.3.4', 'policy'],
    ['5.4.4', 'noMailbox'],
    ['5.7.1', 'policy'],
    ['5.7.26', 'policy'],
    ['4.1.1', 'notNow'],
    ['4.7.1', 'policy'],
    ['5.0.0', 'noMailbox'],
  ])('%s means %s', (status, meaning) => expect(meaningOf(status)).toBe(meaning));
});
