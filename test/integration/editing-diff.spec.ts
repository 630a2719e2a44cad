import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { build } from '#document';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk, newId } from '#kernel';
import { diffCommand } from '../../apps/cli/src/commands/diff.js';
import { type Api, type Caller, startApi } from '../support/api.js';
import { approvable, REFERENCES } from '../support/approvable.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const document = (minutes: string) => build.doc(build.p(`Walk each day for ${minutes} minutes.`));
/** One of the texts is approved, so the checks must find nothing in it. */
const body = (minutes: string, title: string) =>
  title === APPROVED
    ? { document: build.doc(...document(minutes).content!, ...approvable()), references: REFERENCES }
    : { document: document(minutes) };
const APPROVED = 'Walk four';

describe('the difference of two revisions through GraphQL', () => {
  let api: Api;
  let kim: Caller;
  beforeAll(async () => {
    api = await startApi();
    kim = await api.person('Kim', 'harbor', 'author');
  });
  afterAll(() => api?.close());

  const REVISION = 'id contentHash number';
  const DIFF = 'from { id } to { id } same data html text';
  const create = async (title: string) =>
    (
      await api.sam.ask(
        `mutation ($input: CreateArticleInput!) { createArticle(input: $input) {
          ... on Article { id newestRevision { ${REVISION} } } ... on Refusal { code message } } }`,
        { input: { site: 'harbor', locale: 'en', topic: 'Walking', title, ...body('ten', title) } },
      )
    ).createArticle;
  const save = async (
    by: Caller,
    articleId: string,
    base: { id: string; contentHash: string },
    minutes: string,
    title: string,
  ) =>
    (
      await by.ask(
        `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { __typename
          ... on Revision { ${REVISION} }
          ... on StaleBase { newest { id } base { id } merged conflicts { kind at base mine theirs } } } }`,
        {
          input: {
            ...{ articleId, locale: 'en', baseRevisionId: base.id, baseContentHash: base.contentHash },
            ...{ title, summary: '', ...body(minutes, title) },
          },
        },
      )
    ).saveRevision;
  const diff = async (by: Caller, from: string, to: string) =>
    (await by.ask(`query ($from: ID!, $to: ID!) { revisionDiff(from: $from, to: $to) { ${DIFF} } }`, { from, to }))
      .revisionDiff;

  it('comes as data, as HTML and as text', async () => {
    const article = await create('Walk one');
    const first = article.newestRevision;
    const second = await save(kim, article.id, first, 'twenty', 'Walk one');
    const changes = await diff(api.sam, first.id, second.id);
    expect(changes).toMatchObject({
      ...{ from: { id: first.id }, to: { id: second.id }, same: false },
      data: { head: [], references: [], blocks: [{ op: 'changed', before: 0, after: 0, formatting: false }] },
      html: expect.stringContaining('<ins class="diff-ins">'),
      text: '~ paragraph\n    Walk each day for [-ten-]{+twenty+} minutes.',
    });
    expect(await diff(api.sam, first.id, first.id)).toMatchObject({ same: true, text: 'Nothing changed.' });
  });

  it('is null for another article, another site, an unknown id and nobody', async () => {
    const [one, two] = [await create('Walk two'), await create('Walk three')];
    const [first, other] = [one.newestRevision.id, two.newestRevision.id];
    const east = await api.person('Eve', 'eastside', 'author');
    expect(await diff(api.sam, first, other)).toBeNull();
    expect(await diff(api.sam, first, newId())).toBeNull();
    expect(await diff(api.sam, 'x', first)).toBeNull();
    expect(await diff(east, first, first)).toBeNull();
    expect(await diff(api.nobody, first, first)).toBeNull();
  });

  it('since the last approval is one query, and null before the first', async () => {
    const article = await create(APPROVED);
    const ask = async () =>
      (
        await api.sam.ask(`query ($id: ID!) { article(id: $id) { changesSinceApproval { ${DIFF} } } }`, {
          id: article.id,
        })
      ).article.changesSinceApproval;
    expect(await ask()).toBeNull();
    const revisionId = article.newestRevision.id;
    const asked = await api.sam.ask(
      `mutation ($input: RequestReviewInput!) { requestReview(input: $input) {
        ... on ReviewCase { id contentHash } ... on Refusal { code message } } }`,
      { input: { revisionId } },
    );
    const { id: caseId, contentHash } = asked.requestReview;
    await api.maya.ask(
      `mutation ($input: ApproveRevisionInput!) { approveRevision(input: $input) {
        ... on Approval { id } ... on Refusal { code message } } }`,
      {
        input: {
          ...{ caseId, contentHash, statement: 'I read the whole text.', conflictOfInterest: 'none' },
          checklists: GOOD_CHECKLISTS,
        },
      },
    );
    expect(await ask()).toMatchObject({ same: true, text: 'Nothing changed.' });
    const next = await save(api.sam, article.id, article.newestRevision, 'thirty', APPROVED);
    expect(await ask()).toMatchObject({
      ...{ from: { id: revisionId }, to: { id: next.id }, same: false },
      text: expect.stringContaining('[-ten-]{+thirty+}'),
    });
  });

  it('stands beside the merge in a stale save, and a restore takes it back', async () => {
    const article = await create('Walk five');
    const first = article.newestRevision;
    const second = await save(kim, article.id, first, 'twenty', 'Walk five');
    expect(await save(api.sam, article.id, first, 'ten', 'Walk more')).toMatchObject({
      ...{ __typename: 'StaleBase', newest: { id: second.id }, base: { id: first.id }, conflicts: [] },
      merged: { title: 'Walk more', document: document('twenty') },
    });
    expect(await save(api.sam, article.id, first, 'thirty', 'Walk five')).toMatchObject({
      conflicts: [{ kind: 'block', at: 'content[0]', mine: expect.stringContaining('thirty') }],
    });
    const restore = async (newestRevisionId: string) =>
      (
        await api.sam.ask(
          `mutation ($input: RestoreRevisionInput!) { restoreRevision(input: $input) { __typename
            ... on Revision { ${REVISION} } ... on Refusal { code } } }`,
          { input: { revisionId: first.id, newestRevisionId } },
        )
      ).restoreRevision;
    expect(await restore(first.id)).toEqual({ __typename: 'StaleBase', code: 'STALE_BASE' });
    expect(await restore(second.id)).toMatchObject({
      __typename: 'Revision',
      number: 3,
      contentHash: first.contentHash,
    });
  });
});

describe('carepress diff', () => {
  let world: World;
  let first: RevisionRow;
  let second: RevisionRow;
  const environment = { ...process.env };
  beforeAll(async () => {
    process.env = { ...environment, CAREPRESS_SECRET: 'x'.repeat(32) };
    world = await createWorld();
    const [sam, kim] = [await world.person('Sam', 'author'), await world.person('Kim', 'author')];
    first = await world.article(sam);
    second = expectOk(
      await world.get(SaveRevision).run(kim, {
        ...{ articleId: first.articleId, baseRevisionId: first.id, baseContentHash: first.contentHash },
        ...sampleContent('Walk a lot every day.'),
      }),
    );
  });
  afterAll(async () => {
    process.env = environment;
    await world.close();
  });

  const run = async (from: string, to: string): Promise<string> => {
    const program = new Command();
    diffCommand(program);
    const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await program.parseAsync(['node', 'carepress', 'diff', from, to]);
      return written.mock.calls.map(([text]) => text).join('');
    } finally {
      written.mockRestore();
    }
  };

  it('prints what changed', async () => {
    process.env.DATABASE_URL = world.database.url;
    expect(await run(first.id, second.id)).toBe(
      '~ paragraph\n    Walk a [-little-]{+lot+} every day.\n  (2 unchanged)\n',
    );
  });

  it('says what to do about a wrong id, two articles and a database that is not there', async () => {
    process.env.DATABASE_URL = world.database.url;
    const other = await world.article(await world.person('Jo', 'author'));
    await expect(run(first.id, 'nine')).rejects.toThrow('There is no revision nine.');
    await expect(run(newId(), first.id)).rejects.toThrow('There is no revision');
    await expect(run(first.id, other.id)).rejects.toThrow('two revisions of one article');
    process.env.DATABASE_URL = 'postgresql://nobody:x@127.0.0.1:1/none';
    await expect(run(first.id, second.id)).rejects.toThrow('The database could not be read');
    delete process.env.DATABASE_URL;
    const folder = await mkdtemp(join(tmpdir(), 'carepress-diff-'));
    process.env.DATA_DIR = folder;
    await expect(run(first.id, second.id)).rejects.toThrow('Run carepress up first');
    await rm(folder, { recursive: true });
  });
});
