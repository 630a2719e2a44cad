import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ManageSiteKeys, SetPublicRead, SetSiteOperations, type SiteKeyRow, type SiteKeyScope } from '#identity';
import { expectOk, isRefusal } from '#kernel';
import { createLogger, type StaffActor } from '#platform';
import * as queries from '../../apps/site/src/queries.js';
import { buildSite } from '../../apps/site/src/server.js';
import { type Answer, askByGet, type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { startSiteApp } from '../support/site-app.js';
import { createWorld, type World } from '../support/world.js';

const SITE = '{ site(slug: "harbor") { name } }';
const SITES = '{ sites { slug } }';
/** Every question about a site, each with as little as it takes. */
const ABOUT_A_SITE: readonly string[] = [
  SITE,
  '{ article(site: "harbor", locale: "en", slug: "knee") { __typename } }',
  '{ redirect(site: "harbor", path: "knee") { slug } }',
  '{ terms(site: "harbor", locale: "en") { key } }',
  '{ newsletters(site: "harbor") { edges { cursor } } }',
  '{ newsletter(site: "harbor", id: "00000000-0000-0000-0000-000000000000") { subject } }',
  '{ articles(site: "harbor", locale: "en") { edges { cursor } } }',
  '{ exercises(site: "harbor", locale: "en") { totalCount } }',
  '{ faq(site: "harbor", locale: "en") { totalCount } }',
  '{ handouts(site: "harbor", locale: "en") { totalCount } }',
  '{ withdrawals(site: "harbor", locale: "en") { edges { cursor } } }',
  '{ search(site: "harbor", locale: "en", text: "knee") { match } }',
];
const OTHER_DOORS = [
  '/handout/harbor/en/knee.pdf',
  '/fhir/harbor/Library/00000000-0000-0000-0000-000000000000-en',
  '/connect/harbor/service?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=M54.5',
];
const SIGN_UP = `mutation { signUp(input: { site: "harbor", email: "not an address", wording: "Yes" }) { __typename } }`;

const codeOf = ({ body }: Answer): unknown => body?.errors?.[0]?.extensions?.code ?? body?.code ?? 'none';

describe('keys of a site', () => {
  let world: World;
  let admin: StaffActor;
  let app: DeliveryApp;
  let other: DeliveryApp;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('Lee Admin', 'admin');
    const limit = { DELIVERY_KEY_REQUESTS_PER_MINUTE: '100' };
    app = await startDeliveryApp(world.database.url, 'test', limit);
    other = await startDeliveryApp(world.database.url, 'test', limit);
  });
  afterAll(async () => {
    await app?.close();
    await other?.close();
    await world?.close();
  });
  beforeEach(async () => {
    await allow(true);
  });

  const allow = async (isAllowed: boolean) =>
    expectOk(await world.get(SetPublicRead).run(admin, world.siteId, isAllowed));
  const make = async (...scopes: SiteKeyScope[]): Promise<{ row: SiteKeyRow; secret: string }> =>
    expectOk(await world.get(ManageSiteKeys).create(admin, { siteId: world.siteId, name: 'The clinic site', scopes }));
  const get = (query: string, secret?: string, at = app) =>
    askByGet(at.url, query, secret ? { authorization: `Bearer ${secret}` } : {});
  /** Asks until the answer is so: a process that did not make the change hears of it. */
  const until = async (is: (answer: Answer) => boolean, query: string, secret?: string, at = app): Promise<Answer> => {
    for (let again = 400; ; again -= 1) {
      const answer = await get(query, secret, at);
      if (is(answer)) return answer;
      if (again === 0) throw new Error(`It stays ${answer.status} ${JSON.stringify(answer.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  const refusedAs = (code: string) => (answer: Answer) => codeOf(answer) === code;

  it('are not needed while everybody may read, and open nothing that is wrong', async () => {
    const { secret } = await make('read');
    expect((await get(SITE)).body.data.site).toBeTruthy();
    expect((await until((it) => it.status === 200, SITE, secret)).body.data.site).toBeTruthy();
    const refused = await get(SITE, 'cps_made-up');
    expect([refused.status, codeOf(refused)]).toEqual([401, 'KEY_REFUSED']);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    // Credentials of another kind belong to whatever stands in front.
    expect((await askByGet(app.url, SITE, { authorization: 'Basic YTpi' })).status).toBe(200);
  });

  it('are needed for every question about a site that is closed to others', async () => {
    const { secret } = await make('read');
    const before = await until((it) => it.status === 200, SITE, secret);
    expect((await get(SITE)).headers.get('etag')).toBe(before.headers.get('etag'));
    await allow(false);
    // The answer to everybody was kept ready; what was switched off is not given from there.
    const refused = await until(refusedAs('KEY_REQUIRED'), SITE);
    expect(refused.body.data?.site ?? null).toBeNull();
    for (const query of ABOUT_A_SITE) {
      expect([query, codeOf(await get(query))]).toEqual([query, 'KEY_REQUIRED']);
      const answer = await get(query, secret);
      expect([query, answer.status, answer.body.errors]).toEqual([query, 200, undefined]);
    }
    expect((await get(SITES)).body.data.sites).toEqual([{ slug: 'eastside' }]);
    expect((await get(SITES, secret)).body.data.sites).toHaveLength(2);
    for (const path of OTHER_DOORS) {
      const response = await fetch(new URL(path, app.url), { headers: { connection: 'close' } });
      expect([path, response.status]).toEqual([path, 401]);
      const headers = { connection: 'close', authorization: `Bearer ${secret}` };
      expect([path, (await fetch(new URL(path, app.url), { headers })).status]).not.toEqual([path, 401]);
    }
  });

  it('keep ready answers apart from those to everybody, each as fast and each with its own head', async () => {
    const { secret } = await make('read');
    await allow(false);
    await until(refusedAs('KEY_REQUIRED'), SITE);
    for (let round = 0; round < 4; round += 1) {
      const keyed = await get(SITE, secret);
      expect(keyed.headers.get('cache-control')).toBe('private, max-age=0');
      expect(keyed.headers.get('vary')).toContain('authorization');
      expect(codeOf(await get(SITE))).toBe('KEY_REQUIRED');
    }
    const etag = (await get(SITE, secret)).headers.get('etag')!;
    const again = { authorization: `Bearer ${secret}`, 'if-none-match': etag };
    expect((await askByGet(app.url, SITE, again)).status).toBe(304);
    await allow(true);
    const open = await until(refusedAs('none'), SITE);
    expect(open.headers.get('cache-control')).toContain('public');
  });

  it('let the reference site show a site that is closed to others', async () => {
    const { secret } = await make('read');
    await allow(false);
    await until(refusedAs('KEY_REQUIRED'), SITE);
    await until((it) => it.status === 200, SITE, secret);
    const { origin } = new URL(app.url);
    const logger = createLogger('site', 'silent');
    const statusWith = async (apiKey?: string) => {
      const site = await buildSite({ apiUrl: origin, mediaOrigin: origin, logger, ...(apiKey && { apiKey }) });
      const address = await site.listen({ host: '127.0.0.1', port: 0 });
      const { status } = await fetch(`${address}/harbor/en/`, { headers: { connection: 'close' } });
      await site.close();
      return status;
    };
    expect(await statusWith(secret)).toBe(200);
    expect(await statusWith()).toBe(503);
  });

  it('open what they are for and nothing else, at no other site', async () => {
    const signsUp = await make('signUp');
    const reads = await make('read');
    await allow(false);
    await until((it) => codeOf(it) === 'KEY_REQUIRED', SITE, signsUp.secret);
    const ask = async (secret: string) => {
      const headers = { 'content-type': 'application/json', connection: 'close', authorization: `Bearer ${secret}` };
      const response = await fetch(app.url, { method: 'POST', headers, body: JSON.stringify({ query: SIGN_UP }) });
      return (await response.json()) as Answer['body'];
    };
    expect((await ask(signsUp.secret)).data.signUp.__typename).toBe('InvalidEmailAddress');
    expect((await ask(reads.secret)).errors[0].extensions.code).toBe('KEY_REQUIRED');

    const [membership] = admin.memberships;
    const elsewhere = { ...admin, memberships: [{ ...membership!, siteId: world.otherSiteId }] };
    const input = { siteId: world.otherSiteId, name: 'Another clinic', scopes: ['read'] as const };
    const { secret } = expectOk(await world.get(ManageSiteKeys).create(elsewhere, input));
    await until((it) => codeOf(it) !== 'KEY_REFUSED', SITE, secret);
    expect(codeOf(await get(SITE, secret))).toBe('KEY_REQUIRED');
    expect((await get(SITES, secret)).body.data.sites).toEqual([{ slug: 'eastside' }]);
  });

  it('live twice while they are renewed, and end at once on every process', async () => {
    const keys = world.get(ManageSiteKeys);
    const first = await make('read');
    const second = expectOk(await keys.rotate(admin, first.row.id));
    const third = await keys.rotate(admin, first.row.id);
    expect(isRefusal(third) && third.code).toBe('TWO_SECRETS_IN_FORCE');
    await allow(false);
    for (const secret of [first.secret, second.secret]) {
      for (const at of [app, other]) await until((it) => it.status === 200, SITE, secret, at);
    }
    const secretId = second.row.secrets.find(({ hint }) => first.secret.endsWith(hint))!.id;
    expectOk(await keys.revoke(admin, { id: first.row.id, secretId }));
    for (const at of [app, other]) {
      expect((await until(refusedAs('KEY_REFUSED'), SITE, first.secret, at)).status).toBe(401);
      expect((await get(SITE, second.secret, at)).status).toBe(200);
    }
    expectOk(await keys.revoke(admin, { id: first.row.id, secretId: null }));
    await until(refusedAs('KEY_REFUSED'), SITE, second.secret);
    await expect(
      world.database.query('UPDATE site_key_secret SET revoked_at = NULL, revoked_by_id = NULL'),
    ).rejects.toMatchObject({ code: 'CP003' });
  });

  it('are counted a minute beside their address, and note when they were used', async () => {
    const { row, secret } = await make('read');
    await until((it) => it.status === 200, SITE, secret);
    const told = await get(SITE, secret);
    expect(told.headers.get('ratelimit-policy')).toBe('"key";q=100;w=60');
    const limited = await until((it) => it.status === 429, SITE, secret);
    expect(codeOf(limited)).toBe('RATE_LIMITED');
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get(SITE)).status).toBe(200);
    const used = async () =>
      (
        await world.database.query<{ at: Date | null }>(
          `SELECT last_used_at AS at FROM site_key_secret WHERE key_id = '${row.id}'`,
        )
      )[0]!.at;
    while ((await used()) === null) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('are made by administrators alone, with a name and at least one thing they may do', async () => {
    const keys = world.get(ManageSiteKeys);
    const author = await world.person('Ann Author', 'author');
    const input = { siteId: world.siteId, name: 'A program', scopes: ['read'] as const };
    for (const [actor, given, code] of [
      [author, input, 'NOT_ALLOWED'],
      [admin, { ...input, name: ' ' }, 'INVALID_INPUT'],
      [admin, { ...input, scopes: [] }, 'INVALID_INPUT'],
    ] as const) {
      const answer = await keys.create(actor, given);
      expect(isRefusal(answer) && answer.code).toBe(code);
    }
    const missing = await keys.revoke(admin, { id: 'nothing', secretId: null });
    expect(isRefusal(missing) && missing.code).toBe('NOT_FOUND');
  });
});

/** The text of an operation as a manifest has it, and how programs may ask it. */
const KNOWN = 'query Known { site(slug: "harbor") { name } }';
const LISTED = ABOUT_A_SITE.map((query, n) => query.replace('{', `query Listed${n} {`));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the operations that a site answers', () => {
  let world: World;
  let admin: StaffActor;
  let app: DeliveryApp;
  let other: DeliveryApp;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('Lee Admin', 'admin');
    app = await startDeliveryApp(world.database.url);
    other = await startDeliveryApp(world.database.url);
  });
  afterAll(async () => {
    await app?.close();
    await other?.close();
    await world?.close();
  });

  const set = async (...bodies: string[]) => {
    const operations = bodies.map((body) => ({ name: null, body }));
    return expectOk(await world.get(SetSiteOperations).run(admin, world.siteId, operations));
  };
  const post = async (body: Record<string, unknown>, at = app): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const response = await fetch(at.url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const byHash = (text: string, more = {}) => ({
    ...more,
    extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
  });
  const until = async (status: number, ask: () => Promise<Answer>): Promise<Answer> => {
    for (let again = 400; ; again -= 1) {
      const answer = await ask();
      if (answer.status === status) return answer;
      if (again === 0) throw new Error(`It stays ${answer.status} ${JSON.stringify(answer.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };

  it('are all there are while nobody made a list, and hashes are learned from whoever sends the text', async () => {
    const text = '{ site(slug: "harbor") { slug phone } }';
    const unknown = await post(byHash(text));
    expect([codeOf(unknown), codeOf(await post(byHash(text, { query: text })))]).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
      'none',
    ]);
    expect((await post(byHash(text))).body.data.site.slug).toBe('harbor');
  });

  it('are those of its list alone, on every process, by text, by hash and from a kept answer', async () => {
    const kept = '{ site(slug: "harbor") { name locale } }';
    for (const at of [app, other]) expect((await post({ query: kept }, at)).status).toBe(200);
    await set(KNOWN);
    for (const at of [app, other]) {
      const refused = await until(403, () => post({ query: kept }, at));
      expect(refused.body).toEqual({
        errors: [{ message: expect.stringMatching(/\.$/), extensions: { code: 'OPERATION_NOT_ALLOWED' } }],
      });
      // Nobody sent its text to this process before.
      expect((await post(byHash(KNOWN), at)).body.data).toEqual({ site: { name: 'harbor' } });
      for (let again = 0; again < 3; again += 1) expect((await post({ query: KNOWN }, at)).status).toBe(200);
      expect((await askByGet(at.url, KNOWN)).status).toBe(200);
      expect((await askByGet(at.url, kept)).status).toBe(403);
      // Byte for byte: a blank more is another operation, and so is the same text under the name of one that is known.
      expect((await post({ query: `${KNOWN} ` }, at)).status).toBe(403);
      expect(codeOf(await post({ ...byHash(KNOWN), query: kept }, at))).not.toBe('none');
    }
  });

  it('hold for every question about the site, and for no other site', async () => {
    await set(KNOWN);
    await until(403, () => post({ query: SITE }));
    for (const query of ABOUT_A_SITE) {
      const answer = await post({ query });
      expect([query, answer.status, codeOf(answer)]).toEqual([query, 403, 'OPERATION_NOT_ALLOWED']);
    }
    expect((await post({ query: SIGN_UP })).status).toBe(403);
    expect((await post({ query: SITES })).body.data.sites).toEqual([{ slug: 'eastside' }]);
    expect((await post({ query: '{ site(slug: "eastside") { slug } }' })).status).toBe(200);
    await set(KNOWN, ...LISTED, SITES);
    for (const query of LISTED) {
      const answer = await until(200, () => post({ query }));
      expect([query, answer.body.errors]).toEqual([query, undefined]);
    }
    expect((await post({ query: SITES })).body.data.sites).toHaveLength(2);
  });

  it('are those of the reference site too, of which nobody keeps a list', async () => {
    await set(KNOWN);
    await until(403, () => post({ query: SITE }));
    const site = await startSiteApp(new URL(app.url).origin);
    try {
      const variables = { site: 'harbor', locale: 'en-US', slug: 'x', path: 'x', text: 'x', token: 'x', id: 'x' };
      const own = Object.entries(queries).filter(([name]) => name.endsWith('_QUERY'));
      for (const [name, query] of own) {
        const answer = await post(byHash(String(query), { variables }));
        expect([name, codeOf(answer)]).toEqual([name, 'none']);
      }
      for (const path of ['/', '/harbor/en-US/', '/harbor/en-US/search?q=knee', '/harbor/sitemap.xml']) {
        const { status } = await fetch(site.url + path);
        // A refused question is answered with 503; a site without articles has no home page.
        expect([path, status === 200 || status === 404]).toEqual([path, true]);
      }
    } finally {
      await site.close();
    }
  });

  it('are all there are again after the list was emptied, and each change is written down once', async () => {
    const log = () => world.database.query("SELECT 1 FROM audit_entry WHERE action = 'site.operations'");
    await set(KNOWN);
    const before = (await log()).length;
    expect((await set(KNOWN, KNOWN)).map(({ hash }) => hash)).toEqual([sha256(KNOWN)]);
    expect(await log()).toHaveLength(before);
    expect(await set()).toEqual([]);
    expect(await log()).toHaveLength(before + 1);
    for (const at of [app, other]) await until(200, () => post({ query: SITE }, at));
  });

  it('are set by two at once to one list or the other, and never to a mixture', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([set(KNOWN, SITE), set(SITES)]);
      const rows = await world.database.query<{ body: string }>('SELECT body FROM site_operation ORDER BY body');
      const found = rows.map(({ body }) => body).sort();
      expect([[KNOWN, SITE].sort(), [SITES]]).toContainEqual(found);
    }
    await set();
  });

  it('are set by administrators alone, and never changed behind their hash', async () => {
    const author = await world.person('Ann Author', 'author');
    const refused = await world.get(SetSiteOperations).run(author, world.siteId, [{ name: null, body: SITE }]);
    expect(isRefusal(refused) && refused.code).toBe('NOT_ALLOWED');
    const many = Array.from({ length: 501 }, (_, n) => ({ name: null, body: `{ a${n}: __typename }` }));
    for (const wanted of [many, [{ name: null, body: 'x'.repeat(50_001) }], [{ name: null, body: 'x\0' }]]) {
      const answer = await world.get(SetSiteOperations).run(admin, world.siteId, wanted);
      expect(isRefusal(answer) && answer.code).toBe('INVALID_INPUT');
    }
    await set(KNOWN);
    await expect(world.database.query("UPDATE site_operation SET body = 'x'")).rejects.toMatchObject({ code: 'CP003' });
    const wrong = `INSERT INTO site_operation (site_id, hash, body) VALUES ('${world.siteId}', '${sha256('a')}', 'b')`;
    await expect(world.database.query(wrong)).rejects.toMatchObject({ code: '23514' });
  });
});
