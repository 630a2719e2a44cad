import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { mediaHandlers } from '#media';
import { type Answered, type Api, type Caller, startApi } from '../support/api.js';
import { drawing, pdf } from '../support/sample-files.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

let shade = 0;
async function upload(fileName: string, bytes?: Buffer): Promise<Answered> {
  shade += 1;
  const body =
    bytes ??
    (await drawing(500, 300)
      .tint({ r: shade * 9, g: 40, b: 80 })
      .jpeg()
      .toBuffer());
  const response = await fetch(`${api.url}/media?site=harbor&fileName=${fileName}`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { cookie: api.sam.cookie, 'apollo-require-preflight': 'true' },
  });
  return ((await response.json()) as Answered).asset;
}

const LIST = `query ($kind: MediaKind, $search: String, $unused: Boolean, $missingRights: Boolean, $archived: Boolean,
    $first: Int, $after: String) {
  mediaAssets(site: "harbor", kind: $kind, search: $search, unused: $unused, missingRights: $missingRights,
      archived: $archived, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id fileName } } } }`;
const names = async (variables: object, caller: Caller = api.sam) =>
  (await caller.ask(LIST, variables)).mediaAssets.edges.map((edge: Answered) => edge.node.fileName);

const DESCRIBE = `mutation ($input: DescribeMediaInput!) { describeMedia(input: $input) { __typename
  ... on MediaAsset { version alt decorative credit rights { status holder licence expiresAt } focalPoint { x y } }
  ... on MediaChanged { version } ... on InvalidInput { field } ... on Refusal { code message } } }`;
const describing = (id: string, version: number, change: object = {}): Promise<Answered> =>
  api.sam.ask(DESCRIBE, {
    input: {
      id,
      version,
      alt: 'A knee',
      decorative: false,
      credit: 'Ana',
      rights: { status: 'OWNED' },
      focalPoint: { x: 0.5, y: 0.5 },
      ...change,
    },
  });

async function article(mediaId: string): Promise<Answered> {
  const { createArticle } = await api.sam.ask(
    'mutation ($input: CreateArticleInput!) { createArticle(input: $input) { ... on Article { id newestRevision { id } } } }',
    {
      input: {
        site: 'harbor',
        locale: 'en',
        topic: 'Knee',
        riskClass: 'LOW',
        slug: null,
        title: `Knee ${shade}`,
        summary: 'A little.',
        document: b.doc(b.p('Bend it.'), b.image({ mediaId, alt: 'A knee' })),
        references: [],
      },
    },
  );
  return createArticle;
}

describe('the files of a site', () => {
  let knee: Answered;
  let hip: Answered;
  let plan: Answered;
  let used: Answered;

  beforeAll(async () => {
    knee = await upload('knee.jpg');
    hip = await upload('hip_100%25.jpg');
    plan = await upload('plan.pdf', pdf());
    used = await upload('used.jpg');
    await article(used.id);
    await describing(hip.id, 1, { alt: 'A stretched hip' });
  });

  it('are found by kind, by a part of name or words, by what they lack, and page by page', async () => {
    expect(await names({})).toEqual(['used.jpg', 'plan.pdf', 'hip_100%.jpg', 'knee.jpg']);
    expect(await names({ kind: 'PDF' })).toEqual(['plan.pdf']);
    expect(await names({ search: 'KNEE' })).toEqual(['knee.jpg']);
    expect(await names({ search: 'stretched' })).toEqual(['hip_100%.jpg']);
    expect(await names({ search: '%' })).toEqual(['hip_100%.jpg']);
    expect(await names({ missingRights: true })).toEqual(['used.jpg', 'plan.pdf', 'knee.jpg']);
    expect(await names({ unused: true, kind: 'IMAGE' })).toEqual(['hip_100%.jpg', 'knee.jpg']);
    const first = (await api.sam.ask(LIST, { first: 3 })).mediaAssets;
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(await names({ first: 3, after: first.pageInfo.endCursor })).toEqual(['knee.jpg']);
  });

  it('say everything about themselves, in a number of statements that does not grow with the list', async () => {
    await api.app
      .get(mediaHandlers[0]!, { strict: false })
      .run({ assetId: knee.id }, { signal: new AbortController().signal });
    const ALL = `id kind fileName name contentType bytes width height alt decorative credit version url staffUrl isPublic
      site { slug } createdBy { name } createdAt archivedAt rights { status holder } focalPoint { x y }
      renditions { format width height variant state url }
      uses { locale isNewest isLive article { id } revision { number } }`;
    const ask = (first: number) =>
      api.sam.ask(`{ mediaAssets(site: "harbor", first: ${first}) { edges { node { ${ALL} } } } }`);
    const one = await api.statementsOf(() => ask(1));
    const four = await api.statementsOf(() => ask(4));
    expect(four.statements).toBe(one.statements);
    const { mediaAsset } = await api.sam.ask(`query ($id: ID!) { mediaAsset(id: $id) { ${ALL} } }`, { id: knee.id });
    expect(mediaAsset).toMatchObject({
      kind: 'IMAGE',
      width: 500,
      height: 300,
      isPublic: false,
      site: { slug: 'harbor' },
    });
    expect(mediaAsset.renditions.map(({ format, variant, state }: Answered) => [format, variant, state])).toEqual([
      ['jpeg', 'CARD', 'READY'],
      ['avif', 'FIT', 'READY'],
      ['jpeg', 'FIT', 'READY'],
      ['webp', 'FIT', 'READY'],
    ]);
    const shown = (await ask(1)).mediaAssets.edges[0].node;
    expect(shown.uses).toEqual([
      { locale: 'en', isNewest: true, isLive: false, article: { id: expect.any(String) }, revision: { number: 1 } },
    ]);
  });

  it('are described whole: what is left out goes, a stale change and a wrong one are refused', async () => {
    const rights = { status: 'LICENSED', licence: 'CC BY 4.0', holder: 'Ana', expiresAt: '2027-01-01T00:00:00.000Z' };
    expect((await describing(plan.id, 1, { alt: null, rights })).describeMedia).toMatchObject({
      version: 2,
      alt: null,
      rights,
    });
    expect((await describing(plan.id, 1)).describeMedia).toMatchObject({ code: 'MEDIA_CHANGED', version: 2 });
    expect((await describing(plan.id, 2, { focalPoint: { x: 2, y: 0 } })).describeMedia).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'focalPoint',
    });
    expect((await describing(plan.id, 2, { credit: null })).describeMedia).toMatchObject({
      credit: null,
      rights: { status: 'OWNED', licence: null, expiresAt: null },
    });
  });

  it('are archived when no article shows them, and come back', async () => {
    const ARCHIVE = `mutation ($id: ID!) { archiveMedia(id: $id) { __typename ... on MediaAsset { archivedAt }
      ... on MediaInUse { articleIds } ... on Refusal { code } } }`;
    expect((await api.sam.ask(ARCHIVE, { id: used.id })).archiveMedia).toMatchObject({
      __typename: 'MediaInUse',
      code: 'MEDIA_IN_USE',
      articleIds: [expect.any(String)],
    });
    expect((await api.sam.ask(ARCHIVE, { id: knee.id })).archiveMedia.archivedAt).not.toBeNull();
    expect(await names({})).toEqual(['used.jpg', 'plan.pdf', 'hip_100%.jpg']);
    expect(await names({ archived: true })).toEqual(['knee.jpg']);
    const RESTORE = 'mutation ($id: ID!) { restoreMedia(id: $id) { ... on MediaAsset { archivedAt } } }';
    expect((await api.sam.ask(RESTORE, { id: knee.id })).restoreMedia).toEqual({ archivedAt: null });
  });
});
