import { createHmac, createSign } from 'node:crypto';
import { REPORTERS } from './mail-sink-world.js';

/** A certificate made for these tests alone; the key of it signs nothing else. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIICrjCCAZYCAQEwDQYJKoZIhvcNAQELBQAwHDEaMBgGA1UEAwwRc25zLmFtYXpv
bmF3cy5jb20wIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBwxGjAY
BgNVBAMMEXNucy5hbWF6b25hd3MuY29tMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
MIIBCgKCAQEAshq4a8MixvEstM2CqzbNXdCVckiWgPBxjV4LI2cUT0gc649hLoBS
5Z8kuWTNtPK6fayOeoXX/JDDP6hnwN2zJxMI9De5gEzG+4YfvB9h9OBWp/NOk6qp
OcO1ZHtoqE/RqAxsWHjGkNOVodgcgSNBz8Xk2FLEGRJcS5Fbpp042Wj/i6PkyBDs
S3oIKM6zzJgwcTOBSPE7Nd/FX0yzN6TsiKaUHaHLDQOuFy9ahrMeNpnsvVaiYziv
YNsMAooLvjG12ihzpe5fKRmbZk+5VCKlsoS+H30FXVWyJ0DQpMR6Lt+lUHUd4tSt
c6bJFXHRXm7SQTN6fNf4WVhnUtL4HBiv3wIDAQABMA0GCSqGSIb3DQEBCwUAA4IB
AQBgqiDz3+svpsv4sncoXfsX6P2/NujES8/vSbyHG5G+7/YR24JBD85fYsroDNLb
KQeQmDS7HcOhdNs5iuw1GH3/0upaFhX7AEbJQVYYNuIZNdYb36nvlvwJSyXO9g+Y
SoEXVzgYXFz+A+m+TPmP7vliBYgpVCPsQw1rTwB67pcU+RfSLomdffJlhp60wSbw
gyU4jxGns4+zIQynqqF0OhvC8aGbNEHCMSatiXHzQUY/mpduo/V+QT5vX3wnp4EU
fw2zKpH/v6sN7VCn0cuYb1pbgtQvDJGFeKwgtvxH9Zh2fFK0MqU0pMUBqjefNhbL
RYP0H9bkdlicOEL47VN5sZqj
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCyGrhrwyLG8Sy0
zYKrNs1d0JVySJaA8HGNXgsjZxRPSBzrj2EugFLlnyS5ZM208rp9rI56hdf8kMM/
qGfA3bMnEwj0N7mATMb7hh+8H2H04Fan806Tqqk5w7Vke2ioT9GoDGxYeMaQ05Wh
2ByBI0HPxeTYUsQZElxLkVumnTjZaP+Lo+TIEOxLeggozrPMmDBxM4FI8Ts138Vf
TLM3pOyIppQdocsNA64XL1qGsx42mey9VqJjOK9g2wwCigu+MbXaKHOl7l8pGZtm
T7lUIqWyhL4ffQVdVbInQNCkxHou36VQdR3i1K1zpskVcdFebtJBM3p81/hZWGdS
0vgcGK/fAgMBAAECggEAFfSjTW2FyP6MI1G+TPr5gBopgigenZCGfwXb26ZmY4uh
PQy0zzW0gmgG7+/UR/0wLjPqcII1aQYze5J4D9eEsUlwbiK8dGuCkBktqlQ4ECbj
p9qfkiaUq/FLWDK6aR1F3DCD3rgsyke7B3OLuAOvpjxgBKbXU7vmss4dfUGec3Z/
4dsAF+U6bimsUmlNtktdysrpeYiCXwPPETPd6wzd29PIuXlyvK5dN2yMopQhmE6w
hWcGtn3gLEm/nxUY0U6XnuE4TjeVUsTjBba3LIZq0jkGdS4m32UT4yXj+1u4y10/
PKbFwTvMnA7yTYKV2yafZ14HmWQ7iCtlntc/3dUdEQKBgQD4dG03gCXUZZ9yxCOa
8CdRQnTtGzcmjuWyj3Ubv1n9JW4R4JtThKvWa+jbixSMRvRxItjw4DMI02UcYXpl
lEWYH3CAfQs0tvF4YvEe1c4V4nVYcxmU5rUeONaAPAVTY+qMVB0k0XM4pxO5d/ot
D0XZyPNMqFNh1G2tI0l0Hr3PRwKBgQC3g12G4SWb7PLPD6HPExlBFzXXLsXnKifb
1Zx9zlR5znYPLKM3XLTxP0sOnc0lA4FVUpNdHNggerRUr0QQDJlJ0qW5USIsnwTg
KoLrovEd4JsNYvtYdXzz32cT8Tt8oWH0lJmNZRyzQkY9c6z1qIi+OqtAMgALFVE1
wf+/2A9WqQKBgQCMr7CgesnxCVJOdE4ND+vTkaQQFxcVmFjs0VroyWO1eppnOR37
HucG1bfXiVurSwpjfe4GB44ec0WP2oqqNllqGHNl7miIAwecubn7UeoOblswKIzV
ygXJBTpBBrulSrCnoYGXNZre+4ypuwxIs5tEBQvv3mjIvrcUESUowbeNRQKBgGcX
FONAd7AwW/aWAYAian12XHiVffduZxXH2jGSR0JmCUxc9xOSsNMVi0SawTOZ1H3p
9X7JRWB5jfREwSeC7FncS9zfByOp8UM8nm9hCbKPCotqn2gCGD+nsHAzhAdvYWfU
Uq5rrsPE51B+OxuFocu7iZh2fi+7ufNJGDLdXUCBAoGAd+h2hFvXkRneTWPCA00n
QngOXYu6jdBQBh2EKRdVpS6fKke5EpN7+AAIqge/owdUHQi9P1w72ASLalMdQLDk
SFF+j7xrN+Wiig3a82uLC4IbZN9FU6jkkf0mgsguEhiB3kTRsA9rv774agFwfqIo
rikSFTNTJjWvIuuhc/j0kAw=
-----END PRIVATE KEY-----`;

type Fields = Readonly<Record<string, unknown>>;

/** An envelope of SNS around a message of SES, signed as Amazon does. */
export function snsEnvelope(message: Fields, change: Fields = {}): Record<string, unknown> {
  const envelope: Record<string, unknown> = {
    Type: 'Notification',
    MessageId: 'b6b0c6a0-0000-4000-8000-000000000000',
    TopicArn: REPORTERS.MAIL_EVENTS_SES_TOPIC,
    Message: JSON.stringify(message),
    Timestamp: '2026-11-22T12:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
    UnsubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe',
    ...change,
  };
  const names =
    envelope.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const text = names.flatMap((name) => (envelope[name] === undefined ? [] : [`${name}\n${envelope[name]}\n`])).join('');
  const algorithm = envelope.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  return { Signature: createSign(algorithm).update(text).sign(KEY, 'base64'), ...envelope };
}

/** What SES says of one message. */
export function sesBounce(address: string, deliveryId: string | null, feedbackId: string, change: Fields = {}): Fields {
  return {
    notificationType: 'Bounce',
    mail: {
      messageId: `ses-${feedbackId}`,
      timestamp: '2026-11-22T12:00:00.000Z',
      ...(deliveryId && { headers: [{ name: 'X-Delivery-Id', value: deliveryId }] }),
    },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        { emailAddress: address, action: 'failed', status: '5.1.1', diagnosticCode: `smtp; 550 <${address}> unknown` },
      ],
      timestamp: '2026-11-22T12:01:00.000Z',
      feedbackId,
      ...change,
    },
  };
}

/** A webhook of Mailgun, signed. */
export function mailgunReport(data: Fields, token: string, at: Date, key: string = REPORTERS.MAIL_EVENTS_MAILGUN_KEY) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex');
  return { signature: { timestamp, token, signature }, 'event-data': { timestamp: at.getTime() / 1_000, ...data } };
}

/** A bounce as a mail server writes it (RFC 3464). */
export function bounceMail(deliveryId: string, status = '5.1.1', action = 'failed'): string {
  return [
    'From: MAILER-DAEMON@mx.example',
    'To: bounces@clinic.example',
    'Subject: Undelivered mail returned to sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b-1"',
    '',
    '--b-1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered.',
    '--b-1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; somebody@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} <somebody@example.org> refused`,
    '',
    '--b-1',
    'Content-Type: text/rfc822-headers',
    '',
    'From: harbor@clinic.example',
    `X-Delivery-Id: ${deliveryId}`,
    '',
    '--b-1--',
    '',
  ].join('\r\n');
}

/** A complaint as a mailbox provider passes it on (RFC 5965): the address is blacked out, as the large ones do. */
export function complaintMail(deliveryId: string): string {
  return [
    'From: fbl@mailbox.example',
    'To: bounces@clinic.example',
    'Subject: Abuse report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report;',
    ' boundary="b-2"',
    '',
    '--b-2',
    'Content-Type: text/plain',
    '',
    'This is an abuse report.',
    '--b-2',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: Feedback/1.0',
    'Version: 1',
    '',
    '--b-2',
    'Content-Type: message/rfc822',
    '',
    'From: harbor@clinic.example',
    'To: redacted@mailbox.example',
    `X-Delivery-Id: ${deliveryId}`,
    '',
    'The text.',
    '--b-2--',
    '',
  ].join('\r\n');
}

/** Sends a report as the mail server or provider of this address would, and answers what was said. */
export async function postReport(
  url: string,
  path: string,
  body: string | object,
  headers: Record<string, string> = {},
): Promise<{ status: number; taken?: number; known?: number; code?: string }> {
  const types: Readonly<Record<string, string>> = { report: 'message/rfc822', ses: 'text/plain; charset=UTF-8' };
  const response = await fetch(`${url}/mail-events/${path}`, {
    method: 'POST',
    headers: { 'content-type': types[path] ?? 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as { taken?: number; known?: number; code?: string }) };
}
