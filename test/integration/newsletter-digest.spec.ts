import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectOk } from '#kernel';
import { FireIssueSchedules, IssueSchedules, Issues, MakeDigests, SteerDigest, SteerIssue } from '#newsletter';
import type { StaffActor } from '#platform';
import { WithdrawPublication } from '#publishing';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, guide, type Newsroom } from '../support/mail-sink-world.js';

const DAY = 86_400_000;

describe('a digest', () => {
  let sink: MailSink;
  let room: Newsroom;
  let ana: StaffActor;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    ana = await room.world.person('Ana', 'publisher');
    await room.subscribe(2);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const steer = () => room.get(SteerDigest);
  const current = async () => (await steer().read(room.jo, 'harbor'))!;
  const version = async () => (await steer().read(room.jo, 'harbor'))?.version ?? 0;
  const set = async (change: object = {}) =>
    steer().save(room.jo, {
      ...{ site: 'harbor', cadence: 'weekly', day: 1, localTime: '09:00', byInterest: true },
      ...{ version: await version(), ...change },
    });
  const sweep = () => room.get(MakeDigests).run({ signal: new AbortController().signal });
  /** A second after its next instant, as often as asked, in turns and at once. */
  const due = async () => {
    room.world.clock.set(new Date((await current()).nextAt!.getTime() + 1_000));
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    return (await steer().runsOf(await current()))[0]!;
  };
  const upcoming = async () => (await steer().newsOf(await current())).articles.map(({ title }) => title);
  const articlesOf = async (issueId: string | null) =>
    (await room.get(Issues).articlesOf(issueId!)).map(({ title }) => title);

  it('waits for a person, and is one for a period, whoever looks', async () => {
    await room.publish(guide('First'));
    const second = await room.publish(guide('Second'));
    expectOk(await set());
    expect(await upcoming()).toEqual(['First', 'Second']);
    const reason = 'A sentence is wrong.';
    expectOk(await room.world.get(WithdrawPublication).run(room.jo, { publicationId: second.id, reason }));
    const run = await due();
    expect(run).toMatchObject({ outcome: 'drafted', articles: 1 });
    expect(await articlesOf(run.issueId)).toEqual(['First']);
    const issue = (await room.get(Issues).byId(run.issueId!))!;
    expect(issue).toMatchObject({ state: 'composing', createdById: room.jo.userId, intro: '' });
    expect((await room.get(IssueSchedules).newestOf([issue.id])).size).toBe(0);
    expect(await steer().runsOf(await current())).toHaveLength(1);
    const told = "SELECT user_id FROM staff_notice WHERE kind = 'issue.digest-waits' AND subject_id = $1";
    const people = await room.world.database.query<{ user_id: string }>(told, [issue.id]);
    expect(people.map(({ user_id }) => user_id).sort()).toEqual([room.jo.userId, ana.userId].sort());
    expect((await current()).nextAt!.getTime() - run.dueAt.getTime()).toBe(7 * DAY);
  });

  it('makes no second draft of the same news, and takes up what was thrown away', async () => {
    await room.publish(guide('Third'));
    expect(await due()).toMatchObject({ outcome: 'waiting', issueId: null });
    const waiting = (await steer().runsOf(await current())).find(({ issueId }) => issueId)!;
    expectOk(await room.get(SteerIssue).cancel(room.jo, waiting.issueId!));
    expect(await articlesOf((await due()).issueId)).toEqual(['First', 'Third']);
  });

  it('goes out by itself once a second person lets it, under that name, and carries nothing twice', async () => {
    const before = (await steer().runsOf(await current()))[0]!;
    expectOk(await room.get(SteerIssue).cancel(room.jo, before.issueId!));
    const input = { site: 'harbor', version: await version(), sendsItself: true };
    expect(await steer().letSend(room.jo, input)).toMatchObject({ code: 'APPROVER_IS_COMPOSER' });
    expect(await steer().letSend(room.maya, input)).toMatchObject({ code: 'NOT_ALLOWED' });
    expectOk(await steer().letSend(ana, input));
    expect(await steer().letSend(ana, input)).toMatchObject({ code: 'DIGEST_CHANGED' });
    const { issueId } = await due();
    await room.get(FireIssueSchedules).run({ signal: new AbortController().signal });
    expect(await room.get(Issues).byId(issueId!)).toMatchObject({ state: 'handingOver', candidateCount: 2 });
    const approvals = await room.world.database.query(
      "SELECT data->>'approvedBy' AS by FROM audit_entry WHERE action = 'issue.approved' AND subject_id = $1",
      [issueId],
    );
    expect(approvals).toEqual([{ by: ana.userId }]);
    await room.settle();
    expect(sink.taken).toHaveLength(2);
    expect(await upcoming()).toEqual([]);
    expect(await due()).toMatchObject({ outcome: 'nothingNew', issueId: null });
    expect(sink.taken).toHaveLength(2);
  });

  it('comes once after a long absence, and waits again when its settings changed', async () => {
    await room.publish(guide('Fourth'));
    room.world.clock.set(new Date((await current()).nextAt!.getTime() + 40 * DAY));
    const count = (await steer().runsOf(await current())).length;
    await sweep();
    const runs = await steer().runsOf(await current());
    expect(runs).toHaveLength(count + 1);
    expect((await current()).nextAt!.getTime()).toBeGreaterThan(room.world.clock.now().getTime());
    expectOk(await set({ cadence: 'monthly', day: 28 }));
    expect(await current()).toMatchObject({ vouchedById: null, setById: room.jo.userId });
    expectOk(await set({ cadence: 'off', day: 1 }));
    expect((await current()).nextAt).toBeNull();
  });

  it('refuses what is no rhythm, and a change of what somebody did not see', async () => {
    expect(await set({ day: 9 })).toMatchObject({ code: 'INVALID_INPUT', field: 'day' });
    expect(await set({ localTime: '9 am' })).toMatchObject({ code: 'INVALID_INPUT', field: 'localTime' });
    expect(await set({ version: 0 })).toMatchObject({ code: 'DIGEST_CHANGED' });
    expect(await steer().read(await room.world.person('Sue', 'author'), 'harbor')).toBeNull();
  });

  it('has a second person in the database too', async () => {
    const sql = 'UPDATE digest SET vouched_by_id = set_by_id, vouched_at = now()';
    await expect(room.world.database.query(sql)).rejects.toThrow('digest_second_person');
  });
});
