import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CredentialRow, People, RevokeCredential } from '#identity';
import { expectOk, isRefusal, newId } from '#kernel';
import { FindLiveUnderLicence } from '#oversight';
import type { StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

const REASON = 'The board withdrew it.';

describe('a licence that is revoked', () => {
  let world: World;
  let sam: StaffActor;
  let jo: StaffActor;
  let ada: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    jo = await world.person('Jo', 'publisher');
    ada = await world.person('Ada', 'admin');
  });
  afterAll(() => world?.close());

  const held = async ({ userId }: StaffActor): Promise<CredentialRow> =>
    (await world.get(People).credentialsOf(userId))[0]!;
  const revoke = (actor: StaffActor, { id }: CredentialRow, reason = REASON) =>
    world.get(RevokeCredential).run(actor, { credentialId: id, reason });
  const approved = async (reviewer: StaffActor) => {
    const revision = await world.article(sam, sampleContent(`Walk a little, ${newId()}.`));
    await world.approve(revision, sam, reviewer);
    return revision;
  };
  const publish = (revision: { id: string }) =>
    world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });
  const job = ({ id }: CredentialRow) => world.get(FindLiveUnderLicence).run({ credentialId: id });
  const tasks = ({ id }: CredentialRow) =>
    world.database.query<{ subject_id: string; urgent: boolean; kind: string; closed_at: Date | null }>(
      `SELECT subject_id, urgent, kind, closed_at FROM task WHERE detail->>'credentialId' = $1 ORDER BY opened_at, id`,
      [id],
    );
  const state = async (id: string) =>
    (await world.database.query<{ state: string }>('SELECT state FROM publication WHERE id = $1', [id]))[0]!.state;

  it('is revoked by an administrator of a site of its holder, once, with a reason', async () => {
    const credential = await held(await world.person('Maya', 'reviewer'));
    const stranger = { ...ada, memberships: [{ siteId: world.otherSiteId, role: 'admin' as const }] };
    expect(await revoke(jo, credential)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await revoke(stranger, credential)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await revoke(ada, { ...credential, id: newId() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await revoke(ada, credential, ' x ')).toMatchObject({ code: 'INVALID_INPUT' });
    const both = await Promise.all([revoke(ada, credential), revoke(ada, credential)]);
    expect(both.filter(isRefusal)).toMatchObject([{ code: 'CREDENTIAL_ALREADY_REVOKED' }]);
    expect(await world.database.query('SELECT * FROM credential WHERE id = $1', [credential.id])).toMatchObject([
      { revoked_at: world.clock.now(), revoked_by_id: ada.userId, revoked_reason: REASON },
    ]);
    const written = await world.database.query(
      `SELECT e.payload, a.data, a.site_id FROM audit_entry a, outbox_event e
       WHERE a.action = 'credential.revoked' AND a.subject_id = $1
         AND e.kind = 'credential.revoked' AND e.payload->>'credentialId' = $1::text`,
      [credential.id],
    );
    expect(written).toEqual([
      {
        payload: { credentialId: credential.id },
        data: { credentialId: credential.id, holderId: credential.userId },
        site_id: world.siteId,
      },
    ]);
  });

  it('opens one urgent task for each live text that stands on it, run twice, two at once and after the work', async () => {
    const maya = await world.person('Maya', 'reviewer');
    const kim = await world.person('Kim', 'reviewer');
    const credential = await held(maya);
    const live = [expectOk(await publish(await approved(maya))), expectOk(await publish(await approved(maya)))];
    await approved(maya);
    expectOk(await publish(await approved(kim)));
    await job(credential);
    expect(await tasks(credential)).toEqual([]);
    expectOk(await revoke(ada, credential));
    await Promise.all([job(credential), job(credential)]);
    await job(credential);
    const open = await tasks(credential);
    expect(open.map((task) => task.subject_id).sort()).toEqual(live.map(({ id }) => id).sort());
    expect(open.every((task) => task.urgent && task.kind === 'credentialRevoked')).toBe(true);
    expect([await state(live[0]!.id), await state(live[1]!.id)]).toEqual(['live', 'live']);
    await world.database.query(
      `UPDATE task SET closed_at = now(), closed_by_id = $1, closed_reason = 'Done.' WHERE detail->>'credentialId' = $2`,
      [jo.userId, credential.id],
    );
    await job(credential);
    expect((await tasks(credential)).length).toBe(2);
  });

  it('run late, opens none for a text that somebody else approved again meanwhile', async () => {
    const maya = await world.person('Maya', 'reviewer');
    const kim = await world.person('Kim', 'reviewer');
    const credential = await held(maya);
    const revision = await approved(maya);
    expectOk(await publish(revision));
    expectOk(await revoke(ada, credential));
    world.clock.advance(60_000);
    await world.approve(revision, sam, kim);
    await job(credential);
    expect(await tasks(credential)).toEqual([]);
  });

  it('carries nothing new: not by the use case, not by SQL, and not when both happen at once', async () => {
    const maya = await world.person('Maya', 'reviewer');
    const credential = await held(maya);
    const late = await approved(maya);
    const [approval] = await world.database.query<{ id: string }>('SELECT id FROM approval WHERE revision_id = $1', [
      late.id,
    ]);
    const racing = await approved(maya);
    const [answer] = await Promise.allSettled([publish(racing), revoke(ada, credential)]);
    await job(credential);
    const wentLive = answer.status === 'fulfilled' && !isRefusal(answer.value);
    expect((await tasks(credential)).length).toBe(wentLive ? 1 : 0);
    expect(await publish(late)).toMatchObject({ code: 'REVIEW_OVERDUE' });
    const insert = world.database.query(
      `INSERT INTO publication (id, site_id, article_id, locale, slug, revision_id, approval_id, content_hash, state,
         sequence, published_by_id, live_from)
       VALUES ($1, $2, $3, 'en', 'by-hand', $4, $5, $6, 'live', 999999, $7, now())`,
      [newId(), world.siteId, late.articleId, late.id, approval!.id, late.contentHash, jo.userId],
    );
    await expect(insert).rejects.toMatchObject({ code: 'CP004' });
  });

  it('stays revoked, also by SQL', async () => {
    const credential = await held(await world.person('Maya', 'reviewer'));
    const by = (sql: string) => world.database.query(`UPDATE credential SET ${sql} WHERE id = $1`, [credential.id]);
    await expect(by(`revoked_reason = 'None.'`)).rejects.toMatchObject({ code: '23514' });
    expectOk(await revoke(ada, credential));
    for (const sql of ['revoked_at = NULL', `revoked_reason = 'Another.'`, 'revoked_by_id = NULL']) {
      await expect(by(sql)).rejects.toMatchObject({ code: 'CP003' });
    }
  });
});
