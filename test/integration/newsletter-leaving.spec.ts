import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AudienceTokens } from '#audience';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

/** Enough that some are on their way, some done and most still to come when somebody leaves. */
const READERS = 60;

describe('leaving an issue that is being handed over', () => {
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

  it('takes effect at the next message, and what a mail scanner opens changes nothing', async () => {
    await room.subscribe(READERS);
    sink.behave(({ at }) => (at === 'end' ? { takeAfterMs: 25 } : 'take'));
    const issue = await room.frozen();
    const rows = await room.world.database.query<{ id: string }>(
      'SELECT subscriber_id::text AS id FROM issue_recipient WHERE issue_id = $1',
      [issue.id],
    );
    const linkOf = (subscriberId: string) =>
      `${room.url}/u/${room.get(AudienceTokens).unsubscribe({ subscriberId, issueId: issue.id })}`;
    const sending = room.send(issue.id);
    while (sink.taken.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));

    // Everybody's links are opened, as scanners do, in every way that asks and does not act.
    const scanned = rows.slice(0, 20);
    for (const { id } of scanned) {
      for (const method of ['GET', 'HEAD']) await fetch(linkOf(id), { method, headers: { 'user-agent': 'scanner' } });
      await fetch(`${linkOf(id)}/preferences`);
    }
    const waiting = await room.world.database.query<{ id: string }>(
      "SELECT subscriber_id::text AS id FROM issue_recipient WHERE issue_id = $1 AND status IN ('queued', 'leased') LIMIT 15",
      [issue.id],
    );
    const left: string[] = [];
    for (const { id } of waiting) {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      const answer = await fetch(linkOf(id), { method: 'POST', body });
      expect(answer.status).toBe(200);
      // Who was let past the last gate before the answer has the message on its way.
      const [row] = await room.world.database.query<{ status: string }>(
        'SELECT status FROM issue_recipient WHERE issue_id = $1 AND subscriber_id = $2',
        [issue.id, id],
      );
      if (['queued', 'leased', 'suppressed'].includes(row!.status)) left.push(id);
    }
    await sending;
    await room.settle();

    const ends = await room.world.database.query<{ id: string; status: string; state: string }>(
      `SELECT r.subscriber_id::text AS id, r.status, s.state FROM issue_recipient r JOIN subscriber s ON s.id = r.subscriber_id
        WHERE r.issue_id = $1`,
      [issue.id],
    );
    const of = (id: string) => ends.find((row) => row.id === id)!;
    expect(left.map((id) => of(id).status)).toEqual(left.map(() => 'suppressed'));
    const stayed = scanned.filter(({ id }) => !waiting.some((it) => it.id === id));
    expect(stayed.map(({ id }) => [of(id).state, of(id).status])).toEqual(
      stayed.map(() => ['confirmed', 'handed_over']),
    );
    const handedOver = ends.filter(({ status }) => status === 'handed_over').length;
    expect(sink.taken).toHaveLength(handedOver);
    expect(await room.counts(issue.id)).toMatchObject({
      state: 'finished',
      handed_over: handedOver,
      suppressed: READERS - handedOver,
    });
  });
});
