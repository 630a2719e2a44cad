import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AudienceTokens } from '#audience';
import { expectOk } from '#kernel';
import { ResolveUnknown, SteerIssue } from '#newsletter';
import { AmazonFetch } from '../../apps/api/src/newsletter-edge/mail-events/sns.js';
import {
  bounceMail,
  CERTIFICATE,
  complaintMail,
  mailgunReport,
  postReport,
  sesBounce,
  snsEnvelope,
} from '../support/mail-reports.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom, REPORTERS } from '../support/mail-sink-world.js';

const BEARER = { authorization: `Bearer ${REPORTERS.MAIL_EVENTS_KEY}` };
const BASIC = { authorization: `Basic ${Buffer.from(REPORTERS.MAIL_EVENTS_POSTMARK).toString('base64')}` };

describe('what mail servers report', () => {
  let sink: MailSink;
  let room: Newsroom;
  let fetched: string[];
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url, { backoffSeconds: [3_600, 3_600] });
    const amazon = room.get(AmazonFetch);
    fetched = [];
    jest.spyOn(amazon, 'text').mockImplementation(async (address) => {
      fetched.push(address);
      return CERTIFICATE;
    });
  });
  afterEach(async () => {
    sink.clear();
    await sql("UPDATE subscriber SET state = 'unsubscribed'");
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const sql = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    room.world.database.query<T>(text, values);
  const post = (path: string, body: string | object, headers: Record<string, string> = {}) =>
    postReport(room.url, path, body, headers);
  /** An issue that everybody got. */
  const sent = async (people: number) => {
    await room.subscribe(people);
    const issue = await room.frozen();
    await room.settle();
    const rows = await sql<{ id: string; subscriber_id: string }>(
      "SELECT id, subscriber_id FROM issue_recipient WHERE issue_id = $1 AND status = 'handed_over' ORDER BY id",
      [issue.id],
    );
    expect(rows).toHaveLength(people);
    return { issue, rows };
  };
  /** An hour later for whoever waits. */
  const anHourLater = () => sql("UPDATE issue_recipient SET next_try_at = now() WHERE status = 'deferred'");
  const addressOf = (id: string) => sink.taken.find(({ raw }) => raw.includes(id))!.recipients[0]!;
  const suppressedFor = async (subscriberId: string) => {
    const [row] = await sql<{ suppressed_for: string | null }>(
      'SELECT suppressed_for FROM audience_member WHERE subscriber_id = $1',
      [subscriberId],
    );
    return row!.suppressed_for;
  };
  const kinds = async () =>
    (await sql<{ kind: string }>('SELECT kind FROM mail_event ORDER BY received_at, id')).map(({ kind }) => kind);

  it('takes a bounce from the mailbox once, and writes to a closed one no more', async () => {
    const { rows } = await sent(3);
    const [gone, full, refused] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
    expect(await post('report', bounceMail(gone.id), BEARER)).toMatchObject({ status: 200, taken: 1, known: 0 });
    expect(await post('report', bounceMail(gone.id), BEARER)).toMatchObject({ status: 200, taken: 0, known: 1 });
    expect(await post('report', bounceMail(full.id, '4.2.2'), BEARER)).toMatchObject({ taken: 1 });
    expect(await post('report', bounceMail(refused.id, '5.7.1'), BEARER)).toMatchObject({ taken: 1 });
    expect(await kinds()).toEqual(['bouncedHard', 'bouncedSoft', 'blocked']);
    expect(await suppressedFor(gone.subscriber_id)).toBe('bounced');
    expect(await suppressedFor(full.subscriber_id)).toBeNull();
    expect(await suppressedFor(refused.subscriber_id)).toBeNull();
    const next = await room.frozen();
    await room.settle();
    expect(await room.counts(next.id)).toMatchObject({ handed_over: 2, suppressed: 1 });
  });

  it('keeps no address of a report, and nobody can change what was told', async () => {
    const details = await sql<{ detail: string | null }>('SELECT detail FROM mail_event');
    expect(JSON.stringify(details)).not.toContain('@');
    expect(JSON.stringify(details)).toContain('[address]');
    await expect(sql('UPDATE mail_event SET kind = $1', ['delivered'])).rejects.toMatchObject({ code: 'CP003' });
  });

  it.each([
    ['without a key', {}],
    ['with a wrong key', { authorization: 'Bearer another-key-of-the-mailbox' }],
    ['with a word', { authorization: REPORTERS.MAIL_EVENTS_KEY }],
  ])('refuses a bounce %s', async (_what, headers) => {
    const { rows } = await sent(1);
    expect(await post('report', bounceMail(rows[0]!.id), headers as Record<string, string>)).toMatchObject({
      status: 401,
      code: 'BAD_SIGNATURE',
    });
    expect(await suppressedFor(rows[0]!.subscriber_id)).toBeNull();
  });

  it('believes no bounce about an address alone: anybody can write to that mailbox', async () => {
    const { rows } = await sent(1);
    const forged = bounceMail(rows[0]!.id)
      .replace(/X-Delivery-Id: .*\r\n/, '')
      .replaceAll('somebody@example.org', addressOf(rows[0]!.id));
    expect(await post('report', forged, BEARER)).toMatchObject({ status: 200, taken: 0 });
    expect(await suppressedFor(rows[0]!.subscriber_id)).toBeNull();
    expect(await post('report', 'Subject: Out of office\r\n\r\nI am away.', BEARER)).toMatchObject({ status: 422 });
  });

  it('stops writing to a full mailbox after three issues', async () => {
    await room.subscribe(1);
    for (let issues = 1; issues <= 3; issues += 1) {
      const issue = await room.frozen();
      await room.settle();
      const [row] = await sql<{ id: string; subscriber_id: string }>(
        'SELECT * FROM issue_recipient WHERE issue_id = $1',
        [issue.id],
      );
      await post('report', bounceMail(row!.id, '4.2.2'), BEARER);
      expect(await suppressedFor(row!.subscriber_id)).toBe(issues === 3 ? 'bounced' : null);
    }
  });

  describe('from Mailgun', () => {
    const now = () => room.world.clock.now();
    const failed = (recipient: string, id: string) => ({
      ...{ id, event: 'failed', severity: 'permanent', recipient },
      'delivery-status': { code: 550, 'enhanced-code': '5.1.1', message: `no such user ${recipient}` },
    });

    it('takes it by the address, whatever the Message-ID, and refuses the same signature again', async () => {
      const { rows } = await sent(1);
      const report = mailgunReport(failed(addressOf(rows[0]!.id), 'mg-1'), 'token-1', now());
      expect(await post('mailgun', report)).toMatchObject({ status: 200, taken: 1 });
      expect(await suppressedFor(rows[0]!.subscriber_id)).toBe('bounced');
      expect(await post('mailgun', report)).toMatchObject({ status: 406, code: 'REPLAYED' });
      // Told again by Mailgun itself, because our answer was lost: signed anew.
      const again = mailgunReport(failed(addressOf(rows[0]!.id), 'mg-1'), 'token-2', now());
      expect(await post('mailgun', again)).toMatchObject({ status: 200, taken: 0, known: 1 });
      const [{ count }] = (await sql<{ count: string }>(
        "SELECT count(*) FROM mail_event WHERE event_key = 'mg-1'",
      )) as [{ count: string }];
      expect(Number(count)).toBe(1);
    });

    it('refuses a bad signature, an old one and what is no report', async () => {
      const { rows } = await sent(1);
      const data = failed(addressOf(rows[0]!.id), 'mg-2');
      expect(await post('mailgun', mailgunReport(data, 'token-3', now(), 'another-signing-key'))).toMatchObject({
        status: 401,
      });
      const old = new Date(now().getTime() - 25 * 3_600_000);
      expect(await post('mailgun', mailgunReport(data, 'token-4', old))).toMatchObject({ status: 406 });
      expect(await post('mailgun', { 'event-data': data })).toMatchObject({ status: 422, code: 'UNREADABLE_REPORT' });
      expect(await post('mailgun', mailgunReport({ ...data, timestamp: 1e300 }, 'token-5', now()))).toMatchObject({
        status: 422,
      });
      expect(await suppressedFor(rows[0]!.subscriber_id)).toBeNull();
    });
  });

  it('takes reports of Postmark behind its password alone', async () => {
    const { rows } = await sent(2);
    const bounce = (id: string, ID: number) => ({
      ...{ RecordType: 'Bounce', ID, Type: 'HardBounce', Email: addressOf(id), BouncedAt: '2026-11-22T12:30:00Z' },
      Details: `smtp;550 ${addressOf(id)}\u0000 does not exist`,
    });
    expect(await post('postmark', bounce(rows[0]!.id, 7))).toMatchObject({ status: 401 });
    expect(await post('postmark', bounce(rows[0]!.id, 7), { authorization: 'Basic cG9zdG1hcms6bm8=' })).toMatchObject({
      status: 401,
    });
    expect(await suppressedFor(rows[0]!.subscriber_id)).toBeNull();
    expect(await post('postmark', bounce(rows[0]!.id, 7), BASIC)).toMatchObject({ status: 200, taken: 1 });
    expect(await post('postmark', bounce(rows[0]!.id, 7), BASIC)).toMatchObject({ status: 200, known: 1 });
    expect(await suppressedFor(rows[0]!.subscriber_id)).toBe('bounced');
    const left = {
      RecordType: 'SubscriptionChange',
      Recipient: addressOf(rows[1]!.id),
      ChangedAt: '2026-11-22T12:30:00Z',
    };
    expect(await post('postmark', { ...left, SuppressSending: false }, BASIC)).toMatchObject({ taken: 0 });
    expect(await post('postmark', { ...left, SuppressSending: true }, BASIC)).toMatchObject({ taken: 1 });
    expect(await suppressedFor(rows[1]!.subscriber_id)).toBe('unsubscribed');
  });

  describe('from SES through SNS', () => {
    it('takes a bounce that Amazon signed, in both versions of its signature, once', async () => {
      const { rows } = await sent(2);
      const of = (n: number, version: string) =>
        snsEnvelope(sesBounce('redacted@example.org', rows[n]!.id, `fb-${n}`), { SignatureVersion: version });
      expect(await post('ses', of(0, '2'))).toMatchObject({ status: 200, taken: 1 });
      expect(await post('ses', of(0, '2'))).toMatchObject({ status: 200, taken: 0, known: 1 });
      expect(await post('ses', of(1, '1'))).toMatchObject({ status: 200, taken: 1 });
      expect(await suppressedFor(rows[0]!.subscriber_id)).toBe('bounced');
      expect(new Set(fetched).size).toBe(1);
    });

    it.each([
      ['of another topic', { TopicArn: 'arn:aws:sns:eu-central-1:999999999999:mail' }],
      [
        'with a certificate from elsewhere',
        { SigningCertURL: 'https://sns.eu-central-1.amazonaws.com.evil.example/c.pem' },
      ],
      ['with a certificate over plain HTTP', { SigningCertURL: 'http://sns.eu-central-1.amazonaws.com/c.pem' }],
      ['with another signature', { Signature: Buffer.from('no').toString('base64') }],
    ])('refuses an envelope %s, and fetches nothing from strangers', async (_what, change) => {
      const { rows } = await sent(1);
      const envelope = snsEnvelope(sesBounce('a@example.org', rows[0]!.id, 'fb-no'), change);
      const answer = await post('ses', envelope);
      expect(answer).toMatchObject({ status: 401, code: 'BAD_SIGNATURE' });
      expect(await suppressedFor(rows[0]!.subscriber_id)).toBeNull();
      expect(fetched.every((address) => address.startsWith('https://sns.eu-central-1.amazonaws.com/'))).toBe(true);
    });

    it('refuses words that were changed after signing', async () => {
      const { rows } = await sent(1);
      const envelope = snsEnvelope({ notificationType: 'Delivery' });
      const changed = { ...envelope, Message: JSON.stringify(sesBounce('a@example.org', rows[0]!.id, 'fb-x')) };
      expect(await post('ses', changed)).toMatchObject({ status: 401 });
      expect(await suppressedFor(rows[0]!.subscriber_id)).toBeNull();
    });

    it('confirms the one topic that is set, at Amazon alone', async () => {
      const confirm = (SubscribeURL: string) =>
        snsEnvelope({}, { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL });
      const good = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
      expect(await post('ses', confirm(good))).toMatchObject({ status: 200 });
      expect(fetched).toContain(good);
      expect(await post('ses', confirm('https://elsewhere.example/?Token=t'))).toMatchObject({ status: 401 });
      expect(fetched).not.toContain('https://elsewhere.example/?Token=t');
    });
  });

  it('does not let a late report undo what the person asked for since', async () => {
    const { rows } = await sent(1);
    const id = rows[0]!.subscriber_id;
    const left = {
      ...{ RecordType: 'SubscriptionChange', SuppressSending: true, Recipient: addressOf(rows[0]!.id) },
      ChangedAt: '2026-11-01T00:00:00Z',
    };
    expect(await post('postmark', left, BASIC)).toMatchObject({ taken: 1 });
    expect(await suppressedFor(id)).toBeNull();
    // A complaint stays one, whenever it is told, and outlives the person's own leaving.
    expect(await post('report', complaintMail(rows[0]!.id), BEARER)).toMatchObject({ taken: 1 });
    expect(await suppressedFor(id)).toBe('complained');
  });

  it('stops at the next message for whoever bounced or left while the issue runs', async () => {
    const [first, second] = (await room.subscribe(2)) as [string, string];
    sink.behave(({ attempt }) => (attempt === 1 ? { code: 451 } : 'take'));
    const issue = await room.frozen();
    await room.send(issue.id);
    const rows = await sql<{ id: string; subscriber_id: string }>('SELECT * FROM issue_recipient WHERE issue_id = $1', [
      issue.id,
    ]);
    await post('report', complaintMail(rows[0]!.id), BEARER);
    const token = room.get(AudienceTokens).unsubscribe({ subscriberId: rows[1]!.subscriber_id, issueId: issue.id });
    await fetch(`${room.url}/u/${token}`, { method: 'POST' });
    expectOk(await room.get(SteerIssue).resume(room.jo, issue.id));
    await anHourLater();
    await room.settle();
    expect([...sink.takenBy(first), ...sink.takenBy(second)]).toEqual([]);
    expect(await room.counts(issue.id)).toMatchObject({ state: 'finished', suppressed: 2 });
  });

  describe('what nobody knows the end of', () => {
    const anUnknown = async () => {
      const [email] = (await room.subscribe(1)) as [string];
      sink.behave(({ at }) => (at === 'end' ? 'take and cut' : 'take'));
      const issue = await room.frozen();
      await room.settle();
      expect(await room.counts(issue.id)).toMatchObject({ unknown: 1, state: 'finished' });
      sink.behave(() => 'take');
      await room.settle();
      expect(sink.takenBy(email)).toHaveLength(1);
      return { email, issue };
    };

    it('is sent again when a person agrees, as another message, with a line in the audit log', async () => {
      const { email, issue } = await anUnknown();
      expectOk(await room.get(ResolveUnknown).run(room.jo, { issueId: issue.id, choice: 'sendAgain' }));
      await room.settle();
      expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, unknown: 0, state: 'finished' });
      const ids = sink.takenBy(email).map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw.toString())![1]);
      expect(new Set(ids).size).toBe(2);
      const [line] = await sql<{ details: unknown }>(
        "SELECT * FROM audit_entry WHERE subject_id = $1 AND action = 'issue.unknown-resolved'",
        [issue.id],
      );
      expect(JSON.stringify(line)).toContain('sendAgain');
      expect(await room.get(ResolveUnknown).run(room.jo, { issueId: issue.id, choice: 'sendAgain' })).toMatchObject({
        code: 'NOTHING_UNKNOWN',
      });
    });

    it('counts as handed over when a person says so, and nothing is sent', async () => {
      const { email, issue } = await anUnknown();
      expectOk(await room.get(ResolveUnknown).run(room.jo, { issueId: issue.id, choice: 'countAsHandedOver' }));
      await room.settle();
      expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, unknown: 0, state: 'finished' });
      expect(sink.takenBy(email)).toHaveLength(1);
    });

    it('is known once a report names it', async () => {
      const { issue } = await anUnknown();
      const [row] = await sql<{ id: string }>('SELECT id FROM issue_recipient WHERE issue_id = $1', [issue.id]);
      await post('report', bounceMail(row!.id, '2.0.0', 'delivered'), BEARER);
      expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, unknown: 0 });
    });

    it('goes to two people who decide in the same instant once', async () => {
      const { email, issue } = await anUnknown();
      const resolve = () => room.get(ResolveUnknown).run(room.jo, { issueId: issue.id, choice: 'sendAgain' });
      const codes = (await Promise.all([resolve(), resolve()])).map((answer) =>
        'code' in answer ? answer.code : 'ok',
      );
      expect(codes.sort()).toEqual(['NOTHING_UNKNOWN', 'ok']);
      await room.settle();
      expect(sink.takenBy(email)).toHaveLength(2);
    });
  });

  it('has no other address for reports', async () => {
    expect((await fetch(`${room.url}/mail-events/nobody`, { method: 'POST' })).status).toBe(404);
  });
});
