import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { SendConfirmation, SignUp } from '#audience';
import { build, firstSentences } from '#document';
import { ChangeSite, Sites } from '#identity';
import { expectOk } from '#kernel';
import { AddMedia, DescribeMedia, mediaHandlers } from '#media';
import { PreviewIssue } from '#newsletter';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, guide, type Newsroom } from '../support/mail-sink-world.js';
import { drawing } from '../support/sample-files.js';

const plain = (text: string) => text.replace(/\s+/g, ' ');

describe('the message', () => {
  let sink: MailSink;
  let room: Newsroom;
  let mail: ParsedMail;
  let raw: string;
  let email: string;
  const teased = guide();
  const whole = guide('Ice or heat?');
  const header = (name: string) => mail.headerLines.find(({ key }) => key === name)?.line;

  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    [email] = (await room.subscribe(2)) as [string, string];
    const first = await room.publish(teased);
    const second = await room.publish(whole);
    const issue = await room.frozen({
      subject: 'Für Ihren Rücken: zurück auf den Beinen, mit einem langen Betreff, der gefaltet werden muss 👍',
      articles: [{ publicationId: first.id }, { publicationId: second.id, mode: 'full' }],
    });
    await room.send(issue.id);
    raw = sink.takenBy(email)[0]!.raw.toString('utf8');
    mail = await sink.parsed(email);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  it('goes to one person', () => {
    expect(sink.takenBy(email).map(({ recipients }) => recipients)).toEqual([[email]]);
    expect(mail.to).toMatchObject({ value: [{ address: email }] });
    expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
    expect(raw).not.toContain('reader2@');
  });

  it('has the headers of RFC 5322 and 2919', () => {
    expect(mail.from?.value).toEqual([{ name: 'harbor', address: 'harbor@clinic.example' }]);
    expect(mail.subject).toBe(
      'Für Ihren Rücken: zurück auf den Beinen, mit einem langen Betreff, der gefaltet werden muss 👍',
    );
    expect(mail.date).toEqual(new Date('2026-11-22T12:00:00Z'));
    expect(mail.messageId).toMatch(/^<[0-9a-f]{40}@clinic\.example>$/);
    expect(header('list-id')).toBe('List-Id: "harbor" <newsletter.harbor.clinic.example>');
    expect(header('content-language')).toBe('Content-Language: en');
    expect(header('mime-version')).toBe('MIME-Version: 1.0');
    expect(header('x-delivery-id')).toMatch(/^X-Delivery-Id: [0-9a-f-]{36}$/);
    for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'list-id', 'list-unsubscribe', 'mime-version']) {
      expect(mail.headerLines.filter(({ key }) => key === name)).toHaveLength(1);
    }
  });

  it('has the one-click headers of RFC 8058, each on one line', () => {
    expect(raw).toMatch(/\r\nList-Unsubscribe: <https:\/\/press\.example\/u\/[\w-]{64}>\r\n[A-Z]/);
    expect(raw).toMatch(/\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n[A-Z]/);
    expect(decodeURIComponent(header('list-unsubscribe')!)).not.toContain(email);
  });

  it('keeps every line within its limit, in plain ASCII', () => {
    const [head, body] = [raw.slice(0, raw.indexOf('\r\n\r\n')), raw.slice(raw.indexOf('\r\n\r\n'))];
    expect(Math.max(...body.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(130);
    expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has a text part and an HTML part, the plainest first', () => {
    expect(header('content-type')).toMatch(/multipart\/alternative/);
    expect(raw.indexOf('Content-Type: text/plain')).toBeLessThan(raw.indexOf('Content-Type: text/html'));
    expect(mail.attachments).toEqual([]);
  });

  it("holds the articles' own sentences in both parts", () => {
    const html = plain(String(mail.html)).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const text = plain(mail.text!);
    for (const part of [html, text]) {
      expect(part).toContain(firstSentences(teased, 2));
      expect(part).toContain('Numbness between your legs; Weakness in both legs. Call 911.');
      expect(part).toContain('A last paragraph of the article, with <angle> brackets & an ampersand.');
      expect(part).toContain('Reviewed by Maya Okafor, DPT, November 22, 2026');
      for (const title of ['Back pain after a run', 'Ice or heat?']) expect(part).toContain(title);
      expect(part).toContain('You get this because you asked for the newsletter of harbor on November 22, 2026.');
      expect(part).toContain('harbor, Street 1 · 1');
    }
    // The teaser ends after two sentences; the whole article does not.
    expect(text.split('The third sentence stays on the page.')).toHaveLength(2);
  });

  it('links to the site and to our own address and to nothing else, and loads nothing', () => {
    const links = [...String(mail.html).matchAll(/https?:\/\/[^"'\s<)]+/g)].map(([url]) => new URL(url).host);
    const allowed = new Set(['clinic.example', 'press.example', 'www.w3.org']);
    expect(links.filter((host) => !allowed.has(host))).toEqual([]);
    expect(mail.html).not.toMatch(/<img|<script|<link|url\(|@import|<form|<iframe/i);
    expect(mail.html).toMatch(/href="https:\/\/clinic\.example\/harbor\/en\/a-[\w-]+"/);
    expect(mail.html).toContain('prefers-color-scheme: dark');
  });

  it('differs between two people only where it must', () => {
    const blank = (text: string) =>
      text
        .replace(/reader\d@example\.org/g, 'X')
        .replace(/=\r\n/g, '')
        .replace(/\/u\/[\w-]{64}/g, 'U')
        .replace(/[0-9a-f]{40}@/g, 'M@')
        .replace(/X-Delivery-Id: [\w-]+/g, 'D');
    const other = sink.takenBy('reader2@example.org')[0]!.raw.toString('utf8');
    expect(blank(other)).toBe(blank(raw));
    expect(other).not.toBe(raw);
  });

  it('says of a picture what was approved with it, where the text says nothing', async () => {
    const { world } = room;
    const author = await world.person('Ana', 'author');
    const bytes = await drawing(300, 200).jpeg().toBuffer();
    const added = await world.get(AddMedia).run(author, { siteId: world.siteId, fileName: 'knee.jpg', bytes });
    const { id: assetId } = expectOk(added).asset;
    await world.get(mediaHandlers[0]!).run({ assetId }, { signal: new AbortController().signal });
    const said = { assetId, decorative: false, credit: 'Ana Ruiz', rights: { status: 'owned' as const } };
    const focalPoint = { x: 0.5, y: 0.5 };
    const describing = (version: number, alt: string) =>
      world.get(DescribeMedia).run(author, { ...said, version, alt, focalPoint });
    expectOk(await describing(1, 'A knee bent to a right angle'));
    const pictured = guide('Bend your knee');
    const dose = { sets: 2, reps: '8 to 10', frequency: 'once a day', stopRule: 'Stop if the pain becomes sharp.' };
    const bend = build.exercise(
      'Knee bend',
      { ...dose, mediaId: assetId },
      'Bend your knee slowly, then straighten it.',
    );
    const content = [...pictured.document.content!, build.image({ mediaId: assetId, alt: 'A knee' }), bend];
    const publication = await room.publish({ ...pictured, document: { type: 'doc', content } });
    world.clock.advance(1_000);
    expectOk(await describing(2, 'Words that nobody reviewed'));
    const [reader] = (await room.subscribe(1)) as [string];
    const issue = await room.frozen({ articles: [{ publicationId: publication.id, mode: 'full' }] });
    await room.send(issue.id);
    const { html, text } = await sink.parsed(reader);
    expect(html).toContain('[Picture: A knee bent to a right angle]');
    for (const part of [String(html), plain(text!)]) {
      expect(part).toContain('[Picture: A knee]');
      expect(part).toContain('Picture: Ana Ruiz');
      expect(part).not.toContain('nobody reviewed');
    }
    expect(html).not.toContain('<img');
  });

  it('loads the logo and nothing else, from one address that is the same for everybody', async () => {
    const { world } = room;
    const author = await world.person('Noa', 'author');
    const ada = await world.person('Ada', 'admin');
    const bytes = await drawing(960, 240, 4).png().toBuffer();
    const added = await world.get(AddMedia).run(author, { siteId: world.siteId, fileName: 'logo.png', bytes });
    const { id: assetId } = expectOk(added).asset;
    await world.get(mediaHandlers[0]!).run({ assetId }, { signal: new AbortController().signal });
    const rights = { status: 'owned' as const };
    const say = (version: number, said: { decorative: boolean; alt: string | null }) => {
      const input = { assetId, version, ...said, credit: null, rights, focalPoint: { x: 0.5, y: 0.5 } };
      return world.get(DescribeMedia).run(author, input);
    };
    expectOk(await say(1, { decorative: false, alt: 'Harbor "Physio" & friends' }));
    const site = (await world.get(Sites).byId(world.siteId))!;
    expectOk(await world.get(ChangeSite).update(ada, site.id, { ...site, logoMediaId: assetId }, async () => null));
    const readers = await room.subscribe(2);
    const publication = await room.publish(guide('With a logo'));
    const issue = await room.frozen({ articles: [{ publicationId: publication.id }] });
    await room.send(issue.id);
    const images = await Promise.all(
      readers.map(async (reader) => [...String((await sink.parsed(reader)).html).matchAll(/<img[^>]*>/g)].flat()),
    );
    expect(images[0]).toHaveLength(1);
    expect(images[1]).toEqual(images[0]);
    const [image] = images[0]!;
    expect(image).toMatch(/src="https:\/\/press\.example\/media\/[0-9a-f]{64}\.png" width="200" height="50" /);
    expect(image).toContain('alt="Harbor &quot;Physio&quot; &amp; friends"');
    const { html, checks } = (await room.get(PreviewIssue).saved(room.jo, issue.id))!;
    expect(html).toContain(image);
    expect(checks.map(({ code }) => code)).not.toContain('PICTURES_HEAVY');
    expectOk(await room.get(SignUp).run(site, { email: 'asks@example.org', wording: 'Yes.', formUrl: null }));
    const [person] = await world.database.query<{ id: string }>('SELECT id FROM subscriber WHERE email_hash = $1', [
      room.keyOf('asks@example.org'),
    ]);
    await room.get(SendConfirmation).run({ subscriberId: person!.id });
    const confirmation = String((await sink.parsed('asks@example.org')).html);
    expect([...confirmation.matchAll(/<img[^>]*>/g)].flat()).toEqual([image]);
    expectOk(await say(2, { decorative: true, alt: null }));
    expect((await room.get(PreviewIssue).saved(room.jo, issue.id))!.html).toContain('alt="harbor"');
  });
});
