import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConfigData, HtmlValidate } from 'html-validate';
import { AudienceTokens } from '#audience';
import { newId } from '#kernel';
import { accessibilityFaults, type Browser, newVisitor, openBrowser } from '../support/browser.js';
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

  describe('as a person sees it', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
      const { database, siteId } = room.world;
      await database.query(`UPDATE site SET accent_color = '#b5651d', locales = '{es-US}', name = $1 WHERE id = $2`, [
        'Harbor Physical Therapy, Sports Rehabilitation and Pelvic Health Center of Greater Northwest Portland',
        siteId,
      ]);
      await database.query(
        `WITH made AS (INSERT INTO taxonomy_term (id, kind, key)
           SELECT gen_random_uuid(), 'topic', 'many-' || n FROM generate_series(1, 20) n RETURNING id)
         INSERT INTO taxonomy_label (term_id, locale, label)
           SELECT id, 'en', 'Recovering after a long stay in hospital, and after-care at home ' || left(id::text, 4) FROM made`,
      );
    });
    afterAll(() => browser?.close());

    const shared = ['radio', 'checkbox', 'submit', 'button', 'reset'];
    const config: ConfigData = {
      extends: ['html-validate:recommended'],
      rules: { 'form-dup-name': ['error', { shared }] },
    };
    const faultsOf = async (html: string) =>
      (await new HtmlValidate(config).validateString(html)).results.flatMap(({ messages }) =>
        messages.map((it) => `${it.ruleId}: ${it.message}`),
      );
    const leave = () => path.replace('/preferences', '');

    it.each([
      ['the page to leave', () => leave(), 200, 'Unsubscribe me'],
      ['the own page', () => path, 200, 'Save my choice'],
      ['a broken link to leave', () => `/u/${'x'.repeat(64)}`, 404, 'not complete or not ours'],
      ['a broken link to confirm', () => `/newsletter/confirm/${'x'.repeat(43)}`, 404, 'not complete or not ours'],
    ])('%s: valid, accessible in every look, and silent about who reads', async (_what, address, status, words) => {
      const token = address()
        .split('/')
        .find((part) => part.length > 40)!;
      for (const locale of ['en', 'es-US']) {
        await room.world.database.query('UPDATE subscriber SET locale = $1', [locale]);
        room.world.clock.advance(61_000);
        const answer = await fetch(room.url + address(), { headers: { 'accept-language': locale } });
        const html = await answer.text();
        expect([answer.status, await faultsOf(html)]).toEqual([status, []]);
        expect(html).toContain(`<html lang="${locale}">`);
        expect(html.includes(words)).toBe(locale === 'en');
        // Nothing of the page goes on: not its address, not a copy of it, not to a search engine.
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'x-robots-tag': 'noindex, nofollow',
          'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
        });
        expect(/<title>(.*?)<\/title>/.exec(html)![1]).not.toMatch(/@|reader1/);
        expect(html.replaceAll(`/u/${token}/preferences`, '')).not.toContain(token);
        for (const scheme of ['light', 'dark'] as const) {
          const visitor = await newVisitor(browser, scheme);
          const page = await visitor.newPage();
          const broken: string[] = [];
          page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
          for (const width of [390, 1280]) {
            await page.setViewportSize({ width, height: 844 });
            room.world.clock.advance(61_000);
            await page.setExtraHTTPHeaders({ 'accept-language': locale });
            await page.goto(room.url + address());
            expect(await accessibilityFaults(page)).toEqual([]);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            expect(wide).toBeLessThanOrEqual(0);
          }
          expect(broken.filter((line) => !line.includes('404'))).toEqual([]);
          await visitor.close();
        }
      }
      await room.world.database.query(`UPDATE subscriber SET locale = 'en'`);
    });

    it('says what to correct at the top, leads to the field and ties it to the sentence', async () => {
      const html = await (await send([['do', 'erase']])).text();
      expect(await faultsOf(html)).toEqual([]);
      expect(html).toContain('<a href="#sure">Tick the box first');
      expect(html).toMatch(/<input id="sure"[^>]* aria-invalid="true" aria-describedby="told">/);
    });

    it('offers a language once, though the person reads another kind of it', async () => {
      await room.world.database.query(`UPDATE subscriber SET locale = 'en-US'`);
      room.world.clock.advance(61_000);
      const html = await (await fetch(room.url + path)).text();
      expect(html.match(/name="locale"/g)).toHaveLength(2);
      expect(html).toContain('value="en" checked><span lang="en">English');
      expect(html).toContain('<span lang="es-US">Español');
      await room.world.database.query(`UPDATE subscriber SET locale = 'en'`);
    });
  });

  it('is linked in the mail, works without a script, and changes nothing when it is only opened', async () => {
    const before = await person();
    for (const method of ['GET', 'HEAD']) await fetch(room.url + path, { method });
    const page = await fetch(room.url + path, { headers: { 'user-agent': 'a mail scanner' } });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const site = 'https://clinic.example/harbor';
    // The one address of elsewhere is that of the clinic's own site.
    expect(html.replace(`<a href="${site}">`, '')).not.toMatch(/<script|https?:\/\/|example\.org|reader1/);
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
