import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';

const ROW =
  '{ edges { cursor node { reviewDueAt graceEndsAt riskClass publication { id slug } approval { approver { name } } } } pageInfo { hasNextPage } }';
const REPORTS = {
  reviewsOverdue: `query ($site: String!, $first: Int, $after: String) {
    report: reviewsOverdue(site: $site, first: $first, after: $after) ${ROW} }`,
  reviewsDueSoon: `query ($site: String!, $days: Int, $first: Int, $after: String) {
    report: reviewsDueSoon(site: $site, withinDays: $days, first: $first, after: $after) ${ROW} }`,
  withoutSpecialist: `query ($site: String!) { report: reviewsWithoutSpecialist(site: $site, first: 100) ${ROW} }`,
  endingCredential: `query ($site: String!, $days: Int) {
    report: approvalsByEndingCredential(site: $site, withinDays: $days, first: 100) ${ROW} }`,
  siteAsOf: `query ($site: String!, $at: DateTime!) { report: siteAsOf(site: $site, at: $at, first: 100) ${ROW} }`,
};
const WORKLOAD = `query ($site: String!) { reviewWorkload(site: $site) {
  reviewer { name } approvals vouchesFor dueSoon openTasks openReviews } }`;
const LICENCES = `query ($site: String!, $days: Int) { licences(site: $site, withinDays: $days, first: 100) {
  edges { node { liveTexts holder { name } credential { title validUntil inForce } } } } }`;
const RECALLS = `query ($site: String!) { recalls(site: $site) { totalCount edges { node { id state reason openedBy { name }
  revisions { id } servedBy { id } carriedBy { handedOver } } } } }`;

describe('what a clinic asks of its library, over HTTP', () => {
  let api: Api;
  let live: Answered[];
  let kim: Caller & { readonly userId: string };
  beforeAll(async () => {
    api = await startApi();
    await api.site('elsewhere');
    kim = await api.person('Kim', 'elsewhere', 'author', 'reviewer', 'publisher', 'admin');
    live = await api.database.query(
      `SELECT p.id, p.revision_id, p.article_id FROM publication p JOIN site s ON s.id = p.site_id
       WHERE s.slug = 'harbor' AND p.state = 'live' ORDER BY p.id`,
    );
  });
  afterAll(() => api?.close());

  const report = async (name: keyof typeof REPORTS, variables: object = {}, as: Caller = api.sam): Promise<Answered> =>
    (await as.ask(REPORTS[name], { site: 'harbor', ...variables })).report;
  const idsOf = (page: Answered): string[] => page.edges.map(({ node }: Answered) => node.publication.id).sort();
  /** Past the triggers: nobody can wait for the years that this takes. */
  const rewrite = (sql: string) =>
    api.database.query(`SET session_replication_role = replica; ${sql}; SET session_replication_role = origin`);

  it('has something to report', () => {
    expect(live.length).toBeGreaterThan(2);
  });

  it('lists what stands on a licence that ends soon, and on one that was revoked', async () => {
    expect(idsOf(await report('endingCredential', { days: 60 }))).toEqual([]);
    await api.database.query(`UPDATE credential SET valid_until = now() + interval '20 days' WHERE id IN (
      SELECT a.credential_id FROM approval a WHERE a.revision_id = '${live[0].revision_id}')`);
    const soon = await report('endingCredential', { days: 60 });
    expect(idsOf(soon)).toContain(live[0].id);
    expect(soon.edges[0].node.approval.approver.name).toEqual(expect.any(String));
    expect(idsOf(await report('endingCredential', { days: 19 }))).toEqual([]);
    expect(idsOf(await report('endingCredential', { days: 60 }, kim))).toEqual([]);
  });

  it('lists licences for administrators, the soonest to end first, with what stands on them', async () => {
    const { licences } = await api.lee.ask(LICENCES, { site: 'harbor', days: 60 });
    expect(licences.edges.length).toBeGreaterThan(0);
    expect(licences.edges[0].node).toMatchObject({
      liveTexts: expect.any(Number),
      holder: { name: expect.any(String) },
      credential: { inForce: true },
    });
    expect(licences.edges[0].node.liveTexts).toBeGreaterThan(0);
    const all = (await api.lee.ask(LICENCES, { site: 'harbor' })).licences.edges;
    const ends = all.map(({ node }: Answered) => node.credential.validUntil);
    expect(ends).toEqual([...ends].sort());
    for (const other of [api.sam, api.maya, api.jo, kim]) {
      expect((await other.ask(LICENCES, { site: 'harbor' })).licences.edges).toEqual([]);
    }
  });

  it('lists what is due soon and what is overdue, page by page', async () => {
    expect(idsOf(await report('reviewsDueSoon', { days: 60 }))).toEqual([]);
    await rewrite(
      `UPDATE approval SET review_due_at = now() + interval '10 days' WHERE revision_id = '${live[0].revision_id}'`,
    );
    for (const [at, { revision_id }] of live.slice(1, 3).entries()) {
      await rewrite(
        `UPDATE approval SET review_due_at = now() - interval '${at + 1} days' WHERE revision_id = '${revision_id}'`,
      );
    }
    expect(idsOf(await report('reviewsDueSoon', { days: 60 }))).toEqual([live[0].id]);
    expect(idsOf(await report('reviewsDueSoon', { days: 9 }))).toEqual([]);
    const first = await report('reviewsOverdue', { first: 1 });
    expect([idsOf(first), first.pageInfo.hasNextPage]).toEqual([[live[2].id], true]);
    const second = await report('reviewsOverdue', { first: 1, after: first.edges[0].cursor });
    expect([idsOf(second), second.pageInfo.hasNextPage]).toEqual([[live[1].id], false]);
    expect(idsOf(await report('reviewsOverdue', {}, kim))).toEqual([]);
  });

  it('finds what no specialist approved', async () => {
    await rewrite(`UPDATE approval SET credential_snapshot = jsonb_set(credential_snapshot, '{specialties}', '[]')`);
    await api.database.query(`UPDATE article SET topic = 'Knee pain' WHERE id = '${live[0].article_id}'`);
    expect(idsOf(await report('withoutSpecialist'))).toContain(live[0].id);
    expect(idsOf(await report('withoutSpecialist', {}, kim))).toEqual([]);
  });

  it("counts a reviewer's work, with the reviews that wait for them", async () => {
    const workOf = async () => (await api.jo.ask(WORKLOAD, { site: 'harbor' })).reviewWorkload as Answered[];
    const open = (all: Answered[]) => all.reduce((sum, { openReviews }) => sum + openReviews, 0);
    const [{ count }] = (await api.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM review_assignment s JOIN review_case c ON c.id = s.case_id
       JOIN article a ON a.id = c.article_id JOIN site t ON t.id = a.site_id WHERE t.slug = 'harbor' AND s.ended_at IS NULL`,
    )) as [{ count: number }];
    const work = await workOf();
    expect(open(work)).toBe(count);
    expect(work.find(({ approvals }) => approvals > 0)).toMatchObject({ vouchesFor: expect.any(Number) });
    expect((await kim.ask(WORKLOAD, { site: 'harbor' })).reviewWorkload).toEqual([]);
  });

  it('says what the site said at an instant, and who had approved it', async () => {
    const now = await report('siteAsOf', { at: new Date().toISOString() });
    expect(idsOf(now)).toEqual(live.map(({ id }) => id));
    expect(now.edges.every(({ node }: Answered) => node.approval.approver.name.length > 0)).toBe(true);
    expect(idsOf(await report('siteAsOf', { at: '2000-01-01T00:00:00.000Z' }))).toEqual([]);
  });

  it('lists a recall with the revisions it names and exactly where they were', async () => {
    const { answer } = await api.maya.ask(
      `mutation ($input: OpenRecallInput!) { answer: openRecall(input: $input) { ... on Recall { id } ... on Refusal { code } } }`,
      { input: { revisionIds: [live[0].revision_id], reason: 'A dose was wrong.' } },
    );
    const { recalls } = await api.sam.ask(RECALLS, { site: 'harbor' });
    expect(recalls).toMatchObject({
      totalCount: 1,
      edges: [
        {
          node: { id: answer.id, state: 'OPEN', reason: 'A dose was wrong.', revisions: [{ id: live[0].revision_id }] },
        },
      ],
    });
    const served = await api.database.query('SELECT id FROM publication WHERE revision_id = $1 ORDER BY id', [
      live[0].revision_id,
    ]);
    expect(recalls.edges[0].node.servedBy.map(({ id }: Answered) => id).sort()).toEqual(served.map(({ id }) => id));
    expect((await kim.ask(RECALLS, { site: 'harbor' })).recalls.totalCount).toBe(0);
  });
});
