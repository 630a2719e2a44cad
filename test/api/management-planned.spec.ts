import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answered, type Api, startApi } from '../support/api.js';

const DAY_MS = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const REFUSAL = '... on Refusal { code message }';
const CALENDAR = `query ($from: DateTime!, $until: DateTime!) { publishingCalendar(site: "harbor", from: $from, until: $until) {
  at kind schedule { id } release { id items { revision { id } } } publication { id } } }`;
const REACH = `query ($ids: [ID!]!) { recallReach(revisionIds: $ids) {
  servedBy { id state site { slug } } carriedBy { handedOver issue { subject } } } }`;
const DELIVERIES = `query ($site: String, $to: ID, $article: ID, $from: DateTime, $until: DateTime) {
  deliveries(site: $site, destinationId: $to, articleId: $article, from: $from, until: $until, first: 50) {
    edges { node { id destination { name } publication { id } } } } }`;

describe('what is planned, what was told and what a recall would reach, over HTTP', () => {
  let api: Api;
  let live: Answered;
  let destinationId: string;
  beforeAll(async () => {
    api = await startApi();
    [live] = await api.database.query(
      `SELECT p.id, p.revision_id, p.article_id FROM publication p JOIN site s ON s.id = p.site_id
       WHERE s.slug = 'harbor' AND p.state = 'live' ORDER BY p.id LIMIT 1`,
    );
    const { addDestination } = await api.jo.ask(
      `mutation { addDestination(input: { site: "harbor", kind: "webhook", name: "Front", url: "https://hooks.example.org/x" }) {
         ... on DestinationWithSecret { destination { id } } ${REFUSAL} } }`,
    );
    destinationId = addDestination.destination.id;
  });
  afterAll(() => api?.close());

  const deliveries = async (variables: object, as = api.jo): Promise<Answered[]> =>
    (await as.ask(DELIVERIES, variables)).deliveries.edges.map(({ node }: Answered) => node);

  it('names the end of a publication on its day, and on no other', async () => {
    const set = `mutation ($id: ID!, $at: DateTime) { setPublicationEnd(input: { publicationId: $id, until: { at: $at } }) {
      ... on Publication { id endsAt } ${REFUSAL} } }`;
    const { setPublicationEnd } = await api.jo.ask(set, { id: live.id, at: at(3) });
    expect(setPublicationEnd).toMatchObject({ id: live.id });
    const { publishingCalendar: planned } = await api.sam.ask(CALENDAR, { from: at(2), until: at(4) });
    expect(planned).toEqual([
      expect.objectContaining({ kind: 'END', publication: { id: live.id }, schedule: null, release: null }),
    ]);
    expect((await api.sam.ask(CALENDAR, { from: at(4), until: at(9) })).publishingCalendar).toEqual([]);
  });

  it('names a release with its texts, and leaves out what was cancelled', async () => {
    const plan = `mutation ($ids: [ID!]!, $at: DateTime) {
      planRelease(input: { site: "harbor", name: "Spring", revisionIds: $ids, publishAt: { at: $at } }) {
        ... on Release { id } ${REFUSAL} } }`;
    const { planRelease } = await api.jo.ask(plan, { ids: [live.revision_id], at: at(20) });
    const { publishingCalendar: planned } = await api.sam.ask(CALENDAR, { from: at(19), until: at(21) });
    expect(planned).toEqual([
      expect.objectContaining({
        kind: 'RELEASE',
        release: { id: planRelease.id, items: [{ revision: { id: live.revision_id } }] },
      }),
    ]);
    await api.jo.ask('mutation ($id: ID!) { cancelRelease(id: $id) { __typename } }', { id: planRelease.id });
    expect((await api.sam.ask(CALENDAR, { from: at(19), until: at(21) })).publishingCalendar).toEqual([]);
  });

  it('lists what was told by site, article and day, and nothing to who may not manage it', async () => {
    await api.database.query(
      `INSERT INTO channel_delivery (id, destination_id, publication_id, operation, sequence)
       VALUES (gen_random_uuid(), $1, $2, 'publish', 1), (gen_random_uuid(), $1, NULL, 'test', 0)`,
      [destinationId, live.id],
    );
    expect(await deliveries({ site: 'harbor' })).toHaveLength(2);
    expect(await deliveries({ to: destinationId })).toHaveLength(2);
    expect(await deliveries({ site: 'harbor', article: live.article_id })).toEqual([
      { id: expect.any(String), destination: { name: 'Front' }, publication: { id: live.id } },
    ]);
    expect(await deliveries({ site: 'harbor', article: destinationId })).toEqual([]);
    expect(await deliveries({ site: 'harbor', until: at(-1) })).toEqual([]);
    expect(await deliveries({ site: 'harbor', from: at(-1), until: at(1) })).toHaveLength(2);
    expect(await deliveries({})).toEqual([]);
    expect(await deliveries({ site: 'harbor' }, api.sam)).toEqual([]);
  });

  it('tells whom a publication was told, to publishers alone', async () => {
    const query =
      '{ publications(site: "harbor", first: 20) { edges { node { id deliveries { state destination { name } } } } } }';
    const told = async (as = api.jo) =>
      (await as.ask(query)).publications.edges.find(({ node }: Answered) => node.id === live.id).node.deliveries;
    expect(await told()).toEqual([{ state: 'PENDING', destination: { name: 'Front' } }]);
    expect(await told(api.sam)).toEqual([]);
  });

  it('says what was given wrong with a destination', async () => {
    const add = async (input: object) =>
      (
        await api.jo.ask(
          `mutation ($input: AddDestinationInput!) { addDestination(input: $input) {
             ... on DestinationRefused { code field } ... on InvalidInput { code field } } }`,
          { input: { site: 'harbor', name: 'Cache', url: 'https://cache.example.org', ...input } },
        )
      ).addDestination;
    expect(await add({ kind: 'webhook', url: 'http://169.254.169.254/x' })).toMatchObject({ field: 'url' });
    expect(await add({ kind: 'purge', secret: 'short' })).toMatchObject({ field: 'secret' });
    expect(await add({ kind: 'cloudflare', secret: 'long-enough-token' })).toMatchObject({ field: 'zoneId' });
    expect(await add({ kind: 'pigeon' })).toMatchObject({ field: 'kind' });
    expect(await add({ kind: 'webhook', name: ' ' })).toMatchObject({ code: 'INVALID_INPUT', field: 'name' });
  });

  it('says whom a recall would reach, before it is opened, exactly as the recall then does', async () => {
    const { recallReach } = await api.maya.ask(REACH, { ids: [live.revision_id] });
    expect(recallReach.servedBy).toContainEqual({ id: live.id, state: 'LIVE', site: { slug: 'harbor' } });
    expect((await api.maya.ask(REACH, { ids: [live.id] })).recallReach).toBeNull();
    expect((await api.maya.ask(REACH, { ids: [] })).recallReach).toBeNull();
    const open = `mutation ($ids: [ID!]!) { openRecall(input: { revisionIds: $ids, reason: "A dose was wrong." }) {
      ... on Recall { id servedBy { id } } ${REFUSAL} } }`;
    const { openRecall } = await api.maya.ask(open, { ids: [live.revision_id] });
    expect(openRecall.servedBy).toEqual(recallReach.servedBy.map(({ id }: Answered) => ({ id })));
  });
});
