import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { type Answered, type Api, startApi } from '../support/api.js';

const CREATE = `mutation ($input: CreateArticleInput!) { createArticle(input: $input) {
  ... on Article { id newestRevision { id contentHash editClass } } } }`;
const NAME = `mutation ($input: NameRevisionInput!) { nameRevision(input: $input) { __typename
  ... on NamedVersion { name revision { number } createdBy { name } } ... on Refusal { code } } }`;
const ANNOUNCE = `mutation ($input: AnnouncePresenceInput!) { announcePresence(input: $input) { __typename
  ... on Presence { others { person { name } locale since } } ... on Refusal { code } } }`;

describe('versions and presence through the management API', () => {
  let api: Api;
  let article: Answered;
  beforeAll(async () => {
    api = await startApi();
    const document = b.doc('Walk each day for ten minutes.');
    const input = { site: 'harbor', locale: 'en', topic: 'Walking', title: 'Walk on', document };
    article = (await api.sam.ask(CREATE, { input })).createArticle;
  });
  afterAll(() => api?.close());

  it('name a revision, list the names, and refuse a second one of the same name', async () => {
    const { id: revisionId, contentHash } = article.newestRevision;
    const named = (await api.sam.ask(NAME, { input: { revisionId, contentHash, name: 'Spring' } })).nameRevision;
    expect(named).toMatchObject({ __typename: 'NamedVersion', name: 'Spring', revision: { number: 1 } });
    const { saveRevision: saved } = await api.sam.ask(
      `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) {
         ... on Revision { id contentHash editClass reason } } }`,
      {
        input: {
          ...{ articleId: article.id, locale: 'en', baseRevisionId: revisionId, baseContentHash: contentHash },
          ...{ title: 'Walk on', summary: '', document: b.doc('Walk each day, for ten minutes.') },
          ...{ editClass: 'MINOR', reason: 'A comma.' },
        },
      },
    );
    expect(saved).toMatchObject({ editClass: 'MINOR', reason: 'A comma.' });
    const again = { revisionId: saved.id, contentHash: saved.contentHash, name: 'spring' };
    expect((await api.sam.ask(NAME, { input: again })).nameRevision).toEqual({
      __typename: 'NameTaken',
      code: 'NAME_TAKEN',
    });
    const answer = await api.sam.ask(
      `query ($id: ID!) { article(id: $id) { namedVersions { name } revisions { edges { node { number names { name } } } } } }`,
      { id: article.id },
    );
    expect(answer.article.namedVersions).toEqual([{ name: 'Spring' }]);
    expect(answer.article.revisions.edges.map((edge: Answered) => edge.node)).toEqual([
      { number: 2, names: [] },
      { number: 1, names: [{ name: 'Spring' }] },
    ]);
  });

  it('say who else has the article open, by one statement more than signing in costs', async () => {
    const input = { articleId: article.id, locale: 'en' };
    expect((await api.maya.ask(ANNOUNCE, { input })).announcePresence).toEqual({ __typename: 'Presence', others: [] });
    const { others } = (await api.sam.ask(ANNOUNCE, { input })).announcePresence;
    expect(others).toEqual([{ person: { name: expect.any(String) }, locale: 'en', since: expect.any(String) }]);
    const bare = 'mutation ($input: AnnouncePresenceInput!) { announcePresence(input: $input) { __typename } }';
    const beat = await api.statementsOf(() => api.sam.ask(bare, { input }));
    const nothing = await api.statementsOf(() => api.sam.ask('{ ping }'));
    expect(beat.statements - nothing.statements).toBe(1);
    const { presentEditors } = await api.sam.ask(
      'query ($articleId: ID!) { presentEditors(articleId: $articleId) { person { id name } } }',
      { articleId: article.id },
    );
    expect(presentEditors).toHaveLength(1);
  });
});
