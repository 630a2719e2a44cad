import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AudienceTokens,
  ImportSubscribers,
  type ImportSubscribersInput,
  type SubscriberImport,
  Unsubscribe,
} from '#audience';
import { expectOk } from '#kernel';
import type { StaffActor } from '#platform';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const FOUND = { email: null, interests: null, locale: null };
const CONSENT = 'They signed the sheet at the front desk in May 2026.';

describe('a list of people from a file', () => {
  let sink: MailSink;
  let room: Newsroom;
  let author: StaffActor;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    author = await room.world.person('Ada', 'author');
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const bring = (contents: string | Buffer, change: Partial<ImportSubscribersInput> = {}, actor = room.jo) => {
    const input = {
      site: 'harbor',
      contents: Buffer.from(contents),
      columns: FOUND,
      consent: CONSENT,
      preview: false,
    };
    return room.get(ImportSubscribers).run(actor, { ...input, ...change });
  };
  const outcomes = (it: SubscriberImport) => it.lines.map(({ line, outcome }) => [line, outcome]);
  const people = async () =>
    Number((await room.world.database.query<{ count: string }>('SELECT count(*) FROM subscriber'))[0]!.count);

  it('is taken in line by line, with what became of each, and twice is as good as once', async () => {
    const file = [
      'Name;E-Mail;Phone',
      'Ana;ana@list.example;1',
      '"Bo; the ""second""";Bo@List.Example;2',
      'Cy;not an address;3',
      'Ana again; ana@list.example ;4',
      '',
      'Desk;info@list.example;5',
      'Away;x@mailinator.com;6',
      'Zoë;zoë@bücher.example;7',
      'Nobody',
    ].join('\r\n');
    const preview = expectOk(await bring(file, { preview: true }));
    expect(await people()).toBe(0);
    const done = expectOk(await bring(file));
    expect(outcomes(done)).toEqual(outcomes(preview));
    expect(outcomes(done)).toEqual([
      [2, 'admitted'],
      [3, 'admitted'],
      [4, 'refused'],
      [5, 'repeated'],
      [7, 'admitted'],
      [8, 'admitted'],
      [9, 'admitted'],
      [10, 'refused'],
    ]);
    expect(done.lines.flatMap(({ flags }) => flags)).toEqual(['role', 'disposable']);
    expect(done.lines[2]).toMatchObject({ reason: expect.stringMatching(/address/), reasonCode: 'ADDRESS_SPACE' });
    expect(await people()).toBe(5);
    const again = expectOk(await bring(file));
    expect(new Set(again.lines.map(({ outcome }) => outcome))).toEqual(new Set(['known', 'refused', 'repeated']));
    expect(await people()).toBe(5);
    const ledger = await room.world.database.query(
      "SELECT 1 FROM consent_entry WHERE wording = $1 AND kind = 'confirmed'",
      [CONSENT],
    );
    expect(ledger).toHaveLength(5);
  });

  it('brings nobody back who left, complained or was suppressed', async () => {
    expectOk(await bring('left@list.example\ncomplained@list.example\n'));
    const [left] = await room.world.database.query<{ id: string }>('SELECT id FROM subscriber WHERE email_hash = $1', [
      room.keyOf('left@list.example'),
    ]);
    await room
      .get(Unsubscribe)
      .run(room.get(AudienceTokens).unsubscribe({ subscriberId: left!.id, issueId: left!.id }));
    const suppress = 'INSERT INTO suppression (site_id, email_hash, reason) VALUES ($1, $2, $3)';
    await room.world.database.query(suppress, [room.world.siteId, room.keyOf('complained@list.example'), 'complained']);
    await room.world.database.query(suppress, [room.world.siteId, room.keyOf('erased@list.example'), 'erased']);
    const done = expectOk(await bring('left@list.example\ncomplained@list.example\nerased@list.example\n'));
    expect(done.lines.map(({ outcome }) => outcome)).toEqual(['left', 'suppressed', 'suppressed']);
    const [still] = await room.world.database.query<{ state: string }>('SELECT state FROM subscriber WHERE id = $1', [
      left!.id,
    ]);
    expect(still!.state).toBe('unsubscribed');
  });

  it('refuses ten thousand addresses in one field as one line, and takes the others', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `m${n}@list.example`).join(' ');
    const before = await people();
    const done = expectOk(await bring(`email\n"${many}"\none@list.example\n`));
    expect(done.lines.map(({ outcome }) => outcome)).toEqual(['refused', 'admitted']);
    expect(await people()).toBe(before + 1);
  });

  it('is read in UTF-16 with its mark, as spreadsheets save it', async () => {
    const text = 'Email\tName\r\nsixteen@list.example\tÜmit\r\n';
    const done = expectOk(await bring(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])));
    expect([done.encoding, done.columns, done.lines.length]).toEqual(['utf-16le', ['Email', 'Name'], 1]);
  });

  it.each([
    ['in another encoding', Buffer.from('email\nzo\xeb@list.example\n', 'latin1'), {}, 'contents', /UTF-8/],
    ['that is a picture', Buffer.from('\0\0\0\x01', 'latin1'), {}, 'contents', /text file/],
    ['that is a spreadsheet', Buffer.from('PK\x03\x04\x14\0\x08\x08\xc5\x9d', 'latin1'), {}, 'contents', /text file/],
    ['that is empty', '', {}, 'contents', /empty/],
    ['with an open quotation mark', 'email\n"open@list.example\nb@list.example\n', {}, 'contents', /quotation mark/],
    ['without a column of addresses', 'Name,Phone\nAna,1\n', {}, 'emailColumn', /“Name”, “Phone”/],
    [
      'whose column is not there',
      'Name,Mail\nAna,a@list.example\n',
      { columns: { ...FOUND, email: 'Adresse' } },
      'emailColumn',
      /“Mail”/,
    ],
    ['with two columns of one name', 'Email,email\na@list.example,b@list.example\n', {}, 'emailColumn', /“Email”/],
    [
      'whose column of interests is not there',
      'Mail,Topics\na@list.example,Neck\n',
      { columns: { ...FOUND, interests: 'Themes' } },
      'interestsColumn',
      /“Topics”/,
    ],
    [
      'with one column for two things',
      'Mail,Topics\na@list.example,Neck\n',
      { columns: { ...FOUND, interests: 'Topics', locale: 'topics' } },
      'languageColumn',
      /something else/,
    ],
    ['without a statement of consent', 'a@list.example\n', { consent: 'yes' }, 'consent', /how and when/],
    ['with too many lines', 'a@list.example\n'.repeat(20_002), {}, 'contents', /20000 lines/],
  ] as const)('is refused %s, and nobody is taken in', async (_what, contents, change, field, message) => {
    const before = await people();
    const answer = await bring(contents as string, change);
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field, message: expect.stringMatching(message) });
    expect(await people()).toBe(before);
  });

  describe('that says what people want to hear about, and in which language', () => {
    const listed = (address: string) =>
      room.world.database.query<{ locale: string; keys: string[] | null; consented: string[] | null }>(
        `SELECT s.locale, (SELECT array_agg(t.key ORDER BY t.key) FROM subscriber_interest i
             JOIN taxonomy_term t ON t.id = i.term_id WHERE i.subscriber_id = s.id) AS keys,
           (SELECT array_agg(t.key ORDER BY t.key) FROM consent_entry c JOIN taxonomy_term t ON t.id = ANY (c.interests)
             WHERE c.subscriber_id = s.id) AS consented
           FROM subscriber s WHERE s.email_hash = $1`,
        [room.keyOf(address)],
      );
    const notes = (it: SubscriberImport) => it.lines.map((line) => line.notes.map(({ code }) => code));

    beforeAll(async () => {
      await room.world.database.query("UPDATE site SET locales = '{es-US}' WHERE slug = 'harbor'");
    });

    it('is taken in with both, and what is not known is told line by line', async () => {
      const file = [
        'Email;Interests;Language',
        'neck@wish.example;"Neck; rodilla|low-back-pain";Spanish',
        'some@wish.example;"Hombro|Yoga|kneecap";xx',
        'none@wish.example;;',
        'latin@wish.example;CUELLO;es_MX',
        'neck@wish.example;Hip;en',
        'wrong;Hip;en',
      ].join('\n');
      const preview = expectOk(await bring(file, { preview: true }));
      expect(await listed('neck@wish.example')).toEqual([]);
      const done = expectOk(await bring(file));
      expect(done).toEqual({ ...preview, preview: false });
      expect(done.mapping).toEqual({ email: 'Email', interests: 'Interests', locale: 'Language' });
      expect(notes(done)).toEqual([[], ['UNKNOWN_INTEREST', 'UNKNOWN_LANGUAGE'], [], [], ['FIRST_LINE_COUNTS'], []]);
      expect(done.lines[1]!.notes.map(({ words }) => words)).toEqual([['Yoga'], ['xx']]);
      const three = ['knee', 'low-back-pain', 'neck'];
      expect(await listed('neck@wish.example')).toEqual([{ locale: 'es-US', keys: three, consented: three }]);
      const two = ['knee', 'shoulder'];
      expect(await listed('some@wish.example')).toMatchObject([{ locale: 'en', keys: two, consented: two }]);
      expect(await listed('none@wish.example')).toEqual([{ locale: 'en', keys: null, consented: null }]);
      expect(await listed('latin@wish.example')).toMatchObject([{ locale: 'es-US', keys: ['neck'] }]);
    });

    it('changes nothing of what somebody chose who is known or left, and says so', async () => {
      expectOk(await bring('Email,Interests\nkept@wish.example,Knee\ngone@wish.example,Knee\n'));
      const [gone] = await room.world.database.query<{ id: string }>(
        'SELECT id FROM subscriber WHERE email_hash = $1',
        [room.keyOf('gone@wish.example')],
      );
      const leave = { subscriberId: gone!.id, issueId: gone!.id };
      await room.get(Unsubscribe).run(room.get(AudienceTokens).unsubscribe(leave));
      const before = [await listed('kept@wish.example'), await listed('gone@wish.example')];
      const file =
        'Email,Interests,Language\nkept@wish.example,Hip,es\ngone@wish.example,Hip,es\nnew@wish.example,Hip,es\n';
      const again = expectOk(await bring(file));
      expect(again.lines.map(({ outcome }) => outcome)).toEqual(['known', 'left', 'admitted']);
      expect(notes(again)).toEqual([['CHOICES_KEPT'], ['CHOICES_KEPT'], []]);
      expect([await listed('kept@wish.example'), await listed('gone@wish.example')]).toEqual(before);
      expect(notes(expectOk(await bring('kept@wish.example\n')))).toEqual([[]]);
    });

    it('is read by the columns that somebody chose, or by none', async () => {
      const file = 'A,B,Interests\na@chosen.example,es,Knee\nb@chosen.example,,Hip\n';
      const columns = { email: 'a', interests: '', locale: 'B' };
      const done = expectOk(await bring(file, { columns }));
      expect(done.mapping).toEqual({ email: 'A', interests: null, locale: 'B' });
      expect(done.lines.map(({ interests, locale }) => [interests, locale])).toEqual([
        [[], 'es-US'],
        [[], 'en'],
      ]);
    });

    it('repeats no address when its columns were mistaken, and takes no term that is not offered', async () => {
      const columns = { ...FOUND, email: 'Mail', interests: 'Other' };
      await room.world.database.query(
        `INSERT INTO taxonomy_archive (site_id, term_id, archived_by_id, archived_at)
         SELECT $1, id, $2, now() FROM taxonomy_term WHERE kind = 'bodyRegion' AND key = 'ankle'`,
        [room.world.siteId, author.userId],
      );
      const done = expectOk(
        await bring('Mail,Other\nx@odd.example,private@odd.example|Ankle|Neck pain\n', { columns, preview: true }),
      );
      expect(done.lines[0]).toMatchObject({
        outcome: 'admitted',
        notes: [{ code: 'UNKNOWN_INTEREST', words: ['Ankle'] }],
      });
      expect(done.lines[0]!.interests).toHaveLength(1);
      expect(JSON.stringify(done)).not.toContain('@');
    });
  });

  it('is not for everybody', async () => {
    expect(await bring('a@list.example\n', {}, author)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await bring('a@list.example\n', { site: 'elsewhere' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
