import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressBox, AudienceTokens, Unsubscribe } from '#audience';
import { NewsletterSweep, ResolveUnknown, SendChunk, SteerIssue, type UnknownChoice } from '#newsletter';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

describe('handing an issue over', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
  });
  afterEach(async () => {
    sink.clear();
    await room.world.database.query("UPDATE subscriber SET state = 'unsubscribed'");
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const sql = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    room.world.database.query<T>(text, values);
  const endLeases = () =>
    sql("UPDATE issue_recipient SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL");
  /** Never twice, and never silently not: the ledger adds up, and agrees with what the mail server has. */
  const expectHonest = async (issueId: string) => {
    const rows = await sql<{ id: string; status: string; person: string; box: string }>(
      `SELECT r.id, r.status, s.id AS person, s.address_box AS box
         FROM issue_recipient r JOIN subscriber s ON s.id = r.subscriber_id WHERE issue_id = $1`,
      [issueId],
    );
    const [issue] = await sql<{ candidate_count: number }>('SELECT candidate_count FROM issue WHERE id = $1', [
      issueId,
    ]);
    expect(rows).toHaveLength(issue!.candidate_count);
    for (const { id, status, person, box } of rows) {
      const email = room.get(AddressBox).open({ id: person, email: null, addressBox: box });
      const taken = sink.takenBy(email).filter(({ raw }) => raw.includes(id)).length;
      expect({ status, taken: status === 'unknown' ? Math.min(taken, 1) : taken }).toEqual({
        status,
        taken: status === 'handed_over' ? 1 : status === 'unknown' ? Math.min(taken, 1) : 0,
      });
      expect(taken).toBeLessThanOrEqual(1);
    }
  };

  it('reaches everybody once and finishes, however often the job runs (fault 18)', async () => {
    await room.subscribe(60);
    const issue = await room.frozen();
    const other = await room.another({ chunkSize: 7 });
    const signal = new AbortController().signal;
    const jobs = [room.get(SendChunk), other.get(SendChunk, { strict: false })].flatMap((job) => [job, job, job]);
    await Promise.all(jobs.map((job) => job.run({ issueId: issue.id }, { signal })));
    await room.send(issue.id);
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 60, state: 'finished' });
    expect(sink.taken).toHaveLength(60);
    await expectHonest(issue.id);
  });

  it('leaves a row unknown when the worker ended after the message went out (fault 2)', async () => {
    const [email] = await room.subscribe(1);
    const issue = await room.frozen();
    // What a kill between the 250 and the ledger leaves behind: taken by the server, in flight in the ledger.
    await room.send(issue.id);
    await sql(
      "UPDATE issue_recipient SET status = 'in_flight', lease_until = now() + interval '1 hour' WHERE issue_id = $1",
      [issue.id],
    );
    await sql("UPDATE issue SET state = 'handingOver' WHERE id = $1", [issue.id]);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ in_flight: 1, state: 'handingOver' });
    await endLeases();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ unknown: 1, state: 'finished' });
    expect(sink.takenBy(email!)).toHaveLength(1);
  });

  it('sends to whom a worker had leased and not begun with (fault 3)', async () => {
    const [email] = await room.subscribe(1);
    const issue = await room.frozen();
    await sql(
      "UPDATE issue_recipient SET status = 'leased', lease_token = uuidv7(), lease_until = now() + interval '1 hour' WHERE issue_id = $1",
      [issue.id],
    );
    await room.settle();
    expect(sink.taken).toHaveLength(0);
    await endLeases();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, state: 'finished' });
    expect(sink.takenBy(email!)).toHaveLength(1);
  });

  it('is taken for the end of its workers only while no message goes out', async () => {
    await room.subscribe(1);
    const issue = await room.frozen();
    const wentOn = () => room.get(SendChunk).wentOn({ issueId: issue.id });
    expect(await wentOn()).toBe(false);
    await room.send(issue.id);
    expect(await wentOn()).toBe(true);
    await sql("UPDATE issue_recipient SET updated_at = now() - interval '1 hour' WHERE issue_id = $1", [issue.id]);
    expect(await wentOn()).toBe(false);
  });

  it('does not send again when the line is cut after the final dot (fault 4)', async () => {
    const emails = await room.subscribe(3);
    sink.behave(({ at, recipient }) => (at === 'end' && recipient === emails[1] ? 'take and cut' : 'take'));
    const issue = await room.frozen();
    await room.send(issue.id);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 2, unknown: 1, state: 'finished' });
    expect(sink.taken).toHaveLength(3);
    await expectHonest(issue.id);
  });

  it('tries again when the line is cut before the message (fault 5)', async () => {
    const emails = await room.subscribe(3);
    sink.behave(({ at, recipient, attempt }) =>
      at === 'rcpt' && recipient === emails[1] && attempt === 1 ? 'cut' : 'take',
    );
    const issue = await room.frozen();
    await room.send(issue.id);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 3, unknown: 0, state: 'finished' });
    await expectHonest(issue.id);
  });

  it.each([
    ['the recipient is named', 'rcpt'],
    ['the whole message is there', 'end'],
  ] as const)('defers after a 451 when %s, and holds nobody else up (fault 7)', async (_what, step) => {
    const emails = await room.subscribe(5);
    sink.behave(({ at, recipient, attempt }) =>
      at === step && recipient === emails[2] && attempt === 1 ? { code: 451, text: 'greylisted' } : 'take',
    );
    const issue = await room.frozen();
    const [first] = [await room.get(SendChunk)];
    await first.run({ issueId: issue.id }, { signal: new AbortController().signal });
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 5, state: 'finished' });
    const [row] = await sql<{ attempt_no: number }>(
      'SELECT attempt_no FROM issue_recipient r JOIN subscriber s ON s.id = r.subscriber_id WHERE s.email_hash = $1 AND issue_id = $2',
      [room.keyOf(emails[2]!), issue.id],
    );
    expect(row!.attempt_no).toBe(2);
    await expectHonest(issue.id);
  });

  it('gives up on a server that always says later, and says so', async () => {
    await room.subscribe(2);
    sink.behave(({ at }) => (at === 'rcpt' ? { code: 450, text: 'later' } : 'take'));
    const issue = await room.frozen();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ failed: 2, state: 'finished' });
    const [row] = await sql<{ smtp_reply: string }>('SELECT smtp_reply FROM issue_recipient WHERE issue_id = $1', [
      issue.id,
    ]);
    expect(row!.smtp_reply).toMatch(/^Given up after 4 tries: 450/);
  });

  it('loses nobody when the server refuses the sender: the issue waits and says why', async () => {
    await room.subscribe(20);
    sink.behave(({ at }) => (at === 'mail' ? { code: 550, text: 'you may not send here' } : 'take'));
    const issue = await room.frozen();
    await room.send(issue.id);
    const waiting = await room.counts(issue.id);
    expect(waiting).toMatchObject({ failed: 0, state: 'handingOver' });
    expect(waiting.holdReason).toContain('you may not send here');
    expect(waiting.hold).toMatchObject({ code: 'MAIL_SERVER_AWAY', reply: expect.stringContaining('may not send') });
    sink.behave(() => 'take');
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({
      handed_over: 20,
      state: 'finished',
      holdReason: null,
      hold: null,
    });
    await expectHonest(issue.id);
  });

  it('fails one of a hundred for good and hands 99 over (fault 8)', async () => {
    const emails = await room.subscribe(100);
    sink.behave(({ at, recipient }) =>
      at === 'rcpt' && recipient === emails[41] ? { code: 550, text: 'no such user' } : 'take',
    );
    const issue = await room.frozen();
    await room.send(issue.id);
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 99, failed: 1, state: 'finished' });
    await expectHonest(issue.id);
  });

  it('sends nothing to whom left or was suppressed since the freezing', async () => {
    const emails = await room.subscribe(3);
    const issue = await room.frozen();
    const [leaver] = await sql<{ id: string }>('SELECT id FROM subscriber WHERE email_hash = $1', [
      room.keyOf(emails[0]!),
    ]);
    const token = room.get(AudienceTokens).unsubscribe({ subscriberId: leaver!.id, issueId: issue.id });
    await room.get(Unsubscribe).run(token);
    await sql(
      "INSERT INTO suppression (site_id, email_hash, reason) SELECT site_id, email_hash, 'complained' FROM subscriber WHERE email_hash = $1",
      [room.keyOf(emails[1]!)],
    );
    await room.send(issue.id);
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, suppressed: 2, state: 'finished' });
    expect(sink.taken.flatMap(({ recipients }) => recipients)).toEqual([emails[2]]);
  });

  it('stops for a pause, goes on after it, and ends with a cancellation', async () => {
    await room.subscribe(30);
    const issue = await room.frozen();
    const steer = room.get(SteerIssue);
    let asked: Promise<unknown> | undefined;
    sink.behave(({ at }) => {
      if (at === 'end' && sink.taken.length === 5) asked ??= steer.pause(room.jo, issue.id);
      return at === 'end' ? { takeAfterMs: 20 } : 'take';
    });
    await room.send(issue.id);
    await asked;
    const paused = await room.counts(issue.id);
    expect(paused.state).toBe('paused');
    expect(paused.queued).toBeGreaterThan(10);
    expect(paused.queued + paused.handed_over).toBe(30);
    await room.send(issue.id);
    expect(await room.get(NewsletterSweep).run()).toEqual([]);
    expect((await room.counts(issue.id)).handed_over).toBe(paused.handed_over);
    sink.behave(() => 'take');
    await steer.resume(room.jo, issue.id);
    // Nobody waits for the next sweep.
    expect(await sql("SELECT payload FROM outbox_event WHERE kind = 'issue.resumed'")).toEqual([
      { payload: { issueId: issue.id } },
    ]);
    await steer.cancel(room.jo, issue.id);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ skipped: paused.queued, state: 'cancelled' });
    expect(await steer.resume(room.jo, issue.id)).toMatchObject({ code: 'ISSUE_MOVED_ON' });
    await expectHonest(issue.id);
  });

  it('leaves nobody open behind a cancellation, and lets a person say what became of its last messages', async () => {
    await room.subscribe(4);
    const issue = await room.frozen();
    await room.get(SteerIssue).cancel(room.jo, issue.id);
    const ids = await sql<{ id: string }>('SELECT id FROM issue_recipient WHERE issue_id = $1 ORDER BY id', [issue.id]);
    // What a lease and a result that crossed it leave behind, and a worker that died in flight.
    const states = ['queued', 'deferred', 'unknown', 'unknown'];
    for (const [at, status] of states.entries()) {
      await sql('UPDATE issue_recipient SET status = $2, reason = NULL WHERE id = $1', [ids[at]!.id, status]);
    }
    expect(await room.get(NewsletterSweep).run()).toEqual([]);
    expect(await room.counts(issue.id)).toMatchObject({ skipped: 2, unknown: 2, state: 'cancelled' });
    const resolve = (choice: UnknownChoice) => room.get(ResolveUnknown).run(room.jo, { issueId: issue.id, choice });
    expect(await resolve('sendAgain')).toMatchObject({ code: 'ISSUE_MOVED_ON' });
    expect(await resolve('countAsHandedOver')).toMatchObject({ state: 'cancelled' });
    expect(await room.counts(issue.id)).toMatchObject({ skipped: 2, handed_over: 2, state: 'cancelled' });
    const [counted] = await sql('SELECT 1 FROM issue_recipient WHERE handed_over_at IS NULL AND status = $1', [
      'handed_over',
    ]);
    expect(counted).toBeUndefined();
  });

  it('takes the late truth of a worker whose lease had ended (fault 11)', async () => {
    const [email] = await room.subscribe(1);
    const issue = await room.frozen();
    sink.behave(({ at }) => (at === 'end' ? { takeAfterMs: 1_500 } : 'take'));
    const sending = room.send(issue.id);
    for (let tries = 0; tries < 100 && sink.takenBy(email!).length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await endLeases();
    await room.get(NewsletterSweep).run();
    expect(await room.counts(issue.id)).toMatchObject({ unknown: 1 });
    await sending;
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, state: 'finished' });
    expect(sink.takenBy(email!)).toHaveLength(1);
  });
});

describe('a mail server that is away (fault 10)', () => {
  it('is waited for without a busy loop, and the issue says so and goes on by itself', async () => {
    const spare = await startMailSink();
    const { port, url } = spare;
    await spare.close();
    const room = await createNewsroom(url);
    await room.subscribe(20);
    const issue = await room.frozen();
    await room.send(issue.id);
    const waiting = await room.counts(issue.id);
    expect(waiting).toMatchObject({ queued: 20, state: 'handingOver' });
    expect(waiting.holdReason).toMatch(/^The mail server cannot be used/);
    const sink = await startMailSink(port);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({
      handed_over: 20,
      state: 'finished',
      holdReason: null,
      hold: null,
    });
    expect(sink.connections).toBeLessThanOrEqual(4);
    await room.close();
    await sink.close();
  });

  it('is passed over for the next one that is named', async () => {
    const spare = await startMailSink();
    await spare.close();
    const second = await startMailSink();
    const room = await createNewsroom(`${spare.url} ${second.url}`);
    await room.subscribe(20);
    const issue = await room.frozen();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({
      handed_over: 20,
      state: 'finished',
      holdReason: null,
      hold: null,
    });
    expect(second.taken).toHaveLength(20);
    await room.close();
    await second.close();
  });
});
