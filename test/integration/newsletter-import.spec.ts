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
      emailColumn: null,
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
    ['that is empty', '', {}, 'contents', /empty/],
    ['with an open quotation mark', 'email\n"open@list.example\nb@list.example\n', {}, 'contents', /quotation mark/],
    ['without a column of addresses', 'Name,Phone\nAna,1\n', {}, 'emailColumn', /“Name”, “Phone”/],
    [
      'whose column is not there',
      'Name,Mail\nAna,a@list.example\n',
      { emailColumn: 'Adresse' },
      'emailColumn',
      /“Mail”/,
    ],
    ['without a statement of consent', 'a@list.example\n', { consent: 'yes' }, 'consent', /how and when/],
    ['with too many lines', 'a@list.example\n'.repeat(20_002), {}, 'contents', /20000 lines/],
  ] as const)('is refused %s, and nobody is taken in', async (_what, contents, change, field, message) => {
    const before = await people();
    const answer = await bring(contents as string, change);
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field, message: expect.stringMatching(message) });
    expect(await people()).toBe(before);
  });

  it('is not for everybody', async () => {
    expect(await bring('a@list.example\n', {}, author)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await bring('a@list.example\n', { site: 'elsewhere' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
