import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadIssues, SendChunk, SendingPace } from '#newsletter';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

describe('the pace of sending, and what is refused at the door', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(`${sink.url}/?idempotencyHeader=X-Once&rate=200`);
  });
  afterEach(async () => {
    sink.behave(() => 'take');
    sink.clear();
    await room.world.database.query("UPDATE subscriber SET state = 'unsubscribed' WHERE state = 'confirmed'");
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });
  const suppressed = (email: string) =>
    room.world.database.query<{ reason: string }>('SELECT reason FROM suppression WHERE email_hash = $1', [
      room.keyOf(email),
    ]);

  it('suppresses a mailbox that does not exist, and nobody for policy or a plain no', async () => {
    const emails = await room.subscribe(4);
    const replies = ['5.1.1 no such user', '5.7.1 blocked by policy', 'not today', '5.2.1 closed'];
    sink.behave(({ at, recipient }) =>
      at === 'rcpt' ? { code: 550, text: replies[emails.indexOf(recipient)]! } : 'take',
    );
    const issue = await room.frozen();
    await room.settle();
    await room.settle();
    const found = await Promise.all(emails.map(suppressed));
    expect(found).toEqual([[{ reason: 'bounced' }], [], [], [{ reason: 'bounced' }]]);
    const row = (await room.get(ReadIssues).one(room.jo, issue.id))!;
    const { reports, counts } = (await room.get(ReadIssues).standings([row])).get(issue.id)!;
    expect(reports).toMatchObject({ bouncedHard: 2, blocked: 2 });
    expect(counts).toMatchObject({ failed: 4, handed_over: 0 });
    const audit = await room.world.database.query<{ data: unknown }>(
      "SELECT data FROM audit_entry WHERE action = 'subscriber.taken-off' AND data->>'source' = 'smtp'",
    );
    expect(audit).toHaveLength(2);
  });

  it('skips nobody in a burst of 421, and hands over to each once', async () => {
    const emails = await room.subscribe(6);
    sink.behave(({ at, attempt }) =>
      at === 'rcpt' && attempt === 1 ? { code: 454, text: '4.7.0 throttled' } : 'take',
    );
    const issue = await room.frozen();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 6, failed: 0, unknown: 0, state: 'finished' });
    expect(emails.map((email) => sink.takenBy(email).length)).toEqual(emails.map(() => 1));
  });

  it('marks each delivery with the header of its account, the same for each try and another for each person', async () => {
    const emails = await room.subscribe(3);
    sink.behave(({ at, attempt }) => (at === 'end' && attempt === 1 ? { code: 451, text: 'later' } : 'take'));
    const issue = await room.frozen();
    await room.settle();
    const mails = await Promise.all(emails.map((email) => sink.parsed(email)));
    const marks = mails.map(({ headers }) => headers.get('x-once'));
    expect(new Set(marks).size).toBe(3);
    expect(marks).toEqual(mails.map(({ messageId }) => messageId));
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 3, state: 'finished' });
  });

  it('sets people aside whose domain has no turn, without holding up the others or counting a try', async () => {
    const process = await room.another({ domainRate: 0.01 });
    await room.subscribe(4);
    const issue = await room.frozen();
    const job = process.get(SendChunk, { strict: false });
    await job.run({ issueId: issue.id }, { signal: new AbortController().signal });
    const rows = await room.world.database.query(
      `SELECT status, attempt_no, next_try_at > now() AS later, lease_token IS NULL AS free FROM issue_recipient
        WHERE issue_id = $1 ORDER BY status`,
      [issue.id],
    );
    expect(rows[0]).toMatchObject({ status: 'handed_over' });
    expect(rows.slice(1)).toEqual(
      Array.from({ length: 3 }, () => ({ status: 'queued', attempt_no: 0, later: true, free: true })),
    );
    await room.world.database.query('UPDATE issue_recipient SET next_try_at = now() WHERE issue_id = $1', [issue.id]);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 4, state: 'finished' });
  });

  it('estimates from what the ledger measured', async () => {
    await room.subscribe(30);
    const issue = await room.frozen();
    await room.world.database.query(
      `UPDATE issue_recipient SET status = 'handed_over', updated_at = now() - interval '60 seconds'
        WHERE id IN (SELECT id FROM issue_recipient WHERE issue_id = $1 LIMIT 20)`,
      [issue.id],
    );
    const found = (await room.get(SendingPace).of([issue])).get(issue.id)!;
    expect(found.perMinute).toBeGreaterThan(0);
    expect(found.perMinute).toBeLessThanOrEqual(20);
    expect(found.secondsLeft).toBeGreaterThanOrEqual(30);
    await room.settle();
  });
});
