import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { expectOk } from '#kernel';
import { SteerIssue } from '#newsletter';
import { bounceMail, complaintMail, postReport } from '../support/mail-reports.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom, REPORTERS } from '../support/mail-sink-world.js';

describe('an issue that bounces or is reported as spam', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url, { backoffSeconds: [3_600, 3_600] });
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
  const report = (body: string) =>
    postReport(room.url, 'report', body, { authorization: `Bearer ${REPORTERS.MAIL_EVENTS_KEY}` });
  /** An hour later for whoever waits. */
  const anHourLater = () => sql("UPDATE issue_recipient SET next_try_at = now() WHERE status = 'deferred'");

  it('stops a running issue at one complaint in a thousand and at five bounces in a hundred', async () => {
    const emails = await room.subscribe(120);
    const stop = new Set(emails.slice(110));
    sink.behave(({ recipient, attempt }) => (stop.has(recipient) && attempt === 1 ? { code: 451 } : 'take'));
    const issue = await room.frozen();
    await room.send(issue.id);
    const rows = await sql<{ id: string }>(
      "SELECT id FROM issue_recipient WHERE issue_id = $1 AND status = 'handed_over'",
      [issue.id],
    );
    expect(rows).toHaveLength(110);
    for (const { id } of rows.slice(0, 5)) await report(bounceMail(id));
    expect(await room.counts(issue.id)).toMatchObject({ state: 'handingOver' });
    await report(bounceMail(rows[5]!.id));
    const held = await room.counts(issue.id);
    expect(held).toMatchObject({ state: 'paused', handed_over: 110, deferred: 10 });
    expect(held.holdReason).toContain('6 of 110 messages bounced (5.5 %)');
    expect(held.hold).toMatchObject({ code: 'BOUNCES', people: 6, of: 110 });
    const audit = await sql<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject_id = $1 AND action = 'issue.held'",
      [issue.id],
    );
    expect(audit).toHaveLength(1);
    const told = () =>
      sql('SELECT kind, user_id, detail FROM staff_notice WHERE subject_id = $1 ORDER BY created_at', [issue.id]);
    const bounces = { tried: '110', bounced: '6', complained: '0' };
    const first = { kind: 'issue.stopped', user_id: room.jo.userId, detail: bounces };
    // Further reports stop nothing that stands still, and tell nobody again.
    await report(bounceMail(rows[6]!.id));
    expect(await told()).toEqual([first]);

    // A person resumes: what they have seen does not stop it again, the next complaint does.
    expectOk(await room.get(SteerIssue).resume(room.jo, issue.id));
    await room.send(issue.id);
    expect(await room.counts(issue.id)).toMatchObject({ state: 'handingOver' });
    await report(complaintMail(rows[20]!.id));
    expect((await room.counts(issue.id)).holdReason).toContain('1 person of');
    expect(await told()).toMatchObject([first, { kind: 'issue.stopped', detail: { complained: '1' } }]);
    expectOk(await room.get(SteerIssue).resume(room.jo, issue.id));
    await anHourLater();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ state: 'finished', handed_over: 120 });
  });

  it('does not hold reports of messages from before a pause against the few since', async () => {
    const emails = await room.subscribe(200);
    sink.behave(({ at }) => (at === 'end' && sink.taken.length >= 150 ? { code: 451 } : 'take'));
    const issue = await room.frozen();
    await room.send(issue.id);
    expect((await room.counts(issue.id)).handed_over).toBe(150);
    const steer = room.get(SteerIssue);
    expectOk(await steer.pause(room.jo, issue.id));
    expectOk(await steer.resume(room.jo, issue.id));
    const rows = await sql<{ id: string }>(
      "SELECT id FROM issue_recipient WHERE issue_id = $1 AND status = 'handed_over' ORDER BY id",
      [issue.id],
    );
    // Six of 150 messages, 4 %, and none of them left since.
    for (const { id } of rows.slice(0, 6)) await report(bounceMail(id));
    expect(await room.counts(issue.id)).toMatchObject({ state: 'handingOver', holdReason: null });
    for (const { id } of rows.slice(6, 8)) await report(bounceMail(id));
    expect((await room.counts(issue.id)).holdReason).toContain('8 of 150 messages bounced');
    expect(emails).toHaveLength(200);
  });
});
