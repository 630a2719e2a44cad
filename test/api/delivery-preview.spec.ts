import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build as b } from '#document';
import { Clock, newId } from '#kernel';
import { type Answered, type Api, post, startApi } from '../support/api.js';

const CREATE = `mutation ($input: CreateArticleInput!) { createArticle(input: $input) {
  ... on Article { id newestRevision { id contentHash } } } }`;
const SHARE = `mutation ($input: CreatePreviewLinkInput!) { createPreviewLink(input: $input) { __typename
  ... on PreviewLink { token url expiresAt } ... on Refusal { code message } } }`;
const PREVIEW = `query ($token: String!) { preview(token: $token) { __typename
  ... on ArticlePreview { title html text locale siteSlug revisionNumber contentHash expiresAt exercises { name sets } }
  ... on Refusal { code message } } }`;

const WORDS = 'Only those with the link read quoxel.';

describe('a link to a preview', () => {
  let api: Api;
  let revision: Answered;
  let link: Answered;
  const read = async (token: string) => {
    const response = await post(`${api.url}/delivery/graphql`, { query: PREVIEW, variables: { token } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answered };
  };
  const share = async (caller: { ask: Api['sam']['ask'] }, input: object) =>
    (await caller.ask(SHARE, { input })).createPreviewLink;

  beforeAll(async () => {
    api = await startApi();
    const document = b.doc(b.p(WORDS), b.exercise('Heel raise', { sets: 2 }, 'Stand and lift both heels.'));
    const input = { site: 'harbor', locale: 'en', topic: 'Walking', title: 'Not yet public', document };
    revision = (await api.sam.ask(CREATE, { input })).createArticle.newestRevision;
    link = await share(api.sam, { revisionId: revision.id, minutes: 30 });
  });
  afterAll(() => api?.close());

  it('shows one revision to whoever holds it, and leaves a line in the audit log', async () => {
    expect(link.url).toMatch(new RegExp(`/en/.+\\?preview=${link.token}$`));
    const { status, body } = await read(link.token);
    expect(status).toBe(200);
    expect(body.data.preview).toMatchObject({
      ...{ __typename: 'ArticlePreview', title: 'Not yet public', locale: 'en', siteSlug: 'harbor', revisionNumber: 1 },
      ...{ contentHash: revision.contentHash, expiresAt: link.expiresAt, exercises: [{ name: 'Heel raise', sets: 2 }] },
      html: expect.stringContaining(WORDS),
    });
    const lines = await api.database.query("SELECT data FROM audit_entry WHERE action = 'preview.shared'");
    expect(lines).toEqual([{ data: { until: link.expiresAt } }]);
  });

  it('is answered anew every time, and may be kept by nobody', async () => {
    const address = `${api.url}/delivery/graphql?${new URLSearchParams({
      query: PREVIEW,
      variables: JSON.stringify({ token: link.token }),
    })}`;
    for (let n = 0; n < 4; n += 1) {
      const byGet = await fetch(address);
      const byPost = await read(link.token);
      for (const headers of [byGet.headers, byPost.headers]) {
        expect(headers.get('cache-control')).toBe('no-store');
        expect(headers.get('etag')).toBeNull();
        expect(headers.get('surrogate-key')).toBeNull();
      }
      expect((await byGet.json()) as Answered).toEqual(byPost.body);
    }
  });

  it('opens nothing else: no list, no search and no address shows the text', async () => {
    const query = `{ articles(site: "harbor", locale: "en", first: 100) { edges { node { title text } } }
      search(site: "harbor", locale: "en", text: "quoxel") { edges { node { text } } }
      article(site: "harbor", locale: "en", slug: "not-yet-public") { __typename } }`;
    const answer = await (await post(`${api.url}/delivery/graphql`, { query })).text();
    expect(answer).toContain('"data"');
    expect(answer).not.toContain('quoxel');
  });

  it('does not work with one character changed, cut, or of another kind', async () => {
    const changed = [...link.token].map((_, at) => {
      const other = link.token[at] === 'A' ? 'B' : 'A';
      return link.token.slice(0, at) + other + link.token.slice(at + 1);
    });
    const wrong = [
      ...changed.filter((_, at) => at % 7 === 0),
      link.token.slice(1),
      `${link.token}A`,
      '',
      'x',
      '../../x',
    ];
    for (const token of wrong) {
      const { body } = await read(token);
      expect(body.data.preview).toMatchObject({ __typename: 'PreviewRefused', code: 'PREVIEW_REFUSED' });
    }
    const file = `${api.url}/media/preview/${link.token}/${'a'.repeat(64)}.jpg`;
    expect((await fetch(file)).status).toBe(404);
  });

  it('ends at its time', async () => {
    const clock = api.app.get(Clock, { strict: false });
    const spy = jest.spyOn(clock, 'now').mockReturnValue(new Date(link.expiresAt));
    expect((await read(link.token)).body.data.preview.code).toBe('PREVIEW_REFUSED');
    spy.mockRestore();
    expect((await read(link.token)).body.data.preview.__typename).toBe('ArticlePreview');
  });

  it.each([0, -1, 1_441, 2 ** 31 - 1])('is not made for %d minutes', async (minutes) => {
    expect(await share(api.jo, { revisionId: revision.id, minutes })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is made only by the people of the site, and of a revision that there is', async () => {
    await api.site('westside');
    const stranger = await api.person('Wes', 'westside', 'author');
    const ofStranger = await share(stranger, { revisionId: revision.id });
    const ofNothing = await share(api.jo, { revisionId: 'x' });
    expect(ofStranger).toMatchObject({ code: 'NOT_FOUND' });
    expect(ofStranger).toEqual(ofNothing);
    expect((await api.nobody.ask(SHARE, { input: { revisionId: revision.id } })).createPreviewLink.code).toBe(
      'NOT_ALLOWED',
    );
  });

  it('shows nothing of what was recalled, makes no link to it, and warns staff of it', async () => {
    const staff = (form: string) =>
      fetch(`${api.url}/preview/${revision.id}/${form}`, { headers: { cookie: api.sam.cookie, connection: 'close' } });
    expect(await (await staff('web')).text()).not.toContain('recalled');
    const recallId = newId();
    // The ground of the bar is another test's: here it is enough that it stands.
    const past = (text: string) =>
      api.database.query(`SET session_replication_role = 'replica'; ${text}; SET session_replication_role = 'origin'`);
    await past(`INSERT INTO recalled_revision (revision_id, article_id, locale, content_hash, recall_id, recalled_at)
      SELECT id, article_id, locale, content_hash, '${recallId}', now() FROM revision WHERE id = '${revision.id}'`);
    expect((await read(link.token)).body.data.preview.code).toBe('PREVIEW_REFUSED');
    expect(await share(api.sam, { revisionId: revision.id, minutes: 30 })).toMatchObject({ code: 'INVALID_INPUT' });
    for (const form of ['web', 'email', 'text', 'handout']) {
      expect((await (await staff(form)).text()).replace(/\s+/g, ' ')).toContain('This text was recalled');
    }
    await past(`DELETE FROM recalled_revision WHERE recall_id = '${recallId}'`);
    expect((await read(link.token)).body.data.preview.__typename).toBe('ArticlePreview');
  });

  it('shows nothing any more once the article is archived', async () => {
    const articleId = (
      await api.database.query<{ id: string }>('SELECT article_id AS id FROM revision WHERE id = $1', [revision.id])
    )[0]!.id;
    await api.database.query('UPDATE article SET archived_at = now() WHERE id = $1', [articleId]);
    expect((await read(link.token)).body.data.preview.code).toBe('PREVIEW_REFUSED');
  });
});
