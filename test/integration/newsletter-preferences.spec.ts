import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AudienceTokens } from '#audience';
import { newId } from '#kernel';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const KNEE = 'ca4e0000-0000-8000-8000-00000000000b';
const NECK = 'ca4e0000-0000-8000-8000-000000000002';

describe("a person's own page", () => {
  let sink: MailSink;
  let room: Newsroom;
  let path: string;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    await room.subscribe(1);
    const issue = await room.frozen();
    await room.settle();
    const { text } = await sink.parsed('reader1@example.org');
    path = new URL(/https:\/\/press\.example\/u\/[\w-]{64}\/preferences/.exec(text!)![0]).pathname;
    expect(issue.candidateCount).toBe(1);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const person = async () => {
    const rows = await room.world.database.query<Record<string, unknown>>(
      `SELECT state, locale, address_box IS NOT NULL AS sealed, paused_until,
              (SELECT array_agg(term_id::text ORDER BY term_id) FROM subscriber_interest i WHERE i.subscriber_id = s.id) AS interests
         FROM subscriber s`,
    );
    return rows[0];
  };
  const send = (fields: readonly (readonly [string, string])[], to = path) => {
    room.world.clock.advance(61_000);
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    return fetch(room.url + to, { method: 'POST', body });
  };
  const day = (days: number) =>
    new Date(Math.max(Date.now(), room.world.clock.now().getTime()) + days * 86_400_000).toISOString().slice(0, 10);

  it('is linked in the mail, works without a script, and changes nothing when it is only opened', async () => {
    const before = await person();
    for (const method of ['GET', 'HEAD']) await fetch(room.url + path, { method });
    const page = await fetch(room.url + path, { headers: { 'user-agent': 'a mail scanner' } });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).not.toMatch(/<script|https?:\/\/|example\.org|reader1/);
    expect(html.match(/<form method="post">/g)).toHaveLength(4);
    expect(html).toContain(`value="${KNEE}"><span>Knee</span>`);
    expect(await person()).toEqual(before);
  });

  it('keeps interests and language, in the ledger of consent too', async () => {
    const answer = await send([
      ['do', 'save'],
      ['interests', KNEE],
      ['interests', NECK],
      ['locale', 'es'],
    ]);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Su elección está guardada.')]);
    expect(await person()).toMatchObject({ locale: 'es', interests: [NECK, KNEE] });
    const ledger = await room.world.database.query(
      `SELECT kind, interests FROM consent_entry ORDER BY id DESC LIMIT 1`,
    );
    expect(ledger).toEqual([{ kind: 'changed', interests: [NECK, KNEE] }]);
    await send([
      ['do', 'save'],
      ['interests', KNEE],
      ['locale', 'en'],
    ]);
    expect(await person()).toMatchObject({ locale: 'en', interests: [KNEE] });
  });

  it('rests until a day, and goes on when asked', async () => {
    const answer = await send([
      ['do', 'pause'],
      ['until', day(90)],
    ]);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Go on now')]);
    expect((await person())!.paused_until).not.toBeNull();
    expect((await send([['do', 'resume']])).status).toBe(200);
    expect((await person())!.paused_until).toBeNull();
  });

  it.each([
    ['no form', []],
    ['another act', [['do', 'admin']]],
    [
      'a day that was',
      [
        ['do', 'pause'],
        ['until', '2020-01-01'],
      ],
    ],
    [
      'no day',
      [
        ['do', 'pause'],
        ['until', '2027-02-31'],
      ],
    ],
    [
      'a day in ten years',
      [
        ['do', 'pause'],
        ['until', '2036-01-01'],
      ],
    ],
    [
      'what is no interest',
      [
        ['do', 'save'],
        ['locale', 'en'],
        ['interests', newId()],
      ],
    ],
    [
      'what is no id',
      [
        ['do', 'save'],
        ['locale', 'en'],
        ['interests', 'knee\0'],
      ],
    ],
    [
      'no language',
      [
        ['do', 'save'],
        ['locale', '<b>'],
      ],
    ],
    ['erasing without the tick', [['do', 'erase']]],
  ] as [string, [string, string][]][])('refuses %s with a sentence, and changes nothing', async (_what, fields) => {
    const before = await person();
    const answer = await send(fields);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('role="status"')]);
    expect(await person()).toEqual(before);
  });

  it.each(['x'.repeat(64), 'short', '%00'])('refuses the link %s', async (token) => {
    expect(
      (
        await send(
          [
            ['do', 'erase'],
            ['sure', 'yes'],
          ],
          `/u/${token}/preferences`,
        )
      ).status,
    ).toBe(404);
    expect((await person())!.state).toBe('confirmed');
  });

  it('does not take the link of one person for another', async () => {
    const stranger = room.get(AudienceTokens).unsubscribe({ subscriberId: newId(), issueId: newId() });
    expect((await send([['do', 'leave']], `/u/${stranger}/preferences`)).status).toBe(404);
  });

  it('deletes a person for good, twice as good as once, and the issue still adds up', async () => {
    for (const _time of [1, 2]) {
      const answer = await send([
        ['do', 'erase'],
        ['sure', 'yes'],
      ]);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('is deleted')]);
    }
    expect(await person()).toEqual({
      state: 'erased',
      locale: 'und',
      sealed: false,
      paused_until: null,
      interests: null,
    });
    const sums = await room.world.database.query(
      `SELECT i.candidate_count = count(r.id) AS adds, count(*) FILTER (WHERE r.status = 'handed_over')::int AS handed
         FROM issue i JOIN issue_recipient r ON r.issue_id = i.id GROUP BY i.id`,
    );
    expect(sums).toEqual([{ adds: true, handed: 1 }]);
    const chosen = await room.world.database.query(`SELECT 1 FROM consent_entry WHERE interests <> '{}'`);
    expect(chosen).toEqual([]);
    const link = path.replace('/preferences', '');
    expect(await (await fetch(room.url + link)).text()).toContain('You are unsubscribed');
  });
});
