import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVERYBODY } from '#audience';
import { expectOk } from '#kernel';
import {
  DeleteIssue,
  FireIssueSchedules,
  IssueSchedules,
  Issues,
  MakeDigests,
  ReadDigest,
  SteerDigest,
  SteerIssue,
  segmentOf,
} from '#newsletter';
import { OpenRecall } from '#oversight';
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
  const read = () => room.get(ReadDigest);
  const current = async () => (await read().of(room.jo, 'harbor'))!;
  const version = async () => (await read().of(room.jo, 'harbor'))?.version ?? 0;
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
    return (await read().runsOf(await current()))[0]!;
  };
  const upcoming = async () => (await read().newsOf(await current())).map(({ title }) => title);
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
    expect(await read().runsOf(await current())).toHaveLength(1);
    const told = "SELECT user_id FROM staff_notice WHERE kind = 'issue.digest-waits' AND subject_id = $1";
    const people = await room.world.database.query<{ user_id: string }>(told, [issue.id]);
    expect(people.map(({ user_id }) => user_id).sort()).toEqual([room.jo.userId, ana.userId].sort());
    expect((await current()).nextAt!.getTime() - run.dueAt.getTime()).toBe(7 * DAY);
  });

  it('makes no second draft of the same news, and takes up what was thrown away', async () => {
    await room.publish(guide('Third'));
    expect(await due()).toMatchObject({ outcome: 'waiting', issueId: null });
    const waiting = (await read().runsOf(await current())).find(({ issueId }) => issueId)!;
    expectOk(await room.get(SteerIssue).cancel(room.jo, waiting.issueId!));
    expect(await articlesOf((await due()).issueId)).toEqual(['First', 'Third']);
  });

  it('goes out by itself once a second person lets it, under that name, and carries nothing twice', async () => {
    const before = (await read().runsOf(await current()))[0]!;
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
    const count = (await read().runsOf(await current())).length;
    await sweep();
    const runs = await read().runsOf(await current());
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
    expect(await read().of(await room.world.person('Sue', 'author'), 'harbor')).toBeNull();
  });

  /** Nothing waits any more, and the rhythm begins anew, with what was published since the week before. */
  const anew = async (change: object = {}) => {
    for (const { issueId } of await read().runsOf(await current())) {
      const issue = issueId ? await room.get(Issues).byId(issueId) : null;
      if (issue?.state === 'composing') expectOk(await room.get(SteerIssue).cancel(room.jo, issue.id));
    }
    if ((await current()).cadence !== 'off') expectOk(await set({ cadence: 'off' }));
    room.world.clock.advance(30 * DAY);
    expectOk(await set(change));
  };
  const sendItself = async () => {
    expectOk(await steer().letSend(ana, { site: 'harbor', version: await version(), sendsItself: true }));
  };
  const fire = () => room.get(FireIssueSchedules).run({ signal: new AbortController().signal });
  const segment = async (id: string | null) => segmentOf((await room.get(Issues).byId(id!))!);
  const recall = async ({ revisionId }: { revisionId: string }) => {
    const input = { revisionIds: [revisionId], reason: 'A sign was missing.' };
    expectOk(await room.world.get(OpenRecall).run(room.maya, input));
  };

  it('leaves a minor edit out, and takes a clinical one up', async () => {
    const before = await room.publish(guide('A guide with a slip'));
    await anew();
    const mended = await room.rewrite(before, guide('A guide without a slip'), 'minor');
    expect(await upcoming()).toEqual([]);
    room.world.clock.advance(1_000);
    const changed = await room.rewrite(mended, guide('A guide with another sign'));
    expect(await upcoming()).toEqual(['A guide with another sign']);
    // A slip that was mended after it shows the text as it is now.
    room.world.clock.advance(1_000);
    await room.rewrite(changed, guide('A guide with one more sign'), 'minor');
    expect(await upcoming()).toEqual(['A guide with one more sign']);
  });

  it('goes to people with an interest of what it carries, and to everybody where one article has none', async () => {
    await anew();
    const knee = await room.publish(guide('About the knee'));
    const KNEE = 'ca4e0000-0000-8000-8000-00000000000b';
    const { database } = room.world;
    await database.query('INSERT INTO article_term (article_id, term_id) VALUES ($1, $2)', [knee.articleId, KNEE]);
    const some = await due();
    const interests = expect.arrayContaining([KNEE]);
    expect(await segment(some.issueId)).toEqual({ locale: null, interests, withoutInterests: true });
    expectOk(await room.get(SteerIssue).cancel(room.jo, some.issueId!));
    const { articleId } = await room.publish(guide('About nothing in particular'));
    await database.query('DELETE FROM article_term WHERE article_id = $1', [articleId]);
    expect(await segment((await due()).issueId)).toEqual(EVERYBODY);
  });

  it('carries twenty at most, and the rest of one release the next time', async () => {
    await anew();
    await sendItself();
    const titles = Array.from({ length: 22 }, (_, index) => `Released ${index}`);
    for (const title of titles) await room.publish(guide(title));
    expect(await upcoming()).toHaveLength(20);
    const first = await due();
    await fire();
    const second = await due();
    await fire();
    expect([first.articles, second.articles]).toEqual([20, 2]);
    const both = [...(await articlesOf(first.issueId)), ...(await articlesOf(second.issueId))];
    expect(both.sort()).toEqual(titles.sort());
    await room.settle();
  });

  it('carries a correction as one, to everybody, though nothing else is new', async () => {
    const wrong = await room.publish(guide('As it was'));
    await due();
    await fire();
    await recall(wrong);
    await room.rewrite(wrong, guide('As it should be'));
    const { issueId } = await due();
    const articles = await room.get(Issues).articlesOf(issueId!);
    expect(articles.map(({ title, mode }) => [title, mode])).toEqual([['As it should be', 'correction']]);
    expect(await segment(issueId)).toEqual(EVERYBODY);
    await fire();
    await room.settle();
  });

  it('that was to go out by itself and is refused says why in its log', async () => {
    const text = await room.publish(guide('Recalled in between'));
    const run = await due();
    await recall(text);
    const taken = sink.taken.length;
    await fire();
    await room.settle();
    expect(sink.taken).toHaveLength(taken);
    const [refused] = await read().runsOf(await current());
    expect(refused).toMatchObject({ id: run.id, outcome: 'drafted', refusalCode: 'ARTICLE_NOT_SENDABLE' });
    expect(refused!.refusedAt).not.toBeNull();
    // Thrown away, the reason stays.
    expectOk(await room.get(DeleteIssue).run(room.jo, run.issueId!));
    const [after] = await read().runsOf(await current());
    expect(after).toMatchObject({ issueId: null, refusalMessage: refused!.refusalMessage });
  });

  it('that cannot be put together is tried more and more seldom, and told of once', async () => {
    await anew();
    await room.publish(guide('At last'));
    const { database, clock } = room.world;
    await database.query(
      `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
    );
    await database.query('CREATE TRIGGER broken BEFORE INSERT ON digest_run FOR EACH ROW EXECUTE FUNCTION broken()');
    clock.set(new Date((await current()).nextAt!.getTime() + 1_000));
    const waits: number[] = [];
    for (let fault = 1; fault <= 12; fault += 1) {
      await Promise.all([sweep(), sweep()]);
      await sweep();
      const { faults, retryAt, faultId } = await current();
      expect([faults, typeof faultId]).toEqual([fault, 'string']);
      waits.push((retryAt!.getTime() - clock.now().getTime()) / 1_000);
      clock.set(retryAt!);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600, 21_600]);
    expect(await database.query("SELECT 1 FROM staff_notice WHERE kind = 'digest.failed'")).toHaveLength(2);
    await database.query('DROP TRIGGER broken ON digest_run');
    await sweep();
    expect((await read().runsOf(await current()))[0]).toMatchObject({ outcome: 'drafted', articles: 1 });
    expect(await current()).toMatchObject({ faults: 0, retryAt: null, faultId: null });
  });

  it('has a second person in the database too', async () => {
    const sql = 'UPDATE digest SET vouched_by_id = set_by_id, vouched_at = now()';
    await expect(room.world.database.query(sql)).rejects.toThrow('digest_second_person');
  });
});
