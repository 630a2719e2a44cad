import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { expectOk } from '#kernel';
import { ComposeIssue, FreezeIssue, Issues } from '#newsletter';
import { OpenRecall } from '#oversight';
import type { StaffActor } from '#platform';
import type { PublicationRow } from '#publishing';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, guide, type Newsroom } from '../support/mail-sink-world.js';

describe('the correction of a text that an issue carried', () => {
  let sink: MailSink;
  let room: Newsroom;
  let maya: StaffActor;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    await room.subscribe(1);
    maya = await room.world.person('Maya', 'reviewer');
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const composing = (...publicationIds: string[]) =>
    room.get(ComposeIssue).run(room.jo, {
      ...{ site: 'harbor', subject: 'News', preheader: '', intro: '' },
      articles: publicationIds.map((publicationId) => ({ publicationId })),
    });
  const compose = async (...ids: string[]) => room.approveIssue(expectOk(await composing(...ids)).id);
  const freeze = (id: string) => room.get(FreezeIssue).run(room.jo, id);
  const sent = async (...ids: string[]) => {
    const issue = await compose(...ids);
    expectOk(await freeze(issue.id));
    await room.settle();
    return issue;
  };
  const modes = async (issueId: string) =>
    (await room.get(Issues).articlesOf(issueId)).map(({ publicationId, mode }) => [publicationId, mode]);
  const recall = async ({ revisionId }: PublicationRow) =>
    expectOk(await room.world.get(OpenRecall).run(maya, { revisionIds: [revisionId], reason: 'A sign was missing.' }));
  it('stands at the head of the next issue, once, in the approved words', async () => {
    const wrong = await room.publish(guide('Back pain, as it was'));
    const other = await room.publish(guide('Another guide'));
    await sent(wrong.id);
    const early = await compose(other.id);
    await recall(wrong);
    // Recalled text goes into no issue, and while there is nothing better there is nothing to carry either.
    expect(await composing(wrong.id)).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE', publicationId: wrong.id });
    expect(await modes((await compose(other.id)).id)).toEqual([[other.id, 'teaser']]);
    const corrected = await room.rewrite(wrong, guide('Back pain, corrected'));
    expect(await freeze(early.id)).toMatchObject({ code: 'CORRECTION_OWED', publicationIds: [corrected.id] });
    const issue = await sent(other.id);
    expect(await modes(issue.id)).toEqual([
      [corrected.id, 'correction'],
      [other.id, 'teaser'],
    ]);
    const { html, text } = await simpleParser(sink.taken.at(-1)!.raw);
    expect(text).toContain('Correction: An earlier issue carried a text that we have corrected since.');
    expect(text).toContain('Back pain, corrected');
    expect(html).toContain('<strong>Correction:</strong>');
    expect(await modes((await compose(other.id)).id)).toEqual([[other.id, 'teaser']]);
    // A further edit of the corrected text is no news to them.
    await room.rewrite(wrong, guide('Back pain, corrected and shorter'));
    expect(await modes((await compose(other.id)).id)).toEqual([[other.id, 'teaser']]);
  });

  it("takes the place of the same article where it was chosen, and is nobody else's to call so", async () => {
    const wrong = await room.publish(guide('Neck pain, as it was'));
    await sent(wrong.id);
    await recall(wrong);
    const corrected = await room.rewrite(wrong, guide('Neck pain, corrected'));
    expect(await modes((await compose(corrected.id)).id)).toEqual([[corrected.id, 'correction']]);
    const called = { publicationId: corrected.id, mode: 'correction' as const };
    const input = { site: 'harbor', subject: 'News', preheader: '', intro: '', articles: [called] };
    expect(await room.get(ComposeIssue).run(room.jo, input)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'articles',
    });
  });

  it('is owed by no issue when no issue carried the text', async () => {
    const wrong = await room.publish(guide('Hip pain, as it was'));
    const other = await room.publish(guide('A third guide'));
    await recall(wrong);
    const corrected = await room.rewrite(wrong, guide('Hip pain, corrected'));
    const owed = (await modes((await compose(other.id)).id)).map(([id]) => id);
    expect(owed).not.toContain(corrected.id);
  });
});
