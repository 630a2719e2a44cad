import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectOk } from '#kernel';
import {
  EditIssue,
  FireIssueSchedules,
  FreezeIssue,
  type IssueRow,
  IssueSchedules,
  ReadIssues,
  ScheduleIssue,
} from '#newsletter';
import { type TimeInput, WithdrawPublication } from '#publishing';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const HOUR = 3_600_000;

describe('an issue that goes out by itself', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    await room.subscribe(2);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const inHours = (hours: number) => new Date(room.world.clock.now().getTime() + hours * HOUR);
  const schedule = (issue: IssueRow, sendAt: TimeInput) =>
    room.get(ScheduleIssue).run(room.jo, { id: issue.id, sendAt });
  const unschedule = (issue: IssueRow) => room.get(ScheduleIssue).unschedule(room.jo, issue.id);
  const fire = () => room.get(FireIssueSchedules).run({ signal: new AbortController().signal });
  const stands = async ({ id }: IssueRow) => {
    const issue = (await room.get(ReadIssues).one(room.jo, id))!;
    return [issue.state, (await room.get(IssueSchedules).newestOf([id])).get(id)?.state];
  };
  const facts = async ({ id }: IssueRow) =>
    (
      await room.world.database.query(
        "SELECT 1 FROM outbox_event WHERE kind = 'issue.frozen' AND payload->>'issueId' = $1",
        [id],
      )
    ).length;

  it('goes out at its instant, once, however many look', async () => {
    const issue = await room.compose();
    expectOk(await schedule(issue, { localTime: '2026-12-24T09:00' }));
    const row = (await room.get(IssueSchedules).newestOf([issue.id])).get(issue.id)!;
    expect(row.sendAt.toISOString()).toBe('2026-12-24T17:00:00.000Z');
    await fire();
    expect(await stands(issue)).toEqual(['composing', 'scheduled']);
    room.world.clock.set(row.sendAt);
    await Promise.all([fire(), fire(), fire()]);
    await fire();
    expect(await stands(issue)).toEqual(['handingOver', 'fired']);
    expect(await facts(issue)).toBe(1);
    expect(await unschedule(issue)).toMatchObject({ code: 'ISSUE_MOVED_ON' });
  });

  it('tells of an hour that does not exist, and of one that comes twice', async () => {
    const issue = await room.compose();
    expect(await schedule(issue, { localTime: '2027-03-14T02:30' })).toMatchObject({ code: 'TIME_SKIPPED' });
    expect(await schedule(issue, { localTime: '2027-11-07T01:30' })).toMatchObject({ code: 'TIME_REPEATED' });
    expectOk(await schedule(issue, { localTime: '2027-11-07T01:30', occurrence: 'later' }));
    const row = (await room.get(IssueSchedules).newestOf([issue.id])).get(issue.id)!;
    expect(row.sendAt.toISOString()).toBe('2027-11-07T09:30:00.000Z');
    expect(await schedule(issue, inHours(-1))).toMatchObject({ code: 'INVALID_INPUT', field: 'sendAt' });
    expectOk(await unschedule(issue));
    expect(await unschedule(issue)).toMatchObject({ code: 'NOT_SCHEDULED' });
    expect(await stands(issue)).toEqual(['composing', 'cancelled']);
  });

  it('is asked everything when it is scheduled', async () => {
    const issue = await room.compose();
    const { id, version } = issue;
    const articles = [{ publicationId: (await room.publish()).id }];
    const change = { id, version, subject: 'Other news', preheader: '', intro: '', articles };
    expectOk(await room.get(EditIssue).run(room.jo, change));
    expect(await schedule(issue, inHours(1))).toMatchObject({ code: 'ISSUE_NOT_APPROVED' });
    expect(await room.get(ScheduleIssue).run(room.maya, { id, sendAt: inHours(1) })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  it('is asked again when it fires, says why it stayed, and waits for a person', async () => {
    const { id: publicationId } = await room.publish();
    const articles = [{ publicationId }];
    const [shut, edited] = [await room.compose({ articles }), await room.compose()];
    for (const issue of [shut, edited]) expectOk(await schedule(issue, inHours(1)));
    const reason = 'A sentence is wrong.';
    expectOk(await room.world.get(WithdrawPublication).run(room.jo, { publicationId, reason }));
    const words = { subject: 'Changed late', preheader: '', intro: '' };
    const other = [{ publicationId: (await room.publish()).id }];
    expectOk(await room.get(EditIssue).run(room.jo, { id: edited.id, version: 1, ...words, articles: other }));
    room.world.clock.advance(HOUR);
    await fire();
    const newest = await room.get(IssueSchedules).newestOf([shut.id, edited.id]);
    expect(newest.get(shut.id)).toMatchObject({ state: 'refused', refusalCode: 'ARTICLE_NOT_SENDABLE' });
    expect(newest.get(edited.id)).toMatchObject({ state: 'refused', refusalCode: 'ISSUE_NOT_APPROVED' });
    expect(await stands(shut)).toEqual(['composing', 'refused']);
    expect(await facts(shut)).toBe(0);
  });

  it('is not sent unasked when its instant is long past, nor twice when a person was quicker', async () => {
    const [late, early] = [await room.compose(), await room.compose()];
    for (const issue of [late, early]) expectOk(await schedule(issue, inHours(1)));
    expectOk(await room.get(FreezeIssue).run(room.jo, early.id));
    room.world.clock.advance(26 * HOUR);
    await fire();
    const { refusalCode } = (await room.get(IssueSchedules).newestOf([late.id])).get(late.id)!;
    expect([await stands(late), refusalCode]).toEqual([['composing', 'refused'], 'LONG_OVERDUE']);
    expect([await stands(early), await facts(early)]).toEqual([['handingOver', 'cancelled'], 1]);
  });
});
