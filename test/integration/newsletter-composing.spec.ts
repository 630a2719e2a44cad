import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import {
  type ArticleNotSendable,
  ComposeIssue,
  type ComposeIssueInput,
  FreezeIssue,
  NewsletterSweep,
  SendChunk,
  SendTestIssue,
  SteerIssue,
} from '#newsletter';
import { WithdrawPublication } from '#publishing';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const WORDS = { site: 'harbor', subject: 'News', preheader: '', intro: '' };

describe('composing and freezing', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const compose = (input: Partial<ComposeIssueInput>, actor = room.jo) =>
    room.get(ComposeIssue).run(actor, { ...WORDS, articles: [], ...input });
  const freeze = (id: string, actor = room.jo) => room.get(FreezeIssue).run(actor, id);
  const withdraw = (publicationId: string) =>
    room.world.get(WithdrawPublication).run(room.jo, { publicationId, reason: 'A sentence is wrong.' });
  const recipients = async (issueId: string) =>
    (await room.world.database.query('SELECT 1 FROM issue_recipient WHERE issue_id = $1', [issueId])).length;
  const facts = async (kind: string, issueId: string) =>
    (
      await room.world.database.query("SELECT 1 FROM outbox_event WHERE kind = $1 AND payload->>'issueId' = $2", [
        kind,
        issueId,
      ])
    ).length;
  const audited = async (id: string) =>
    (
      await room.world.database.query<{ action: string }>(
        'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id',
        [id],
      )
    ).map(({ action }) => action);

  it('refuses an audience of zero, and leaves the issue as it was', async () => {
    const issue = await room.compose();
    expect(await freeze(issue.id)).toMatchObject({ code: 'EMPTY_AUDIENCE' });
    expect(await room.counts(issue.id)).toMatchObject({ state: 'composing' });
    expect([await recipients(issue.id), await facts('issue.frozen', issue.id)]).toEqual([0, 0]);
  });

  it('refuses whoever may not', async () => {
    const { id: publicationId } = await room.publish();
    const sam = await room.world.person('Sam', 'author', 'reviewer');
    expect(await compose({ articles: [{ publicationId }] }, sam)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await freeze((await room.compose()).id, sam)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await compose({ site: 'eastside', articles: [{ publicationId }] })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await freeze(newId())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await freeze("x'; drop table issue")).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['a header in the subject', { subject: 'News\r\nBcc: other@example.org' }, 'INVALID_INPUT'],
    ['no article', { articles: [] }, 'INVALID_INPUT'],
    ['an article that is not live', { articles: [{ publicationId: newId() }] }, 'ARTICLE_NOT_SENDABLE'],
    ['an unknown site', { site: 'nowhere' }, 'NOT_FOUND'],
  ])('refuses %s', async (_what, input, code) => {
    const articles = [{ publicationId: (await room.publish()).id }];
    expect(await compose({ articles, ...input })).toMatchObject({ code });
  });

  it('refuses an article that was withdrawn, at composing', async () => {
    const { id } = await room.publish();
    await withdraw(id);
    expect(await compose({ articles: [{ publicationId: id }] })).toMatchObject({
      code: 'ARTICLE_NOT_SENDABLE',
      publicationId: id,
    });
  });

  it('refuses an article that was withdrawn since composing, by its title, and an overdue one', async () => {
    await room.subscribe(2);
    const { id } = await room.publish();
    const issue = await room.compose({ articles: [{ publicationId: id }] });
    const late = await room.compose();
    await withdraw(id);
    const refusal = await freeze(issue.id);
    expect(refusal).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE', articleTitle: 'Back pain after a run' });
    const now = room.world.clock.now();
    room.world.clock.advance(3 * 365 * 86_400_000);
    expect(await freeze(late.id)).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE' });
    room.world.clock.set(now);
    expect([await recipients(issue.id), await recipients(late.id)]).toEqual([0, 0]);
  });

  it('refuses a site without a postal address', async () => {
    const issue = await room.compose();
    await room.world.database.query("UPDATE site SET postal_address = ' ' WHERE slug = 'harbor'");
    expect(await freeze(issue.id)).toMatchObject({ code: 'POSTAL_ADDRESS_MISSING' });
    await room.world.database.query("UPDATE site SET postal_address = 'Street 1' WHERE slug = 'harbor'");
  });

  it('freezes once, whoever is quicker, with suppressed people written down and one fact', async () => {
    const [email] = await room.subscribe(3);
    await room.world.database.query(
      "INSERT INTO suppression (site_id, email_hash, reason) SELECT site_id, email_hash, 'bounced' FROM subscriber WHERE email_hash = $1",
      [room.keyOf(email!)],
    );
    const issue = await room.compose();
    const answers = await Promise.all([freeze(issue.id), freeze(issue.id), freeze(issue.id)]);
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'ISSUE_MOVED_ON')).toHaveLength(2);
    const counts = await room.counts(issue.id);
    expect(counts).toMatchObject({ suppressed: 1, queued: (await recipients(issue.id)) - 1, state: 'handingOver' });
    expect(await facts('issue.frozen', issue.id)).toBe(1);
    expect(await audited(issue.id)).toEqual(['issue.composed', 'issue.approved', 'issue.frozen']);
    await room.get(SteerIssue).cancel(room.jo, issue.id);
  });

  it('begins no message after a withdrawal was answered, however many were leased before', async () => {
    await room.subscribe(80);
    const { id: publicationId } = await room.publish();
    const slow = await room.another({ chunkSize: 1_000, connections: 2 });
    const issue = await room.frozen({ articles: [{ publicationId }] });
    let begunAfter = 0;
    let withdrawn = false;
    let asked: Promise<unknown> | undefined;
    sink.behave(({ at }) => {
      if (at === 'rcpt' && withdrawn) begunAfter += 1;
      if (at === 'end' && sink.taken.length === 6)
        asked ??= withdraw(publicationId).then(() => {
          withdrawn = true;
        });
      return at === 'end' ? { takeAfterMs: 20 } : 'take';
    });
    await slow.get(SendChunk, { strict: false }).run({ issueId: issue.id }, { signal: new AbortController().signal });
    await asked;
    const held = await room.counts(issue.id);
    // One on each of two lines may be past the gate when the withdrawal is answered.
    expect(begunAfter).toBeLessThanOrEqual(2);
    expect(held.state).toBe('paused');
    expect(held.queued).toBeGreaterThan(50);
    expect(held.handed_over).toBeLessThan(30);
    await room.get(SteerIssue).cancel(room.jo, issue.id);
  });

  it('puts an issue on hold when an article is withdrawn while it is handed over', async () => {
    await room.subscribe(30);
    const { id: publicationId } = await room.publish();
    const small = await room.another({ chunkSize: 5, connections: 1 });
    const issue = await room.frozen({ articles: [{ publicationId }] });
    let withdrawn: Promise<unknown> | undefined;
    sink.behave(({ at }) => {
      if (at === 'end') withdrawn ??= withdraw(publicationId);
      return at === 'end' ? { takeAfterMs: 30 } : 'take';
    });
    await small.get(SendChunk, { strict: false }).run({ issueId: issue.id }, { signal: new AbortController().signal });
    await withdrawn;
    const held = await room.counts(issue.id);
    expect(held.state).toBe('paused');
    expect(held.holdReason).toContain('“Back pain after a run” cannot be sent any more');
    expect(held.hold).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE', title: 'Back pain after a run' });
    expect(held.handed_over).toBeLessThan(30);
    expect(await room.get(NewsletterSweep).run()).toEqual([]);
    // Resuming asks again, and leaves it on hold with what it says.
    sink.behave(() => 'take');
    const refused = await room.get(SteerIssue).resume(room.jo, issue.id);
    expect(refused).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE', publicationId });
    expect((refused as ArticleNotSendable).message).toContain('Cancel it and compose a new one');
    await room.settle();
    const { holdReason, hold } = held;
    expect(await room.counts(issue.id)).toMatchObject({
      ...{ state: 'paused', handed_over: held.handed_over, holdReason, hold },
    });
    expect(await audited(issue.id)).toEqual(['issue.composed', 'issue.approved', 'issue.frozen', 'issue.held']);
    // Whoever is at the gate between the answer and the next look at the articles is held as well.
    await room.world.database.query("UPDATE issue SET state = 'handingOver' WHERE id = $1", [issue.id]);
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ state: 'paused', handed_over: held.handed_over });
  });

  it('puts an issue on hold when an article becomes overdue while it is handed over, and goes on once that is mended', async () => {
    const everybody = await room.subscribe(30);
    const { id: publicationId } = await room.publish();
    const small = await room.another({ chunkSize: 5, connections: 1 });
    const issue = await room.frozen({ articles: [{ publicationId }] });
    const now = room.world.clock.now();
    sink.clear();
    sink.behave(({ at }) => {
      if (at === 'end') room.world.clock.set(new Date(now.getTime() + 3 * 365 * 86_400_000));
      return at === 'end' ? { takeAfterMs: 30 } : 'take';
    });
    await small.get(SendChunk, { strict: false }).run({ issueId: issue.id }, { signal: new AbortController().signal });
    const held = await room.counts(issue.id);
    expect(held).toMatchObject({ state: 'paused', hold: { code: 'ARTICLE_NOT_SENDABLE' } });
    expect(held.handed_over).toBeLessThan(30);
    expect(await room.get(SteerIssue).resume(room.jo, issue.id)).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE' });
    sink.behave(() => 'take');
    room.world.clock.set(now);
    expect(await room.get(SteerIssue).resume(room.jo, issue.id)).toMatchObject({
      state: 'handingOver',
      holdReason: null,
    });
    await room.settle();
    for (const email of everybody) expect(sink.takenBy(email)).toHaveLength(1);
  });

  it('tests no message that says less than the issue', async () => {
    const { id: publicationId } = await room.publish();
    const issue = await room.compose({ articles: [{ publicationId }] });
    await withdraw(publicationId);
    sink.clear();
    expect(await room.get(SendTestIssue).run(room.jo, { id: issue.id })).toMatchObject({
      code: 'ARTICLE_NOT_SENDABLE',
    });
    expect(sink.taken).toEqual([]);
  });

  it('makes the very same bytes for a second try', async () => {
    sink.clear();
    const [email] = await room.subscribe(1);
    const issue = await room.frozen();
    await room.send(issue.id);
    const [first] = sink.takenBy(email!);
    await room.world.database.query(
      "UPDATE issue_recipient SET status = 'queued', lease_token = NULL WHERE issue_id = $1",
      [issue.id],
    );
    await room.world.database.query("UPDATE issue SET state = 'handingOver' WHERE id = $1", [issue.id]);
    room.world.clock.advance(3_600_000);
    const other = await room.another();
    await other.get(SendChunk, { strict: false }).run({ issueId: issue.id }, { signal: new AbortController().signal });
    expect(sink.takenBy(email!)[1]!.raw.equals(first!.raw)).toBe(true);
  });
});
