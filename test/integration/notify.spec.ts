import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ChannelsModule } from '#channels';
import { DeliveryProjection } from '#delivery';
import type { RevisionRow } from '#editing';
import { IdentityModule } from '#identity';
import { NewsletterReportsModule } from '#newsletter';
import { type NewNotice, NoticeSweep, NotifyModule, NotifySenderModule, SendNotice, StaffNotices } from '#notify';
import { Database, PlatformModule, readSettings, type StaffActor } from '#platform';
import { PublishingModule } from '#publishing';
import { ArticleSubjectsModule } from '../../apps/worker/src/notices/article-subjects.js';
import { SubjectReader } from '../../apps/worker/src/notices/subject-reader.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

@Module({})
class PostRoom {
  static with(world: World, smtpUrl: string): DynamicModule {
    const databaseUrl = world.database.url;
    const settings = readSettings({
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
      PUBLIC_URL: 'https://press.example',
      CAREPRESS_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
    });
    return {
      module: PostRoom,
      imports: [
        PlatformModule.forRoot({ settings, databaseUrl, name: 'post room', clock: world.clock }),
        PublishingModule.with(DeliveryProjection),
        NotifyModule,
        NotifySenderModule.with(SubjectReader, [
          ArticleSubjectsModule,
          IdentityModule,
          ChannelsModule,
          NewsletterReportsModule,
        ]),
      ],
    };
  }
}

describe('a notice to a member of staff', () => {
  let world: World;
  let sink: MailSink;
  let app: INestApplicationContext;
  let sam: StaffActor;
  let kim: StaffActor;
  let article: RevisionRow;
  let count = 0;

  beforeAll(async () => {
    [world, sink] = await Promise.all([createWorld(), startMailSink()]);
    app = await NestFactory.createApplicationContext(PostRoom.with(world, sink.url), {
      abortOnError: false,
      logger: false,
    });
    sam = await world.person('Sam', 'author');
    kim = await world.person('Kim Brown', 'author');
    article = await world.article(sam);
  });
  afterAll(async () => {
    await app?.close();
    await sink?.close();
    await world?.close();
  });
  beforeEach(async () => {
    await world.database.query('DELETE FROM staff_notice');
    await world.database.query(`DELETE FROM outbox_event`);
  });
  afterEach(() => sink.clear());

  const address = () => `${sam.userId}@clinic.example`;
  const notice = (change: Partial<NewNotice> = {}): NewNotice => {
    count += 1;
    const subject = { type: 'revision' as const, id: article.id };
    const detail = { byId: kim.userId };
    return {
      key: `test-${count}`,
      userId: sam.userId,
      siteId: world.siteId,
      kind: 'comment.mentioned',
      subject,
      detail,
      ...change,
    };
  };
  const queue = (change: Partial<NewNotice> = {}) =>
    app.get(Database).transaction((tx) => app.get(StaffNotices).queue(tx, notice(change)));
  const ids = async () =>
    (await world.database.query<{ id: string }>('SELECT id FROM staff_notice ORDER BY id')).map((row) => row.id);
  const rows = () => world.database.query('SELECT state, attempts, unknowns, reply FROM staff_notice ORDER BY id');
  const send = async () => {
    for (const noticeId of await ids()) await app.get(SendNotice, { strict: false }).run({ noticeId });
  };
  const sweep = async () => (await app.get(NoticeSweep, { strict: false }).run()).length;
  const timePasses = () => world.database.query(`UPDATE staff_notice SET next_try_at = now() WHERE state = 'queued'`);

  it('is written once an occasion, with a fact of ids only, and only if its transaction is kept', async () => {
    const occasion = notice();
    const database = app.get(Database);
    const write = () => database.transaction((tx) => app.get(StaffNotices).queue(tx, occasion));
    expect([await write(), await write()]).toEqual([true, false]);
    const taken = database.transaction(async (tx) => {
      await app.get(StaffNotices).queue(tx, notice());
      throw new Error('taken back');
    });
    await expect(taken).rejects.toThrow('taken back');
    const facts = await world.database.query('SELECT kind, payload FROM outbox_event');
    expect(facts).toEqual([{ kind: 'staff-notice.queued', payload: { noticeId: (await ids())[0] } }]);
  });

  it('names the article, who did it and the way there, in the language of the site, and nothing more', async () => {
    await queue();
    await send();
    expect(await rows()).toMatchObject([{ state: 'handedOver', attempts: 1 }]);
    const mail = await sink.parsed(address());
    expect(mail.subject).toBe('You were mentioned: Keep moving');
    expect(mail.text).toContain('Kim Brown mentioned you in a comment on "Keep moving".');
    expect(mail.text).toContain(`https://press.example/admin/articles/${article.articleId}`);
    expect(mail.html).toContain('Kim Brown mentioned you');
    expect(`${mail.text}${mail.html}`).not.toContain('Walk a little');
    await world.database.query(`UPDATE site SET locale = 'es-MX' WHERE id = $1`, [world.siteId]);
    await queue();
    await send();
    await world.database.query(`UPDATE site SET locale = 'en' WHERE id = $1`, [world.siteId]);
    expect(sink.takenBy(address())[1]!.raw.toString()).toContain('Le mencionaron');
  });

  it('names an issue that did not go out, and the way to it', async () => {
    const [issue] = await world.database.query<{ id: string }>(
      `INSERT INTO issue (id, site_id, locale, subject, preheader, intro, state, created_by_id)
       VALUES (gen_random_uuid(), $1, 'en', 'Back on your feet', '', 'Hello.', 'composing', $2) RETURNING id`,
      [world.siteId, kim.userId],
    );
    const subject = { type: 'issue' as const, id: issue!.id };
    await queue({ kind: 'issue.schedule-refused', subject, detail: { at: '2026-12-24T17:00:00.000Z' } });
    await queue({ kind: 'issue.stopped', subject, detail: { tried: '110', bounced: '6', complained: '0' } });
    await queue({ kind: 'issue.held', subject, detail: {} });
    await send();
    const mails = sink.takenBy(address()).map(({ raw }) => raw.toString().replace(/=\r\n/g, ''));
    expect(mails).toHaveLength(3);
    for (const mail of mails) expect(mail).toContain(`/admin/newsletters/${issue!.id}`);
    expect(mails[0]).toContain('Not sent: Back on your feet');
    expect(mails[1]).toContain('of 110 messages 6 bounced');
    expect(mails.join()).not.toMatch(/\{\w+\}|Hello/);
  });

  it('cannot be made to carry another header or markup', async () => {
    const title = 'Knee\u2028Bcc: all@evil.example <img src=x onerror=alert(1)>';
    const hostile = await world.article(sam, { ...sampleContent(), title });
    await world.database.query(`UPDATE staff_user SET name = $2 WHERE id = $1`, [
      kim.userId,
      'Kim\r\nBcc: b@evil.example',
    ]);
    await queue({ subject: { type: 'article', id: hostile.articleId } });
    await send();
    await world.database.query(`UPDATE staff_user SET name = 'Kim Brown' WHERE id = $1`, [kim.userId]);
    const mail = await sink.parsed(address());
    expect([mail.headers.has('bcc'), sink.taken.map(({ recipients }) => recipients)]).toEqual([false, [[address()]]]);
    expect(mail.html).not.toContain('<img');
    expect(mail.subject).toContain('Bcc: all@evil.example');
  });

  it('is sent by one of two workers', async () => {
    await queue();
    await Promise.all([send(), send(), send()]);
    expect(sink.takenBy(address())).toHaveLength(1);
    await send();
    expect(sink.takenBy(address())).toHaveLength(1);
  });

  it('waits for a mail server that is away, without counting an attempt, and is found again by the sweep', async () => {
    const away = await startMailSink();
    await away.close();
    const other = await NestFactory.createApplicationContext(PostRoom.with(world, away.url), { logger: false });
    await queue();
    await other.get(SendNotice, { strict: false }).run({ noticeId: (await ids())[0]! });
    await other.close();
    expect(await rows()).toMatchObject([{ state: 'queued', attempts: 0 }]);
    expect(await sweep()).toBe(0);
    await timePasses();
    expect(await sweep()).toBe(1);
    await send();
    expect(await rows()).toMatchObject([{ state: 'handedOver' }]);
  });

  it('is tried again after "not now", and has failed after "no"', async () => {
    await queue();
    sink.behave(({ at, attempt }) => (at === 'rcpt' && attempt === 1 ? { code: 451 } : 'take'));
    await send();
    expect(await rows()).toMatchObject([{ state: 'queued', attempts: 1 }]);
    await timePasses();
    await send();
    expect(await rows()).toMatchObject([{ state: 'handedOver', attempts: 2 }]);
    await queue();
    sink.behave(({ at }) => (at === 'rcpt' ? { code: 550 } : 'take'));
    await send();
    expect((await rows())[1]).toMatchObject({ state: 'failed', attempts: 1 });
  });

  it('is sent once more under the same Message-ID when nobody knows its end, and then no more', async () => {
    await queue();
    sink.behave(({ at }) => (at === 'end' ? 'take and cut' : 'take'));
    await send();
    expect(await rows()).toMatchObject([{ state: 'queued', unknowns: 1 }]);
    await timePasses();
    await send();
    expect(await rows()).toMatchObject([{ state: 'unknown', unknowns: 2 }]);
    await timePasses();
    await send();
    expect([sink.takenBy(address()).length, await sweep()]).toEqual([2, 0]);
    const messageIds = sink.takenBy(address()).map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw.toString())![1]);
    expect(new Set(messageIds).size).toBe(1);
  });

  it('survives a worker that ends while it hands over, and gives up after a week', async () => {
    await queue();
    await world.database.query(
      `UPDATE staff_notice SET state = 'handing', attempts = 1, handing_until = now() - interval '1 second'`,
    );
    expect(await sweep()).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'queued', unknowns: 1 }]);
    await world.database.query(`UPDATE staff_notice SET created_at = now() - interval '8 days'`);
    await sweep();
    expect(await rows()).toMatchObject([{ state: 'failed' }]);
  });

  it('goes to nobody who left the site, and not about what is gone', async () => {
    const leaver = await world.person('Lee', 'author');
    await world.database.query('DELETE FROM membership WHERE user_id = $1', [leaver.userId]);
    await queue({ userId: leaver.userId });
    await queue({ subject: { type: 'revision', id: leaver.userId } });
    await send();
    expect((await rows()).map((row) => [row.state, row.reply])).toEqual([
      ['skipped', 'no role at the site'],
      ['skipped', 'subject gone'],
    ]);
    expect(sink.taken).toEqual([]);
  });

  it.each([
    ['a key that is a sentence', { key: 'Dear Sam' }],
    ['an address among the details', { detail: { byId: 'kim@clinic.example' } }],
    ['words without their values', { detail: {} }],
  ])('refuses %s', async (_what, change) => {
    await expect(queue(change)).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });
});
