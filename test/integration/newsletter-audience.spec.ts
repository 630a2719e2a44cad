import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SendConfirmation } from '#audience';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom, PUBLIC_URL } from '../support/mail-sink-world.js';

const WORDING = 'Yes, send me the newsletter of Harbor. I can leave at any time.';

describe('signing up, confirming and leaving', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
  });
  afterEach(() => sink.clear());
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(room.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const signUp = (email: unknown, more = {}) =>
    post('/newsletter/sign-up', {
      site: 'harbor',
      email,
      wording: WORDING,
      formUrl: 'https://clinic.example/news',
      ...more,
    });
  const rows = (email: string) =>
    room.world.database.query<{ id: string; state: string; confirm_token_hash: string }>(
      'SELECT id, state, confirm_token_hash FROM subscriber WHERE email_hash = $1',
      [room.keyOf(email)],
    );
  const facts = () =>
    room.world.database.query<{ payload: { subscriberId: string } }>(
      "SELECT payload FROM outbox_event WHERE kind = 'subscriber.confirmation-requested' ORDER BY id",
    );
  const deliver = async () => {
    for (const { payload } of await facts()) await room.get(SendConfirmation).run(payload);
  };
  const linkIn = async (email: string) => {
    const { text } = await sink.parsed(email);
    return new URL(/https:\/\/press\.example\/newsletter\/confirm\/[\w-]{43}/.exec(text!)![0]).pathname;
  };
  const nextMinute = () => room.world.clock.advance(61_000);

  it('goes from the form to a confirmed subscriber with a ledger of consent', async () => {
    const answer = await signUp('ana@example.org');
    expect([answer.status, await answer.json()]).toMatchObject([200, { ok: true, message: expect.any(String) }]);
    await deliver();
    await deliver();
    expect(sink.takenBy('ana@example.org')).toHaveLength(1);
    const path = await linkIn('ana@example.org');

    const page = await fetch(room.url + path);
    expect([page.status, (await rows('ana@example.org'))[0]!.state]).toEqual([200, 'pending']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('<form method="post">');
    // Nothing is loaded from anywhere; the one address on it leads back to the clinic.
    expect(html).not.toMatch(/<script|<img|<link|src=|url\(/);
    expect(html.match(/https?:[^"]+/g)).toEqual(['https://clinic.example/harbor']);

    for (const _time of [1, 2]) {
      const done = await fetch(room.url + path, { method: 'POST' });
      expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('You are subscribed')]);
    }
    const [person] = await rows('ana@example.org');
    expect(person!.state).toBe('confirmed');
    const ledger = await room.world.database.query<{ kind: string; wording: string; form_url: string }>(
      'SELECT kind, wording, form_url FROM consent_entry WHERE subscriber_id = $1 ORDER BY id',
      [person!.id],
    );
    expect(ledger.map(({ kind }) => kind)).toEqual(['requested', 'confirmed']);
    expect(ledger[0]).toMatchObject({ wording: WORDING, form_url: 'https://clinic.example/news' });
  });

  it('sends a confirmation mail in two parts that shows the words agreed to and loads nothing', async () => {
    nextMinute();
    await signUp('bea@example.org');
    await deliver();
    const mail = await sink.parsed('bea@example.org');
    expect(mail.text).toContain(WORDING);
    expect(mail.html).toContain('Confirm my subscription');
    expect(mail.html).not.toMatch(/<img|<script|<link/);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const [person] = await rows('bea@example.org');
    expect(person!.confirm_token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(mail.text).not.toContain(person!.confirm_token_hash);
  });

  it('answers a known and an unknown address alike, and writes once in five minutes', async () => {
    nextMinute();
    const texts = await Promise.all(
      ['ana@example.org', 'nobody-yet@example.org', 'nobody-yet@example.org'].map(async (email) =>
        (await signUp(email)).text(),
      ),
    );
    expect(new Set(texts).size).toBe(1);
    await deliver();
    expect(sink.takenBy('ana@example.org')).toHaveLength(0);
    expect(sink.takenBy('nobody-yet@example.org')).toHaveLength(1);
    room.world.clock.advance(5 * 60_000);
    await signUp('nobody-yet@example.org');
    await deliver();
    expect(sink.takenBy('nobody-yet@example.org')).toHaveLength(2);
  });

  it.each([
    ['a header in the address', 'x@example.org\r\nBcc: y@example.org'],
    ['ten thousand addresses', Array.from({ length: 10_000 }, (_, n) => `p${n}@example.org`).join(',')],
    ['a list', ['a@example.org', 'b@example.org']],
    ['nothing', ''],
  ])('refuses %s as a typed refusal', async (_what, email) => {
    nextMinute();
    const answer = await signUp(email);
    expect([answer.status, await answer.json()]).toMatchObject([422, { ok: false, code: 'INVALID_EMAIL_ADDRESS' }]);
  });

  it.each([
    ['no such site', { site: 'nowhere' }, 404, 'NOT_FOUND'],
    ['no words of consent', { wording: '' }, 422, 'INVALID_INPUT'],
    ['a form address that is a script', { formUrl: 'javascript:alert(1)' }, 422, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, more, status, code) => {
    nextMinute();
    const answer = await signUp('carl@example.org', more);
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    expect(await rows('carl@example.org')).toEqual([]);
  });

  it('answers in the language of the form: with the same code, and a Spanish sentence', async () => {
    nextMinute();
    for (const [more, code, sentence] of [
      [{ email: 'ana' }, 'INVALID_EMAIL_ADDRESS', /una sola @/],
      [{ wording: '' }, 'INVALID_INPUT', /Cargue de nuevo el formulario/],
      [{ interests: ['x'] }, 'INVALID_INPUT', /Mire la lista de nuevo/],
      [{ site: 'nowhere' }, 'NOT_FOUND', /No existe un sitio/],
      [{ email: 'gil@example.org', language: 'en' }, undefined, /Mire en el correo no deseado/],
    ] as const) {
      const answer = await signUp('ana@example.org', { locale: 'es-US', ...more });
      expect(await answer.json()).toMatchObject({ ...(code && { code }), message: expect.stringMatching(sentence) });
    }
    const chosen = 'SELECT locale FROM subscriber WHERE email_hash = $1';
    expect(await room.world.database.query(chosen, [room.keyOf('gil@example.org')])).toEqual([{ locale: 'en' }]);
    const form = new URLSearchParams({ site: 'harbor', email: 'ana@', wording: WORDING, locale: 'es' });
    const asForm = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const page = await post('/newsletter/sign-up', form.toString(), asForm);
    expect([page.status, await page.text()]).toEqual([
      422,
      expect.stringMatching(/lang="es".*No ha funcionado.*la @/s),
    ]);
    const link = { 'accept-language': 'es-MX,es;q=0.9' };
    const gone = await fetch(`${room.url}/newsletter/confirm/${'A'.repeat(43)}`, { headers: link });
    expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('Este enlace no está completo')]);
  });

  it('takes a plain form from a browser and answers with a page', async () => {
    nextMinute();
    const form = new URLSearchParams({ site: 'harbor', email: 'dan@example.org', wording: WORDING });
    const answer = await post('/newsletter/sign-up', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html,*/*',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await rows('dan@example.org')).toMatchObject([{ state: 'pending' }]);
    const wrong = await post('/newsletter/sign-up', 'site=harbor&email=%3Cscript%3E', {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
    });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.not.stringContaining('<script>')]);
  });

  it('refuses a link that is changed, and one that is older than 48 hours', async () => {
    nextMinute();
    await signUp('eve@example.org');
    await deliver();
    const path = await linkIn('eve@example.org');
    const other = path.endsWith('A') ? `${path.slice(0, -1)}B` : `${path.slice(0, -1)}A`;
    for (const method of ['GET', 'POST']) {
      const page = await fetch(room.url + other, { method });
      expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('This link is not complete')]);
    }
    room.world.clock.advance(48 * 3_600_000 + 1);
    const late = await fetch(room.url + path, { method: 'POST' });
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('expired')]);
    expect((await rows('eve@example.org'))[0]!.state).toBe('pending');
  });

  it('slows down whoever asks too often', async () => {
    nextMinute();
    const answers = await Promise.all(Array.from({ length: 30 }, () => signUp('')));
    expect(answers.map(({ status }) => status)).toContain(429);
    nextMinute();
    expect((await signUp('')).status).toBe(422);
  });

  describe('the unsubscribe link', () => {
    let path: string;
    let email: string;
    beforeAll(async () => {
      [email] = (await room.subscribe(1)) as [string];
      const issue = await room.frozen();
      await room.send(issue.id);
      const mail = await sink.parsed(email);
      path = new URL(
        /<(https:[^>]+)>/.exec(String(mail.headers.get('list') && headerOf(mail, 'list-unsubscribe')))![1]!,
      ).pathname;
    });
    const headerOf = (mail: { headerLines: readonly { key: string; line: string }[] }, key: string) =>
      mail.headerLines.find((line) => line.key === key)?.line;
    const state = async () => (await rows(email))[0]!.state;
    const withdrawals = async () =>
      (
        await room.world.database.query(
          "SELECT 1 FROM consent_entry c JOIN subscriber s ON s.id = c.subscriber_id WHERE c.kind = 'withdrawn' AND s.email_hash = $1",
          [room.keyOf(email)],
        )
      ).length;

    it('changes nothing when a mail scanner opens it', async () => {
      expect(PUBLIC_URL + path).toMatch(/^https:\/\/press\.example\/u\/[\w-]{64}$/);
      for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(room.url + path, { method })).status).toBe(200);
      expect([await state(), await withdrawals()]).toEqual(['confirmed', 0]);
    });

    it.each([
      ['a changed link', () => `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`],
      ['a short link', () => path.slice(0, -3)],
      ['no token of ours', () => '/u/hello'],
    ])('refuses %s', async (_what, of) => {
      expect((await fetch(room.url + of(), { method: 'POST' })).status).toBe(404);
      expect(await state()).toBe('confirmed');
    });

    it('unsubscribes with one POST of a mail program, without cookie or redirect, and twice alike', async () => {
      for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b']) {
        const body = type.startsWith('multipart')
          ? '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
          : 'List-Unsubscribe=One-Click';
        const answer = await fetch(room.url + path, {
          method: 'POST',
          redirect: 'error',
          headers: { 'content-type': type },
          body,
        });
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
      }
      expect([await state(), await withdrawals()]).toEqual(['unsubscribed', 1]);
    });

    it('keeps the promise by keyed hash, without the address', async () => {
      const kept = await room.world.database.query<{ email_hash: string; reason: string }>('SELECT * FROM suppression');
      expect(kept).toMatchObject([{ email_hash: expect.stringMatching(/^[0-9a-f]{64}$/), reason: 'unsubscribed' }]);
      expect(JSON.stringify(kept)).not.toContain('@');
    });

    it('is undone only by asking and confirming again', async () => {
      nextMinute();
      sink.clear();
      await signUp(email);
      await deliver();
      expect((await fetch(room.url + (await linkIn(email)), { method: 'POST' })).status).toBe(200);
      expect(await state()).toBe('confirmed');
      expect(await room.world.database.query('SELECT 1 FROM suppression')).toEqual([]);
    });
  });
});
