import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AudienceTokens,
  ChangePreferences,
  ConfirmSubscription,
  EraseSubscriber,
  EVERYBODY,
  PauseSubscription,
  ReadAudience,
  type Segment,
  SignUp,
  SteerSuppression,
  TakeOff,
} from '#audience';
import { Sites } from '#identity';
import { expectOk, isRefusal, newId } from '#kernel';
import { MergeTerm } from '#lifecycle';
import { CheckIssue } from '#newsletter';
import { Database } from '#platform';
import { CreateTerm } from '#taxonomy';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const NECK = 'ca4e0000-0000-8000-8000-000000000002';
const KNEE = 'ca4e0000-0000-8000-8000-00000000000b';
const KNEE_PAIN = 'ca4e0000-0000-8000-8000-000000000031';
const CONDITION = 'ca4e0000-0000-8000-8000-000000000010';

describe('the parts of an audience', () => {
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

  const site = async () => (await room.get(Sites).bySlug('harbor'))!;
  const personOf = async (email: string) => {
    const rows = await room.world.database.query<{ id: string; state: string; confirm_asked_at: Date }>(
      'SELECT id, state, confirm_asked_at FROM subscriber WHERE email_hash = $1',
      [room.keyOf(email)],
    );
    return rows[0];
  };
  const tokenOf = async (email: string) =>
    room.get(AudienceTokens).unsubscribe({ subscriberId: (await personOf(email))!.id, issueId: newId() });
  async function join(email: string, locale: string, interests: string[]): Promise<void> {
    const input = { email, locale, interests, wording: 'Yes, send it.', formUrl: null };
    expectOk(await room.get(SignUp).run(await site(), input));
    const { id, confirm_asked_at } = (await personOf(email))!;
    expectOk(await room.get(ConfirmSubscription).run(room.get(AudienceTokens).confirmation(id, confirm_asked_at)));
  }
  const interestsOf = async (email: string) => {
    const rows = await room.world.database.query<{ term_id: string }>(
      'SELECT term_id FROM subscriber_interest WHERE subscriber_id = $1 ORDER BY term_id',
      [(await personOf(email))!.id],
    );
    return rows.map((row) => row.term_id);
  };
  const reach = async (segment: Partial<Segment>) =>
    (await room.get(ReadAudience).segmentOf(await site(), { ...EVERYBODY, ...segment }))!;
  /** The sending goes by the database's clock, the choice by the product's: a day that is ahead for both. */
  const pauseDay = () =>
    new Date(Math.max(Date.now(), room.world.clock.now().getTime()) + 200 * 86_400_000).toISOString().slice(0, 10);
  const nextDay = () => room.world.clock.advance(24 * 3_600_000);

  it('are chosen at sign-up and kept with the consent; what is no topic or region of the site is left out', async () => {
    await join('ana@example.org', 'en', [KNEE, KNEE_PAIN, KNEE, CONDITION, newId()]);
    await join('bea@example.org', 'es-MX', [NECK]);
    await join('cyd@example.org', 'en-US', []);
    expect(await interestsOf('ana@example.org')).toEqual([KNEE, KNEE_PAIN]);
    const ledger = await room.world.database.query<{ kind: string; interests: string[] }>(
      'SELECT kind, interests FROM consent_entry WHERE subscriber_id = $1 ORDER BY id',
      [(await personOf('ana@example.org'))!.id],
    );
    expect(ledger).toEqual([
      { kind: 'requested', interests: [KNEE, KNEE_PAIN] },
      { kind: 'confirmed', interests: [KNEE, KNEE_PAIN] },
    ]);
  });

  it('cannot be changed by who only knows the address', async () => {
    nextDay();
    const input = { email: 'ana@example.org', interests: [NECK], wording: 'Yes.', formUrl: null };
    expectOk(await room.get(SignUp).run(await site(), input));
    expect(await interestsOf('ana@example.org')).toEqual([KNEE, KNEE_PAIN]);
  });

  it.each([
    ['no list', 'knee'],
    ['no ids', ['knee']],
    ['too many', Array.from({ length: 51 }, newId)],
  ])('refuses %s at sign-up', async (_what, interests) => {
    const input = { email: 'x@example.org', interests: interests as string[], wording: 'Yes.', formUrl: null };
    const answer = await room.get(SignUp).run(await site(), input);
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field: 'interests' });
  });

  it.each([
    [{}, 3, []],
    [{ locale: 'es' }, 1, [{ reason: 'otherLanguage', people: 2 }]],
    [{ locale: 'en' }, 2, [{ reason: 'otherLanguage', people: 1 }]],
    [{ locale: 'en-US' }, 1, [{ reason: 'otherLanguage', people: 2 }]],
    [{ interests: [KNEE_PAIN, NECK] }, 2, [{ reason: 'otherInterests', people: 1 }]],
    [{ interests: [NECK], withoutInterests: true }, 2, [{ reason: 'otherInterests', people: 1 }]],
  ])('count %j', async (segment, willGet, excluded) => {
    expect(await reach(segment)).toEqual({ subscribers: 3, candidates: willGet, willGet, excluded });
  });

  it('alone are frozen, with those who rest and who are suppressed written down', async () => {
    await join('dan@example.org', 'en', [KNEE]);
    await join('eva@example.org', 'en', [KNEE]);
    const changed = await room.get(PauseSubscription).run(await tokenOf('dan@example.org'), pauseDay());
    expect(isRefusal(changed)).toBe(false);
    const { id } = (await personOf('eva@example.org'))!;
    await room.get(Database).transaction((tx) => room.get(TakeOff).run(tx, id, 'complained', new Date()));
    const segment = { locale: 'en', interests: [KNEE], withoutInterests: false };
    expect(await reach(segment)).toEqual({
      subscribers: 5,
      candidates: 3,
      willGet: 1,
      excluded: [
        { reason: 'otherLanguage', people: 1 },
        { reason: 'otherInterests', people: 1 },
        { reason: 'complained', people: 1 },
        { reason: 'paused', people: 1 },
      ],
    });
    const issue = await room.frozen({ segment });
    expect(issue.candidateCount).toBe(3);
    await room.settle();
    expect(sink.taken.map(({ recipients }) => recipients)).toEqual([['ana@example.org']]);
    const rows = await room.world.database.query<{ status: string; reason: string | null }>(
      'SELECT status, reason FROM issue_recipient WHERE issue_id = $1 ORDER BY status',
      [issue.id],
    );
    expect(rows).toEqual([
      { status: 'handed_over', reason: null },
      { status: 'skipped', reason: 'paused' },
      { status: 'suppressed', reason: 'complained' },
    ]);
  });

  it('lose whoever rests or is erased between freezing and sending, at the gate', async () => {
    sink.clear();
    const nobody = await room.compose({ segment: { locale: 'fi', interests: [], withoutInterests: false } });
    const stops = (await room.get(CheckIssue).run(room.jo, nobody.id)) ?? [];
    expect(stops.map(({ code, severity }) => `${code} ${severity}`)).toContain('EMPTY_AUDIENCE blocking');
    const issue = await room.frozen({ segment: { locale: 'en', interests: [], withoutInterests: false } });
    expectOk(await room.get(PauseSubscription).run(await tokenOf('ana@example.org'), pauseDay()));
    expectOk(await room.get(EraseSubscriber).run(room.jo, { site: 'harbor', email: 'cyd@example.org' }));
    await room.settle();
    expect(sink.taken).toHaveLength(0);
    const counts = await room.counts(issue.id);
    expect(counts).toMatchObject({ state: 'finished', handed_over: 0, skipped: 3, suppressed: 1, unknown: 0 });
  });

  it('erase a person but for the keyed hash, and the ledgers still add up', async () => {
    const rows = await room.world.database.query<Record<string, unknown>>(
      `SELECT state, email, address_box, locale FROM subscriber WHERE state = 'erased'`,
    );
    expect(rows).toEqual([{ state: 'erased', email: null, address_box: null, locale: 'und' }]);
    const kept = await room.world.database.query(`SELECT reason FROM suppression WHERE email_hash = $1`, [
      room.keyOf('cyd@example.org'),
    ]);
    expect(kept).toEqual([{ reason: 'erased' }]);
    expect((await reach({})).subscribers).toBe(4);
    const again = expectOk(await room.get(EraseSubscriber).run(room.jo, { site: 'harbor', email: 'cyd@example.org' }));
    expect(again).toEqual({ wasKnown: false });
  });

  it('let an erased person come back only by confirming anew', async () => {
    nextDay();
    await join('cyd@example.org', 'en', [NECK]);
    expect((await personOf('cyd@example.org'))!.state).toBe('confirmed');
    expect((await reach({ interests: [NECK] })).willGet).toBe(2);
  });

  it('leave a complaint where it is, whoever asks', async () => {
    const input = { site: 'harbor', email: 'eva@example.org', note: 'She rang and wants it back.' };
    const answer = await room.get(SteerSuppression).lift(room.jo, input);
    expect(answer).toMatchObject({ code: 'SUPPRESSION_STAYS', reason: 'complained' });
    await expect(
      room.world.database.query('DELETE FROM suppression WHERE email_hash = $1', [room.keyOf('eva@example.org')]),
    ).rejects.toMatchObject({ code: 'CP003' });
  });

  it('are kept back by staff with a reason, and let go again', async () => {
    const input = { site: 'harbor', email: 'bea@example.org', note: 'Wrong person, says the desk.' };
    expect(expectOk(await room.get(SteerSuppression).add(room.jo, input))).toEqual({ reason: 'staff' });
    expect((await reach({ locale: 'es' })).excluded).toContainEqual({ reason: 'suppressedByStaff', people: 1 });
    expect(expectOk(await room.get(SteerSuppression).lift(room.jo, input))).toEqual({ reason: 'staff' });
    expect(await room.get(SteerSuppression).lift(room.jo, input)).toMatchObject({ code: 'NOT_SUPPRESSED' });
    const named = { ...input, note: 'bea@example.org is wrong' };
    expect(await room.get(SteerSuppression).add(room.jo, named)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'note',
    });
  });

  it('are not told that it is done when a capital hides the person', async () => {
    const shouted = { site: 'harbor', email: 'BEA@EXAMPLE.ORG', note: 'Asked to be left alone.' };
    const refused = { code: 'INVALID_EMAIL_ADDRESS', fault: 'ADDRESS_CAPITALS' };
    expect(await room.get(SteerSuppression).add(room.jo, shouted)).toMatchObject(refused);
    const erased = await room.get(EraseSubscriber).run(room.jo, shouted);
    expect(erased).toMatchObject({ ...refused, message: expect.stringContaining('bea@example.org') });
    expect((await personOf('bea@example.org'))!.state).toBe('confirmed');
    // Whom nobody knows may be written in any way.
    expect(
      expectOk(await room.get(SteerSuppression).add(room.jo, { ...shouted, email: 'NoBody@example.org' })),
    ).toEqual({
      reason: 'staff',
    });
  });

  it('list people masked, find one by the whole address, and count weeks and sources', async () => {
    const audience = room.get(ReadAudience);
    const here = await site();
    const found = await audience.subscribersOf(here, { email: 'ANA@EXAMPLE.ORG'.replace('ANA', 'ana') }, 20);
    expect(found.map(({ maskedAddress, source }) => [maskedAddress, source])).toEqual([['a…@example.org', 'form']]);
    expect(await audience.subscribersOf(here, { email: 'ana@' }, 20)).toEqual([]);
    expect((await audience.subscribersOf(here, { interest: KNEE }, 20)).length).toBe(3);
    expect((await audience.sourcesOf(here))[0]).toEqual({ source: 'form', people: 5 });
    const weeks = await audience.growthOf(here, 4);
    expect(weeks).toHaveLength(4);
    expect(weeks.reduce((sum, { joined }) => sum + joined, 0)).toBe(6);
    expect(weeks.reduce((sum, { left }) => sum + left, 0)).toBe(1);
  });

  it('follow a term that became another one, those who chose both among them', async () => {
    const terms: string[] = [];
    for (const label of ['Jumper aches', 'Patellar aches']) {
      const input = {
        siteId: room.world.siteId,
        kind: 'topic' as const,
        labels: [{ locale: 'en', label, synonyms: [] }],
      };
      terms.push(expectOk(await room.world.get(CreateTerm).run(room.jo, input)).id);
    }
    const [termId, intoId] = terms as [string, string];
    await join('fay@example.org', 'en', [termId]);
    await join('gus@example.org', 'en', [termId, intoId]);
    expectOk(await room.world.get(MergeTerm).run(room.jo, { termId, intoId }));
    expect(await interestsOf('fay@example.org')).toEqual([intoId]);
    expect(await interestsOf('gus@example.org')).toEqual([intoId]);
    // A page that was opened before still names it.
    expectOk(
      await room.get(ChangePreferences).run(await tokenOf('gus@example.org'), { interests: terms, locale: 'en' }),
    );
    expect(await interestsOf('gus@example.org')).toEqual([intoId]);
    expect((await reach({ interests: [intoId] })).willGet).toBe(2);
  });
});
