import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';

const FORMS = ['web', 'email', 'text', 'handout'] as const;
const SAVE = `mutation ($input: SaveViewInput!) { saveView(input: $input) { __typename
  ... on SavedView { id name query } ... on Refusal { code } } }`;
const LIST = `query ($status: ArticleStatus, $topic: String, $riskClass: RiskClass, $openReview: ReviewCaseState, $mine: Boolean) {
  articles(status: $status, topic: $topic, riskClass: $riskClass, openReview: $openReview, mine: $mine, first: 50) {
    totalCount edges { node { id topic riskClass status openReviewCase { state } newestRevision { createdBy { name } } } } } }`;

describe('looking at articles before they are public', () => {
  let api: Api;
  let revision: Answered;
  beforeAll(async () => {
    api = await startApi();
    const { articles } = await api.sam.ask(
      '{ articles(site: "harbor", status: IN_REVIEW, first: 1) { edges { node { newestRevision { id title html } } } } }',
    );
    revision = articles.edges[0].node.newestRevision;
  });
  afterAll(() => api?.close());

  const preview = (form: string, { cookie }: Pick<Caller, 'cookie'>, id = revision.id) =>
    fetch(`${api.url}/preview/${id}/${form}`, { headers: { cookie, connection: 'close' } });

  it.each(FORMS)('shows people of the site a revision as %s, kept by nobody and running nothing', async (form) => {
    const answer = await preview(form, api.sam);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(await answer.text()).toContain(revision.title);
  });

  it('is drawn by the templates of the site, with its style sheet', async () => {
    for (const form of ['web', 'handout']) {
      const html = await (await preview(form, api.sam)).text();
      const style = /<link rel="stylesheet" href="([^"]+)">/.exec(html)![1]!;
      const sheet = await fetch(api.url + style, { headers: { connection: 'close' } });
      expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
      expect(html).toContain('class="crumbs"');
      expect(html).toMatch(/<div class="byline"><p>Preview of revision \d+\./);
    }
  });

  it('shows a preview to nobody else', async () => {
    await api.site('westend');
    const stranger = await api.person('Olga', 'westend', 'author', 'reviewer', 'publisher', 'admin');
    for (const caller of [api.nobody, stranger]) {
      const answers = await Promise.all(FORMS.map((form) => preview(form, caller)));
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      expect((await Promise.all(answers.map((answer) => answer.text()))).join()).not.toContain(revision.title);
    }
    expect((await preview('film', api.sam)).status).toBe(404);
    expect((await preview('web', api.sam, 'nothing')).status).toBe(404);
  });

  it('puts the place of each run of words beside it, so that it can be commented on', () => {
    expect(revision.html).toContain('<span data-path="title">');
    expect(revision.html).toMatch(/<span data-path="document\.content\[\d+\]/);
    expect(revision.html).not.toContain('<script');
  });

  it('keeps a list under a name for one person, writes it anew under the same one, and takes it away', async () => {
    const save = async (caller: Caller, input: object) => (await caller.ask(SAVE, { input })).saveView;
    const first = await save(api.sam, { site: 'harbor', name: ' Live ', query: 'status=LIVE' });
    expect(first).toMatchObject({ __typename: 'SavedView', name: 'Live', query: 'status=LIVE' });
    expect((await save(api.sam, { name: 'Live', query: 'q=back' })).id).toBe(first.id);
    expect(await api.sam.ask('{ savedViews { name query } }')).toEqual({
      savedViews: [{ name: 'Live', query: 'q=back' }],
    });
    expect(await api.maya.ask('{ savedViews { name } }')).toEqual({ savedViews: [] });
    const remove = 'mutation ($id: ID!) { removeView(id: $id) { __typename } }';
    expect((await api.maya.ask(remove, { id: first.id })).removeView.__typename).toBe('NotFound');
    expect((await api.sam.ask(remove, { id: first.id })).removeView.__typename).toBe('SavedView');
    expect((await api.sam.ask(remove, { id: first.id })).removeView.__typename).toBe('NotFound');
  });

  it('refuses a view without a name, one that is no address, and the one too many', async () => {
    const code = async (input: object) => (await api.jo.ask(SAVE, { input })).saveView.code;
    expect(await code({ name: ' ', query: '' })).toBe('INVALID_INPUT');
    expect(await code({ name: 'x'.repeat(61), query: '' })).toBe('INVALID_INPUT');
    expect(await code({ name: 'Odd', query: 'a b' })).toBe('INVALID_INPUT');
    expect(await code({ name: 'Long', query: `q=${'x'.repeat(1_000)}` })).toBe('INVALID_INPUT');
    for (let n = 0; n < 50; n += 1) expect(await code({ name: `View ${n}`, query: '' })).toBeUndefined();
    expect(await code({ name: 'View 50', query: '' })).toBe('TOO_MANY_VIEWS');
    expect(await code({ name: 'View 49', query: 'q=knee' })).toBeUndefined();
  });

  it('narrows the list by topic, risk class, open review and own texts, and counts what is left', async () => {
    const list = async (caller: Caller, filter: object) => {
      const { articles } = await caller.ask(LIST, filter);
      expect(articles.totalCount).toBe(articles.edges.length);
      return articles.edges.map((edge: Answered) => edge.node);
    };
    const all = await list(api.sam, {});
    const { topic, riskClass } = all[0];
    const same = (nodes: Answered[], test: (node: Answered) => boolean) =>
      expect(nodes.map(({ id }) => id)).toEqual(all.filter(test).map(({ id }: Answered) => id));
    same(await list(api.sam, { topic }), (node) => node.topic === topic);
    same(await list(api.sam, { riskClass }), (node) => node.riskClass === riskClass);
    const inChanges = (node: Answered) => node.openReviewCase?.state === 'CHANGES_REQUESTED';
    expect(all.some(inChanges)).toBe(true);
    same(await list(api.sam, { openReview: 'CHANGES_REQUESTED' }), inChanges);
    same(await list(api.sam, { mine: true }), (node) => node.newestRevision.createdBy.name === 'Sam Reyes');
    expect(await list(api.maya, { mine: true })).toEqual([]);
    const { articleTopics } = await api.sam.ask('{ articleTopics(site: "harbor") }');
    expect(articleTopics).toEqual([...new Set(all.map((node: Answered) => node.topic))].sort());
  });
});
