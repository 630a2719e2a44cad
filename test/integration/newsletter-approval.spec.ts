import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectOk, newId } from '#kernel';
import {
  ApproveIssue,
  ComposeIssue,
  DeleteIssue,
  EditIssue,
  type EditIssueInput,
  FreezeIssue,
  IssueApprovals,
  type IssueRow,
} from '#newsletter';
import type { StaffActor } from '#platform';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const WORDS = { subject: 'News from the clinic', preheader: 'New guides', intro: 'Hello.' };

describe('a draft, and the second person', () => {
  let sink: MailSink;
  let room: Newsroom;
  let lee: StaffActor;
  let ids: string[];
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    lee = await room.world.person('Lee', 'publisher');
    ids = [(await room.publish()).id, (await room.publish()).id];
    await room.subscribe(2);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const draft = async (words: Partial<typeof WORDS> = {}) =>
    expectOk(
      await room.get(ComposeIssue).run(room.jo, {
        ...{ site: 'harbor', ...WORDS, ...words },
        articles: [{ publicationId: ids[0]! }, { publicationId: ids[1]!, mode: 'full' }],
      }),
    );
  const edit = (issue: IssueRow, change: Partial<EditIssueInput> = {}, actor = room.jo) =>
    room.get(EditIssue).run(actor, {
      ...{ id: issue.id, version: issue.version, ...WORDS },
      articles: [{ publicationId: ids[0]! }, { publicationId: ids[1]!, mode: 'full' }],
      ...change,
    });
  const hash = async ({ id }: IssueRow) => (await room.get(IssueApprovals).of(id)).contentHash;
  const approve = async (issue: IssueRow, actor = lee) =>
    room.get(ApproveIssue).run(actor, { id: issue.id, contentHash: await hash(issue) });
  const freeze = (issue: IssueRow) => room.get(FreezeIssue).run(room.jo, issue.id);
  const sql = (text: string, values: unknown[]) => room.world.database.query(text, values);

  it('changes words, order and form, by version, and refuses who saw an older one', async () => {
    const issue = await draft();
    const before = await hash(issue);
    const turned = [{ publicationId: ids[1]! }, { publicationId: ids[0]!, mode: 'full' as const }];
    const saved = expectOk(await edit(issue, { subject: ' Other news ', articles: turned }));
    expect(saved).toMatchObject({ subject: 'Other news', version: 2 });
    const rows = await sql(
      'SELECT publication_id AS id, mode FROM issue_article WHERE issue_id = $1 ORDER BY position',
      [issue.id],
    );
    expect(rows).toEqual([
      { id: ids[1], mode: 'teaser' },
      { id: ids[0], mode: 'full' },
    ]);
    expect(await hash(issue)).not.toBe(before);
    expect(await edit(issue, { subject: 'Mine' })).toMatchObject({
      code: 'ISSUE_CHANGED',
      issue: { subject: 'Other news', version: 2 },
    });
    const both = await Promise.all([edit(saved, { intro: 'One.' }), edit(saved, { intro: 'Two.' })]);
    expect(both.filter((answer) => 'code' in answer)).toMatchObject([{ code: 'ISSUE_CHANGED' }]);
  });

  it.each([
    ['a header in the subject', { subject: 'News\r\nBcc: x@example.org' }, 'INVALID_INPUT'],
    ['no article', { articles: [] }, 'INVALID_INPUT'],
    ['an article that is not live', { articles: [{ publicationId: newId() }] }, 'ARTICLE_NOT_SENDABLE'],
    ['an issue that is not there', { id: newId() }, 'NOT_FOUND'],
  ])('refuses to save %s, and keeps what was', async (_what, change, code) => {
    const issue = await draft();
    expect(await edit(issue, change)).toMatchObject({ code });
    expect(expectOk(await edit(issue))).toMatchObject({ ...WORDS, version: 1 });
  });

  it('is approved by somebody else alone, for the hash they read', async () => {
    const issue = await draft();
    expect(await freeze(issue)).toMatchObject({ code: 'ISSUE_NOT_APPROVED' });
    expect(await approve(issue, room.jo)).toMatchObject({ code: 'APPROVER_IS_COMPOSER' });
    const author = await room.world.person('Ana', 'author');
    expect(await approve(issue, author)).toMatchObject({ code: 'NOT_ALLOWED' });
    const stale = await room.get(ApproveIssue).run(lee, { id: issue.id, contentHash: '0'.repeat(64) });
    expect(stale).toMatchObject({ code: 'ISSUE_HASH_CHANGED', contentHash: await hash(issue) });
    expectOk(await approve(issue));
    expectOk(await approve(issue));
    expect(await sql('SELECT 1 FROM issue_approval WHERE issue_id = $1', [issue.id])).toHaveLength(1);
    expectOk(await freeze(issue));
  });

  it('loses its approval by any change, and keeps it where nothing changes', async () => {
    const issue = await draft();
    expectOk(await approve(issue));
    expect(expectOk(await edit(issue))).toMatchObject({ version: 1 });
    expect((await room.get(IssueApprovals).of(issue.id)).approvals).toHaveLength(1);
    const saved = expectOk(await edit(issue, { preheader: 'Other guides' }, room.jo));
    expect((await room.get(IssueApprovals).of(issue.id)).approvals).toEqual([]);
    expect(await freeze(saved)).toMatchObject({ code: 'ISSUE_NOT_APPROVED' });
  });

  it('makes whoever changes it one of its composers', async () => {
    const issue = await draft();
    const saved = expectOk(await edit(issue, { intro: 'Hello again.' }, lee));
    expect(await approve(saved, lee)).toMatchObject({ code: 'APPROVER_IS_COMPOSER' });
    // Back to what it was: the composer of the change still vouches for nothing.
    expectOk(await edit(saved, {}, lee));
    expect(await approve(saved, lee)).toMatchObject({ code: 'APPROVER_IS_COMPOSER' });
    expectOk(await approve(saved, room.maya));
  });

  it('asks for a reviewer with a licence where its own words are clinical, and again when it is sent', async () => {
    const issue = await draft({ intro: 'Hello.\n\nRest for two weeks after the operation.' });
    expect(await approve(issue, lee)).toMatchObject({
      code: 'CLINICIAN_NEEDED',
      sentences: ['Rest for two weeks after the operation.'],
    });
    const noor = await room.world.person('Noor', 'reviewer');
    expectOk(await approve(issue, noor));
    await sql('UPDATE credential SET revoked_at = now() WHERE user_id = $1', [noor.userId]);
    expect(await freeze(issue)).toMatchObject({ code: 'CLINICIAN_NEEDED' });
    expectOk(await approve(issue, room.maya));
    expectOk(await freeze(issue));
  });

  it('is refused by the database too, whoever writes', async () => {
    const issue = await draft();
    const [id, author, other] = [issue.id, room.jo.userId, lee.userId];
    const send = "UPDATE issue SET state = 'handingOver', frozen_at = now() WHERE id = $1";
    await expect(sql(send, [id])).rejects.toMatchObject({ code: 'CP007' });
    const vouch = `INSERT INTO issue_approval (id, issue_id, content_hash, approved_by_id)
      SELECT gen_random_uuid(), i.id, COALESCE($3, carepress_issue_hash(i)), $2 FROM issue i WHERE id = $1`;
    await expect(sql(vouch, [id, author, null])).rejects.toMatchObject({ code: 'CP007' });
    await expect(sql(vouch, [id, other, '0'.repeat(64)])).rejects.toMatchObject({ code: 'CP007' });
    await sql(vouch, [id, other, null]);
    await expect(sql("UPDATE issue_approval SET content_hash = 'x' WHERE issue_id = $1", [id])).rejects.toMatchObject({
      code: 'CP003',
    });
    await sql("UPDATE issue_article SET mode = 'full' WHERE issue_id = $1", [id]);
    await expect(sql(send, [id])).rejects.toMatchObject({ code: 'CP007' });
    expectOk(await approve(issue, room.maya));
    expectOk(await freeze(issue));
    for (const change of [
      "UPDATE issue SET intro = 'Other words' WHERE id = $1",
      'DELETE FROM issue_article WHERE issue_id = $1',
      "UPDATE issue_article SET mode = 'teaser' WHERE issue_id = $1",
    ]) {
      await expect(sql(change, [id])).rejects.toMatchObject({ code: 'CP007' });
    }
    await expect(sql('DELETE FROM issue_approval WHERE issue_id = $1', [id])).rejects.toMatchObject({ code: 'CP003' });
  });

  it('is thrown away with its approvals, and never once it was sent', async () => {
    const remove = (issue: IssueRow, actor = room.jo) => room.get(DeleteIssue).run(actor, issue.id);
    const issue = await draft();
    expectOk(await approve(issue));
    expect(await remove(issue, room.maya)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await remove(issue)).toEqual({ id: issue.id });
    expect(await remove(issue)).toMatchObject({ code: 'NOT_FOUND' });
    const sent = await room.frozen();
    expect(await remove(sent)).toMatchObject({ code: 'ISSUE_MOVED_ON' });
    await expect(sql('DELETE FROM issue WHERE id = $1', [sent.id])).rejects.toMatchObject({ code: 'CP003' });
  });
});
