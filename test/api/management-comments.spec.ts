import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { type Answered, type Api, startApi } from '../support/api.js';

const START = `mutation ($input: StartCommentThreadInput!) { startCommentThread(input: $input) { __typename
  ... on CommentThread { id quote place { state path from to } comments { id text version author { name } } }
  ... on Refusal { code message } } }`;
const THREADS = `query ($revisionId: ID!, $filter: CommentFilter, $first: Int, $after: String) {
  commentThreads(revisionId: $revisionId, filter: $filter, first: $first, after: $after) { totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { id quote before after state stateBy { name } stateAt revision { number } createdBy { name }
      place { state revisionId path from endPath to quote }
      comments { id text retractedAt mentions { name } earlier { version text } author { name } } } } } }`;
const SAVE = `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { __typename
  ... on Revision { id number contentHash } ... on Refusal { code message } } }`;

describe('comments through the management API', () => {
  let api: Api;
  let article: Answered;
  let revision: Answered;

  beforeAll(async () => {
    api = await startApi();
    const document = b.doc('Walk each day for ten minutes.', 'Rest at night in a quiet and cool room.');
    const input = { site: 'harbor', locale: 'en', topic: 'Walking', title: 'Walk on', document };
    const made = await api.sam.ask(
      `mutation ($input: CreateArticleInput!) { createArticle(input: $input) {
         ... on Article { id newestRevision { id contentHash } } } }`,
      { input },
    );
    article = made.createArticle;
    revision = article.newestRevision;
  });
  afterAll(() => api?.close());

  const start = async (from: number, to: number, text = 'Is it enough?', of = revision) => {
    const place = { path: 'document.content[0]', from, to };
    const input = { revisionId: of.id, contentHash: of.contentHash, place, text };
    return (await api.maya.ask(START, { input })).startCommentThread;
  };
  const threads = async (revisionId: string, more: object = {}) =>
    (await api.sam.ask(THREADS, { revisionId, ...more })).commentThreads;

  it('start at words, are answered, edited, retracted, resolved, and stand where the words are', async () => {
    const thread = await start(18, 29);
    expect(thread).toMatchObject({
      __typename: 'CommentThread',
      quote: 'ten minutes',
      place: { state: 'KEPT', path: 'document.content[0]', from: 18, to: 29 },
      comments: [{ text: 'Is it enough?', version: 1 }],
    });
    const commentId = thread.comments[0].id;
    await api.sam.ask(
      'mutation ($input: ReplyToCommentInput!) { replyToComment(input: $input) { __typename ... on Refusal { message } } }',
      { input: { threadId: thread.id, text: 'It is.' } },
    );
    const edit = { commentId, version: 1, text: 'Is that enough?' };
    const { editComment } = await api.maya.ask(
      'mutation ($input: EditCommentInput!) { editComment(input: $input) { ... on Comment { text version earlier { text } } } }',
      { input: edit },
    );
    expect(editComment).toEqual({ text: 'Is that enough?', version: 2, earlier: [{ text: 'Is it enough?' }] });
    await api.sam.ask('mutation ($id: ID!) { resolveCommentThread(id: $id) { __typename } }', { id: thread.id });
    const document = b.doc('First of all.', 'Walk each day for ten minutes.', 'Rest well.');
    const { saveRevision: saved } = await api.sam.ask(SAVE, {
      input: {
        ...{ articleId: article.id, locale: 'en', baseRevisionId: revision.id, baseContentHash: revision.contentHash },
        ...{ title: 'Walk on', summary: '', document, references: [] },
      },
    });
    expect(saved).toMatchObject({ number: 2 });
    const page = await threads(saved.id, { filter: 'RESOLVED' });
    expect(page.edges[0].node).toMatchObject({
      state: 'RESOLVED',
      stateBy: { name: expect.any(String) },
      revision: { number: 1 },
      before: 'Walk each day for ',
      place: { state: 'KEPT', revisionId: saved.id, path: 'document.content[1]', from: 18, quote: 'ten minutes' },
    });
    expect(page.edges[0].node.comments.map((comment: Answered) => comment.text)).toEqual(['Is that enough?', 'It is.']);
    await api.maya.ask('mutation ($id: ID!) { retractComment(id: $id) { __typename } }', { id: commentId });
    const [first] = (await threads(saved.id)).edges[0].node.comments;
    expect(first).toMatchObject({ text: null, mentions: [], earlier: [], retractedAt: expect.any(String) });
    const { article: counted } = await api.sam.ask(
      'query ($id: ID!) { article(id: $id) { commentCounts { open resolved } } }',
      { id: article.id },
    );
    expect(counted.commentCounts).toEqual({ open: 0, resolved: 1 });
  });

  it('refuse a text that moved on and a place that is not there, by type', async () => {
    expect(await start(0, 4, 'x', { ...revision, contentHash: '0'.repeat(64) })).toMatchObject({
      __typename: 'CommentedTextChanged',
    });
    expect(await start(0, 9_999)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await start(0, 4, ' ')).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('stand among characters of two units, and on half of none', async () => {
    const faces = '\u{1f600}'.repeat(60);
    const document = b.doc(`x${faces} walk`, `walk ${faces}`);
    const made = await api.sam.ask(
      `mutation ($input: CreateArticleInput!) { createArticle(input: $input) {
         ... on Article { newestRevision { id contentHash } } } }`,
      { input: { site: 'harbor', locale: 'en', topic: 'Walking', title: 'Faces', document } },
    );
    const of = made.createArticle.newestRevision;
    expect(await start(122, 126, 'On the word', of)).toMatchObject({ __typename: 'CommentThread', quote: 'walk' });
    expect(await start(2, 126, 'On a half', of)).toMatchObject({ __typename: 'InvalidInput' });
    const place = { path: 'document.content[1]', from: 0, to: 4 };
    const input = { revisionId: of.id, contentHash: of.contentHash, place, text: 'Before faces' };
    expect((await api.maya.ask(START, { input })).startCommentThread).toMatchObject({ quote: 'walk' });
  });

  it('cost the same statements for many threads as for few, and come in pages', async () => {
    const ask = () => threads(revision.id, { first: 50 });
    expectThreads(await start(0, 4), await start(5, 9));
    const few = await api.statementsOf(ask);
    for (let n = 0; n < 12; n += 1) expectThreads(await start(n, n + 12));
    const many = await api.statementsOf(ask);
    expect(many.statements).toBe(few.statements);
    const page = await threads(revision.id, { first: 5 });
    const rest = await threads(revision.id, { first: 50, after: page.pageInfo.endCursor });
    const all = await ask();
    const ids = (answer: Answered) => answer.edges.map((edge: Answered) => edge.node.id);
    expect([page.pageInfo.hasNextPage, [...ids(page), ...ids(rest)]]).toEqual([true, ids(all)]);
    expect(all.totalCount).toBe(15);
  });

  function expectThreads(...started: Answered[]) {
    for (const thread of started) expect(thread.__typename).toBe('CommentThread');
  }
});
