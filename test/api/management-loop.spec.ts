import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '#document';
import { type Answered, type Api, type Caller, post, startApi } from '../support/api.js';
import { approvable, REFERENCES } from '../support/approvable.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';

const REFUSAL = '... on Refusal { code message }';
const operation = (name: string, input: string, fields: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${fields} ${REFUSAL} } }`;
const CREATE = operation(
  'createArticle',
  'CreateArticleInput',
  '... on Article { id slug newestRevision { id number contentHash pinnedAt } } ... on SlugTaken { taken: slug } ... on InvalidDocument { path } ... on InvalidInput { field }',
);
const SAVE = operation(
  'saveRevision',
  'SaveRevisionInput',
  '... on Revision { id number contentHash title } ... on StaleBase { newest { id title } base { id title } } ... on InvalidDocument { path }',
);
const IMPORT = operation(
  'importArticle',
  'ImportArticleInput',
  '... on ImportedArticle { created article { id status newestRevision { title } } importRecord { sha256 rights } }',
);
const REQUEST = operation(
  'requestReview',
  'RequestReviewInput',
  '... on ReviewCase { id contentHash state contributors { name } } ... on ReviewAlreadyOpen { caseId } ... on AlreadyApproved { approvalId } ... on InvalidInput { field }',
);
const APPROVE = operation(
  'approveRevision',
  'ApproveRevisionInput',
  '... on Approval { id contentHash approver { name } } ... on ContentChanged { contentHash } ... on ReviewMovedOn { state }',
);
const PUBLISH = operation(
  'publish',
  'PublishInput',
  '... on Publication { id contentHash slug state } ... on AlreadyLive { publicationId }',
);
const WITHDRAW = operation('withdrawPublication', 'WithdrawPublicationInput', '... on Publication { id state }');

const words = (text: string) => build.doc(build.p(text), ...approvable());
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes as string).toString('base64');

describe('the loop through the management endpoint', () => {
  let api: Api;
  let count = 0;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());

  const answer = async (who: Caller, query: string, input: object): Promise<Answered> =>
    Object.values(await who.ask(query, { input }))[0];
  const draft = () => {
    count += 1;
    return {
      site: 'harbor',
      locale: 'en',
      topic: 'Walking',
      title: `Walking ${count}`,
      document: words(`Walk ${count}.`),
      references: REFERENCES,
    };
  };
  const create = (more = {}) => answer(api.sam, CREATE, { ...draft(), ...more });
  const save = (who: Caller, { id, newestRevision: base }: Answered, text: string, more = {}) =>
    answer(who, SAVE, {
      articleId: id,
      locale: 'en',
      baseRevisionId: base.id,
      baseContentHash: base.contentHash,
      title: text,
      summary: '',
      document: words(text),
      references: REFERENCES,
      ...more,
    });
  const request = (revisionId: string) => answer(api.sam, REQUEST, { revisionId });
  const approve = (who: Caller, reviewCase: Answered, more = {}) =>
    answer(who, APPROVE, {
      caseId: reviewCase.id,
      contentHash: reviewCase.contentHash,
      statement: 'I read the whole text.',
      conflictOfInterest: 'none',
      checklists: GOOD_CHECKLISTS,
      ...more,
    });
  const publish = (revisionId: string) => answer(api.jo, PUBLISH, { site: 'harbor', revisionId });
  const rows = async (table: string) => (await api.database.query(`SELECT count(*)::int AS n FROM ${table}`))[0];

  it('goes all the way, and an edit afterwards changes nothing public', async () => {
    const article = await create();
    const reviewCase = await request(article.newestRevision.id);
    expect(reviewCase).toMatchObject({
      __typename: 'ReviewCase',
      state: 'REQUESTED',
      contributors: [{ name: 'Sam Reyes' }],
    });
    const approval = await approve(api.maya, reviewCase);
    expect(approval).toMatchObject({
      contentHash: article.newestRevision.contentHash,
      approver: { name: 'Maya Okafor' },
    });
    const live = await publish(article.newestRevision.id);
    expect(live).toMatchObject({ state: 'LIVE', contentHash: approval.contentHash });
    const shown = async () => {
      const query = `{ article(site: "harbor", locale: "en", slug: "${article.slug}") { __typename ... on Article { contentHash } } }`;
      const response = await fetch(`${api.url}/delivery/graphql?${new URLSearchParams({ query })}`);
      return ((await response.json()) as Answered).data.article;
    };
    expect((await shown()).contentHash).toBe(approval.contentHash);
    const edited = await save(api.sam, article, 'Not approved');
    expect(edited).toMatchObject({ __typename: 'Revision', number: 2 });
    expect((await shown()).contentHash).toBe(approval.contentHash);
    expect(await publish(edited.id)).toMatchObject({ __typename: 'NotApproved', code: 'NOT_APPROVED' });
    const input = { publicationId: live.id, reason: 'A dose was wrong.' };
    expect(await answer(api.maya, WITHDRAW, input)).toMatchObject({ __typename: 'Publication', state: 'WITHDRAWN' });
    expect((await shown()).__typename).not.toBe('Article');
    expect(await answer(api.jo, WITHDRAW, input)).toMatchObject({ __typename: 'NotLive', code: 'NOT_LIVE' });
  });

  it.each([
    ['text that is no document', 'text', 'document.type'],
    ['no value', null, 'document'],
    ['an unknown block', { type: 'doc', content: [{ type: 'script' }] }, 'document.content[0].type'],
    [
      'an unknown block deep inside',
      { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'marquee' }] }] },
      'document.content[0].content[0].type',
    ],
    ['an unknown attribute', { type: 'doc', content: [{ type: 'paragraph', attrs: { onclick: 'x' } }] }, undefined],
    [
      'a NUL character',
      { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a\u0000' }] }] },
      'document.content[0].content[0].text',
    ],
  ])('refuses %s as a document, and says where', async (_what, document, path) => {
    const before = await rows('article');
    const { send } = api.sam;
    const { data, errors } = await send(CREATE, { input: { ...draft(), document } });
    if (document === null) {
      expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    } else {
      expect(data.createArticle).toMatchObject({ __typename: 'InvalidDocument', code: 'INVALID_DOCUMENT' });
      if (path) expect(data.createArticle.path).toBe(path);
    }
    expect(await rows('article')).toEqual(before);
  });

  it('refuses a document that is too deep or too large', async () => {
    const levels = 100_000;
    const deep = `${'{"type":"doc","content":['.repeat(levels)}${']}'.repeat(levels)}`;
    const many = JSON.stringify(build.doc(...Array.from({ length: 21_000 }, () => build.p('x'))));
    for (const document of [deep, many]) {
      const body = JSON.stringify({ query: CREATE, variables: { input: { ...draft(), document: 'here' } } });
      const response = await post(`${api.url}/graphql`, body.replace('"here"', document), { cookie: api.sam.cookie });
      expect(await response.json()).toMatchObject({ data: { createArticle: { code: 'DOCUMENT_TOO_LARGE' } } });
    }
  });

  it('refuses an address that another article has, and leaves nothing of the attempt', async () => {
    await create({ slug: 'one-address' });
    const before = await rows('revision');
    expect(await create({ slug: 'one-address' })).toMatchObject({ code: 'SLUG_TAKEN', taken: 'one-address' });
    expect(await create({ slug: 'No Address' })).toMatchObject({ code: 'INVALID_INPUT', field: 'slug' });
    expect(await rows('revision')).toEqual(before);
  });

  it('answers a stale save with both sides, and overwrites nothing', async () => {
    const article = await create();
    const base = await request(article.newestRevision.id);
    expect(base.id).toBeDefined();
    const first = await save(api.sam, article, 'The first');
    const stale = await save(api.lee, article, 'The second');
    expect(stale).toMatchObject({
      __typename: 'StaleBase',
      code: 'STALE_BASE',
      newest: { id: first.id, title: 'The first' },
      base: { id: article.newestRevision.id },
    });
    const wrongHash = { id: article.id, newestRevision: { id: first.id, contentHash: 'f'.repeat(64) } };
    expect(await save(api.sam, wrongHash, 'The third')).toMatchObject({ code: 'STALE_BASE' });
    const other = await create();
    const foreignBase = { id: article.id, newestRevision: other.newestRevision };
    expect(await save(api.sam, foreignBase, 'The fourth')).toMatchObject({ code: 'STALE_BASE', base: null });
  });

  it('refuses the approval of a contributor, of whoever has no licence in force, and of other text', async () => {
    const article = await create();
    const reviewCase = await request(article.newestRevision.id);
    expect(await approve(api.sam, reviewCase)).toMatchObject({ code: 'APPROVER_IS_CONTRIBUTOR' });
    expect(await approve(api.maya, reviewCase, { contentHash: 'f'.repeat(64) })).toMatchObject({
      code: 'CONTENT_CHANGED',
      contentHash: reviewCase.contentHash,
    });
    const rita = await api.person('Rita', 'harbor', 'reviewer');
    for (const change of [
      `valid_until = now() - interval '1 day'`,
      `valid_until = now() + interval '1 year', revoked_at = now()`,
    ]) {
      await api.database.query(`UPDATE credential SET ${change} WHERE user_id = $1`, [rita.userId]);
      expect(await approve(rita, reviewCase)).toMatchObject({ code: 'CREDENTIAL_NOT_IN_FORCE' });
    }
    expect(await approve(api.lee, reviewCase)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await publish(article.newestRevision.id)).toMatchObject({ code: 'NOT_APPROVED' });
  });

  it('approves what was under review and not what was written since', async () => {
    const article = await create();
    const reviewCase = await request(article.newestRevision.id);
    const edited = await save(api.sam, article, 'Written since');
    expect(await approve(api.maya, reviewCase, { contentHash: edited.contentHash })).toMatchObject({
      code: 'CONTENT_CHANGED',
    });
    expect(await approve(api.maya, reviewCase)).toMatchObject({ contentHash: article.newestRevision.contentHash });
    expect(await publish(edited.id)).toMatchObject({ code: 'NOT_APPROVED' });
    expect(await approve(api.maya, reviewCase)).toMatchObject({ code: 'REVIEW_MOVED_ON', state: 'APPROVED' });
  });

  it('asks for a review once, and says so', async () => {
    const { newestRevision } = await create();
    const reviewCase = await request(newestRevision.id);
    expect(await request(newestRevision.id)).toMatchObject({ code: 'REVIEW_ALREADY_OPEN', caseId: reviewCase.id });
    const approval = await approve(api.maya, reviewCase);
    expect(await request(newestRevision.id)).toMatchObject({ code: 'ALREADY_APPROVED', approvalId: approval.id });
    const { newestRevision: next } = await create();
    expect(await answer(api.sam, REQUEST, { revisionId: next.id, note: 'x'.repeat(2_001) })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'note',
    });
  });

  it('publishes once, and says what is live', async () => {
    const { newestRevision } = await create();
    await approve(api.maya, await request(newestRevision.id));
    const live = await publish(newestRevision.id);
    expect(await publish(newestRevision.id)).toMatchObject({ code: 'ALREADY_LIVE', publicationId: live.id });
  });

  it('publishes again what was withdrawn, as a publication of its own', async () => {
    const { newestRevision } = await create();
    await approve(api.maya, await request(newestRevision.id));
    const first = await publish(newestRevision.id);
    await answer(api.jo, WITHDRAW, { publicationId: first.id, reason: 'By mistake.' });
    const second = await publish(newestRevision.id);
    expect(second).toMatchObject({ state: 'LIVE', slug: first.slug });
    expect(second.id).not.toBe(first.id);
  });

  it('keeps an approval over a save that changes nothing, and over a change that is taken back', async () => {
    const article = await create();
    await approve(api.maya, await request(article.newestRevision.id));
    const title = `Walking ${count}`;
    const same = { title, document: words(`Walk ${count}.`) };
    expect(await save(api.sam, article, 'x', same)).toMatchObject({ id: article.newestRevision.id });
    const other = await save(api.sam, article, 'Something else');
    const back = await save(api.sam, { id: article.id, newestRevision: other }, 'x', same);
    expect(back.contentHash).toBe(article.newestRevision.contentHash);
    expect((await publish(back.id)).__typename).toBe('Publication');
    const next = await save(api.sam, { id: article.id, newestRevision: back }, 'Written after it went live');
    expect(next.id).not.toBe(back.id);
  });

  it('lets nobody write over what waits for its instant', async () => {
    const SCHEDULE = operation('schedulePublication', 'SchedulePublicationInput', '... on PublicationSchedule { id }');
    const article = await create();
    await approve(api.maya, await request(article.newestRevision.id));
    const same = { title: `Walking ${count}`, document: words(`Walk ${count}.`) };
    const other = await save(api.sam, article, 'Something else');
    const back = await save(api.sam, { id: article.id, newestRevision: other }, 'x', same);
    const input = { site: 'harbor', revisionId: back.id, publishAt: new Date(Date.now() + 86_400_000).toISOString() };
    expect((await answer(api.jo, SCHEDULE, input)).__typename).toBe('PublicationSchedule');
    const next = await save(api.sam, { id: article.id, newestRevision: back }, 'Written while it waits');
    expect(next.id).not.toBe(back.id);
  });

  it('lets nobody approve by way of another text: who changed it and changed it back is still not its approver', async () => {
    const article = await create();
    const meddled = await save(api.maya, article, 'Maya changes it');
    const back = await save(api.sam, { id: article.id, newestRevision: meddled }, 'x', {
      title: `Walking ${count}`,
      document: words(`Walk ${count}.`),
    });
    expect(await approve(api.maya, await request(back.id))).toMatchObject({ code: 'APPROVER_IS_CONTRIBUTOR' });
  });

  it('composes an issue of what is live at its site, each once', async () => {
    const COMPOSE = operation('composeIssue', 'ComposeIssueInput', '... on Issue { id } ... on InvalidInput { field }');
    const { newestRevision } = await create();
    await approve(api.maya, await request(newestRevision.id));
    const { id: publicationId } = await publish(newestRevision.id);
    const compose = (articles: object[], more = {}) =>
      answer(api.jo, COMPOSE, { site: 'harbor', subject: 'News', articles, ...more });
    expect(await compose([{ publicationId }])).toMatchObject({ __typename: 'Issue' });
    expect(await compose([{ publicationId }, { publicationId }])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await compose([{ publicationId: publicationId.toUpperCase() }])).toMatchObject({
      __typename: expect.stringMatching(/^(Issue|ArticleNotSendable)$/),
    });
    expect(await compose([])).toMatchObject({ code: 'INVALID_INPUT', field: 'articles' });
    expect(await compose(Array(21).fill({ publicationId }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await compose([{ publicationId }], { site: 'eastside' })).toMatchObject({ code: 'ARTICLE_NOT_SENDABLE' });
  });

  describe('importing', () => {
    const bring = (bytes: string | Uint8Array, fileName = 'walk.txt') =>
      answer(api.sam, IMPORT, { site: 'harbor', topic: 'Walking', fileName, contentBase64: base64(bytes) });
    const TEXT = 'Sore After A Walk\n\nMost soreness fades in some days.\n';

    it('makes an article that nobody approved, once', async () => {
      const first = await bring(TEXT);
      expect(first).toMatchObject({
        created: true,
        article: { status: 'WORKING_COPY', newestRevision: { title: 'Sore After A Walk' } },
        importRecord: { rights: 'unknown' },
      });
      expect(await bring(TEXT)).toEqual({ ...first, created: false });
    });

    it('makes one article of the same bytes that come several times at once', async () => {
      const before = await rows('article');
      // A file of its own: other bytes of a known file would be a proposal for the article that came from it.
      const bytes = 'Stiff After Sitting\n\nStand up every half hour.\n';
      const answers = await Promise.all(Array.from({ length: 6 }, () => bring(bytes, 'sit.txt')));
      expect(answers.map(({ __typename }) => __typename)).toEqual(Array(6).fill('ImportedArticle'));
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(answers.map(({ article }) => article.id)).size).toBe(1);
      expect((await rows('article'))?.n).toBe(before?.n + 1);
    });

    it.each([
      ['an unknown kind of file', 'x', 'walk.exe', 'UNKNOWN_FILE_TYPE'],
      ['a file without a name', 'x', '', 'UNKNOWN_FILE_TYPE'],
      ['an empty file', '', 'walk.txt', 'EMPTY_FILE'],
      ['a file of spaces', ' \n\t\r\n ', 'walk.txt', 'EMPTY_FILE'],
      ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'walk.txt', 'BINARY_FILE'],
      ['20 MB of text', new Uint8Array(20_000_000).fill(97), 'walk.txt', 'FILE_TOO_LARGE'],
    ])('refuses %s with a type of its own', async (_what, bytes, name, code) => {
      const before = await rows('article');
      expect(await bring(bytes, name)).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
      expect(await rows('article')).toEqual(before);
    });

    it('refuses what is not base64 instead of importing the part that is', async () => {
      const input = {
        site: 'harbor',
        topic: 'Walking',
        fileName: 'walk.txt',
        contentBase64: `${base64(TEXT)}!!not base64`,
      };
      expect(await answer(api.sam, IMPORT, input)).toMatchObject({ code: 'INVALID_INPUT' });
    });

    it('cuts off what is larger than any file may be with an answer, not with a broken connection', async () => {
      const input = { site: 'harbor', topic: 'Walking', fileName: 'walk.txt', contentBase64: 'A'.repeat(33_000_000) };
      const { status, errors } = await api.sam.send(IMPORT, { input });
      expect(status).toBe(413);
      expect(errors?.[0].extensions.code).toBe('BAD_REQUEST');
      expect((await api.sam.ask('{ me { name } }')).me.name).toBe('Sam Reyes');
    });
  });
});
