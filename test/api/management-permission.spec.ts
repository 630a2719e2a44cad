import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#platform';
import { MAY, OF_NO_SITE } from '../support/access-table.js';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';
import { findThings, MUTATIONS, managementSchema, operationOf, type Things } from '../support/management-cases.js';
import { QUERIES } from '../support/management-queries.js';

const schema = managementSchema();
const mutations = Object.values(schema.getMutationType()!.getFields()).filter(({ name }) => name !== 'ping');
const queries = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) => args.length > 0);

const ROLES: readonly Role[] = ['author', 'reviewer', 'publisher', 'admin'];
/** Tables that change by being signed in. */
const OF_SESSIONS = ['staff_session', 'sign_in_rate_limit', 'worker_heartbeat'];

describe('who may do what', () => {
  let api: Api;
  let things: Things;
  let outsider: Caller;
  const single = {} as Record<Role, Caller>;

  beforeAll(async () => {
    api = await startApi();
    things = await findThings(api);
    await api.site('westend');
    outsider = await api.person('Olga', 'westend', ...ROLES);
    for (const role of ROLES) single[role] = await api.person(`Only-${role}`, 'harbor', role);
  });
  afterAll(() => api?.close());

  /** A digest of every row that is not about sessions. */
  async function everything(): Promise<Answered> {
    const tables = await api.database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const digests: Record<string, unknown> = {};
    for (const { name } of tables.filter((table) => !OF_SESSIONS.includes(table.name))) {
      const rows = await api.database.query(
        `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS all FROM "${name}" t`,
      );
      digests[name] = rows[0];
    }
    return digests;
  }

  it('has a case for every mutation and every query with arguments', () => {
    expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(MUTATIONS).sort());
    expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(MAY).sort());
    expect(queries.map(({ name }) => name).sort()).toEqual(Object.keys(QUERIES).sort());
  });

  it.each(mutations)('refuses $name to who is not signed in', async (field) => {
    const before = await everything();
    const data = await api.nobody.ask(operationOf('mutation', field), MUTATIONS[field.name]!(things));
    expect(data[field.name]).toMatchObject({ __typename: 'NotAllowed', code: 'NOT_ALLOWED' });
    expect(await everything()).toEqual(before);
  });

  const ofSites = mutations.filter(({ name }) => !OF_NO_SITE.includes(name));
  it.each(ofSites)('refuses $name to who has every role, but at another site', async (field) => {
    const before = await everything();
    const data = await outsider.ask(operationOf('mutation', field), MUTATIONS[field.name]!(things));
    expect(data[field.name].__typename).toMatch(/^(NotFound|NotAllowed)$/);
    expect(await everything()).toEqual(before);
  });

  const forbidden = mutations.flatMap((field) =>
    ROLES.filter((role) => !MAY[field.name]?.includes(role)).map((role) => ({ role, field, name: field.name })),
  );
  it.each(forbidden)('refuses $name to who is only $role', async ({ role, field }) => {
    const before = await everything();
    const data = await single[role].ask(operationOf('mutation', field), MUTATIONS[field.name]!(things));
    expect(data[field.name].__typename).toBe('NotAllowed');
    expect(await everything()).toEqual(before);
  });

  it.each(queries)('shows nothing by $name to a stranger and to another site', async (field) => {
    for (const caller of [api.nobody, outsider]) {
      const data = await caller.ask(operationOf('query', field), QUERIES[field.name]!(things));
      const shown = data[field.name];
      expect(shown?.edges ?? shown ?? []).toEqual([]);
    }
  });

  it('shows a site where an article is live its publication, and none of the text that is not public', async () => {
    const eastside = await api.person('Ed', 'eastside', ...ROLES);
    const article = async (fields: string) =>
      eastside.send(
        `{ publications(site: "eastside", first: 1) { edges { node { pageUrl article { ${fields} } } } } }`,
      );
    const { data, errors } = await article('id topic');
    expect(errors).toBeUndefined();
    const { id } = data.publications.edges[0].node.article;
    expect((await eastside.ask('query ($id: ID!) { article(id: $id) { id } }', { id })).article).toBeNull();
    for (const inside of [
      'newestRevision { document }',
      'status',
      'revisions { edges { node { document } } }',
      'openReviewCase { note }',
      'approval { statement }',
      'changesSinceApproval { text }',
      'commentCounts { open }',
      'namedVersions { name }',
      'publications { id }',
      'usedBy { version }',
      'translations { locale }',
      'importRecord { report }',
      'terms { id }',
      'formerSlugs { slug }',
    ]) {
      const answer = await article(inside);
      const shown = Object.values(answer.data?.publications.edges[0].node.article ?? {});
      expect({ inside, code: answer.errors?.[0].extensions.code }).toEqual({ inside, code: 'FORBIDDEN' });
      expect(shown.filter((value) => value !== null)).toEqual([]);
    }
  });

  it('takes a role away at once, in the middle of a session', async () => {
    const { createArticle: field } = schema.getMutationType()!.getFields();
    const leaver = await api.person('Leaver', 'harbor', 'author');
    const ask = async () =>
      (await leaver.ask(operationOf('mutation', field!), MUTATIONS.createArticle!(things))).createArticle;
    expect((await ask()).__typename).toBe('Article');
    await api.database.query('DELETE FROM membership WHERE user_id = $1', [leaver.userId]);
    expect((await ask()).__typename).toBe('NotAllowed');
    expect(await leaver.ask('{ articles { totalCount } sites { slug } }')).toEqual({
      articles: { totalCount: 0 },
      sites: [],
    });
  });
});
