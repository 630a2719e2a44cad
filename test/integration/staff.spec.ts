import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ApiTokens,
  ChangeSite,
  ChangeStaff,
  ConfirmCredential,
  EnterCredential,
  InviteStaff,
  ManageTokens,
  People,
  Sites,
  StaffLetters,
} from '#identity';
import { expectOk, newId } from '#kernel';
import type { StaffActor } from '#platform';
import { createWorld, sampleContent, type World } from '../support/world.js';

const LICENCE = { title: 'DPT', licenceNumber: '4711', region: 'US-OR', specialties: ['Spine', ' ', 'Spine'] };
const DAY = 24 * 3_600_000;

describe('the people of a site', () => {
  let world: World;
  let ada: StaffActor;
  let lee: StaffActor;
  let sam: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    ada = await world.person('Ada', 'admin');
    lee = await world.person('Lee', 'admin');
    sam = await world.person('Sam', 'author');
  });
  afterAll(() => world?.close());

  const place = ({ userId }: { userId: string }) => ({ siteId: world.siteId, staffId: userId });
  const invite = (actor: StaffActor, email: string) =>
    world.get(InviteStaff).run(actor, { siteId: world.siteId, name: 'Ana Ruiz', email, roles: ['author'] });
  const days = (count: number) => new Date(world.clock.now().getTime() + count * DAY);

  it('are invited by an administrator, by a link whose token stands in no fact and no ledger', async () => {
    expect(await invite(sam, 'ana@clinic.example')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await invite(ada, 'not an address')).toMatchObject({ code: 'INVALID_INPUT', field: 'email' });
    const both = await Promise.all([invite(ada, 'ana@clinic.example'), invite(lee, 'Ana@Clinic.example')]);
    const ana = both.map((one) => one as { id?: string }).find(({ id }) => id)!;
    const [row] = await world.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM staff_user WHERE email = 'ana@clinic.example'",
    );
    expect(row!.count).toBe(1);
    const letters = await world.database.query<{ payload: { letterId: string } }>(
      "SELECT payload FROM outbox_event WHERE kind = 'staff.letter-due' AND payload->>'userId' = $1 ORDER BY id",
      [ana.id],
    );
    const tokens = await Promise.all(letters.map(({ payload }) => world.get(StaffLetters).tokenOf(payload.letterId)));
    // The one before is taken back when a newer one is sent.
    expect(tokens.filter((token) => token !== null)).toHaveLength(1);
    expect(JSON.stringify(letters)).not.toContain(tokens.find((token) => token !== null));
    world.clock.advance(8 * DAY);
    expect(await world.get(StaffLetters).tokenOf(letters.at(-1)!.payload.letterId)).toBeNull();
  });

  it('keep at least one administrator, also when two step down at once', async () => {
    const staff = world.get(ChangeStaff);
    const down = await Promise.all([staff.setRoles(lee, place(ada), []), staff.setRoles(ada, place(lee), [])]);
    expect(down.filter((one) => 'code' in one)).toMatchObject([{ code: 'LAST_ADMINISTRATOR' }]);
    const gone = 'code' in down[0]! ? lee : ada;
    const left = gone === lee ? ada : lee;
    expectOk(
      await world.get(InviteStaff).run(left, {
        ...{ siteId: world.siteId, name: gone.name, roles: ['admin'] as const },
        email: await world.get(People).emailOf(gone.userId),
      }),
    );
    expect(await staff.deactivate(sam, place(ada))).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await staff.setRoles(ada, { siteId: world.siteId, staffId: newId() }, [])).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('lose sessions, tokens and every right at once when they are deactivated, and get them back', async () => {
    const kim = await world.person('Kim', 'author');
    const made = expectOk(
      await world.get(ManageTokens).create(kim, { siteId: world.siteId, name: 'A mirror', scope: 'write', days: 30 }),
    );
    const actor = () => world.get(ApiTokens).actorOf(made.secret, null);
    expect(await actor()).toMatchObject({ userId: kim.userId });
    expectOk(await world.get(ChangeStaff).deactivate(ada, place(kim)));
    expect(await actor()).toBeNull();
    expect(await world.get(People).actor(kim.userId)).toBeNull();
    expect(await world.get(People).isActive(kim.userId)).toBe(false);
    expectOk(await world.get(ChangeStaff).reactivate(ada, place(kim)));
    expect(await actor()).toMatchObject({ userId: kim.userId });
    expectOk(await world.get(ManageTokens).revoke(ada, made.row.id));
    expect(await actor()).toBeNull();
  });

  it('use a token at its site alone, for what its scope allows, until it is over', async () => {
    const kim = await world.person('Kit', 'publisher');
    const tokens = world.get(ManageTokens);
    const given = { siteId: world.siteId, name: 'Reads', scope: 'read' as const, days: 1 };
    expect(await tokens.create(kim, { ...given, siteId: world.otherSiteId })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await tokens.create(kim, { ...given, days: 500 })).toMatchObject({ code: 'INVALID_INPUT', field: 'days' });
    const { secret } = expectOk(await tokens.create(kim, given));
    const reader = (await world.get(ApiTokens).actorOf(secret, null))!;
    expect(reader.memberships.every(({ siteId }) => siteId === world.siteId)).toBe(true);
    expect(await tokens.create(reader, given)).toMatchObject({ code: 'NOT_ALLOWED' });
    const [row] = await world.database.query<{ hash: string }>("SELECT hash FROM api_token WHERE name = 'Reads'");
    expect(row!.hash).not.toContain(secret);
    world.clock.advance(2 * DAY);
    expect(await world.get(ApiTokens).actorOf(secret, null)).toBeNull();
    expect(await world.get(ApiTokens).actorOf('cp_made-up', null)).toBeNull();
  });

  it('approve on a licence only after another administrator than its holder and its writer confirmed it', async () => {
    const rae = await world.person('Rae', 'reviewer');
    await world.database.query('DELETE FROM credential WHERE user_id = $1', [rae.userId]);
    const input = {
      siteId: world.siteId,
      holderId: rae.userId,
      ...LICENCE,
      validFrom: days(-10),
      validUntil: days(900),
    };
    expect(await world.get(EnterCredential).run(sam, input)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await world.get(EnterCredential).run(ada, { ...input, validUntil: days(-1) })).toMatchObject({
      field: 'validUntil',
    });
    const licence = expectOk(await world.get(EnterCredential).run(ada, input));
    expect(licence).toMatchObject({ pending: true, specialties: ['Spine'], enteredById: ada.userId });
    const revision = await world.article(sam, sampleContent('Walk on.'));
    await expect(world.approve(revision, sam, rae)).rejects.toThrow();

    const confirm = (actor: StaffActor) => world.get(ConfirmCredential).run(actor, licence.id);
    expect(await confirm(ada)).toMatchObject({ code: 'LICENCE_NEEDS_ANOTHER' });
    expect(await confirm(sam)).toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(
      world.database.query('UPDATE credential SET confirmed_by_id = user_id WHERE id = $1', [licence.id]),
    ).rejects.toThrow(/confirmed_by_another/);
    expect(expectOk(await confirm(lee))).toMatchObject({ pending: false, confirmedById: lee.userId });
    await world.approve(await world.article(sam, sampleContent('Walk on slowly.')), sam, rae);
  });
});

describe('a site', () => {
  let world: World;
  let ada: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    ada = await world.person('Ada', 'admin');
  });
  afterAll(() => world?.close());

  const SETTINGS = {
    ...{ name: 'Lakeside', locale: 'en', timeZone: 'Europe/Zurich', url: 'https://lake.example/', phone: '+41 1' },
    ...{ postalAddress: 'Quay 1', country: 'ch', senderEmail: 'news@lake.example' },
  };

  it('takes the emergency number of its country, and its opener administers it', async () => {
    const site = expectOk(await world.get(ChangeSite).create(ada, { ...SETTINGS, slug: 'lakeside' }));
    expect(site).toMatchObject({
      emergencyNumber: '144',
      country: 'CH',
      url: 'https://lake.example',
      senderName: 'Lakeside',
    });
    const again = (await world.get(People).actor(ada.userId))!;
    expect(again.memberships).toContainEqual({ siteId: site.id, role: 'admin' });
    expect(await world.get(ChangeSite).create(ada, { ...SETTINGS, slug: 'lakeside' })).toMatchObject({
      code: 'SITE_TAKEN',
    });
  });

  it.each([
    ['timeZone', { timeZone: 'Moon/Crater' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['emergencyNumber', { country: 'XX' }],
    ['accentColor', { accentColor: '#f0f0f0' }],
    ['callToActionUrl', { callToAction: 'Book' }],
    ['senderEmail', { senderEmail: 'nobody' }],
  ])('is refused for its %s', async (field, change) => {
    const answer = await world.get(ChangeSite).create(ada, { ...SETTINGS, ...change, slug: 'other-lake' });
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('raises its generation when what it says of itself changes', async () => {
    const generation = async () =>
      (
        await world.database.query<{ generation: string }>(
          'SELECT generation FROM site_generation WHERE site_id = $1',
          [world.siteId],
        )
      )[0]?.generation ?? '0';
    const before = Number(await generation());
    expectOk(
      await world.get(ChangeSite).update(ada, world.siteId, { ...SETTINGS, logoMediaId: null }, async () => null),
    );
    expect(Number(await generation())).toBeGreaterThan(before);
    expect((await world.get(Sites).byId(world.siteId))?.name).toBe('Lakeside');
  });
});
