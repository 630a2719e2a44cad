import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { build as b } from '#document';
import { mediaHandlers } from '#media';
import { type Answered, type Api, type Caller, post, startApi } from '../support/api.js';
import { approvable, REFERENCES } from '../support/approvable.js';
import { GOOD_CHECKLISTS } from '../support/checklists.js';
import { postWithoutEnd } from '../support/post-without-end.js';
import { drawing, flatPng, pdf, phonePhoto, SVG_WITH_SCRIPT } from '../support/sample-files.js';

const CSRF = { 'apollo-require-preflight': 'true' };

let api: Api;
let siteId: string;
let outsider: Caller;
let stranger: Caller;
beforeAll(async () => {
  api = await startApi();
  siteId = (await api.sam.ask('{ sites { id slug } }')).sites.find((it: Answered) => it.slug === 'harbor').id;
  await api.site('westend');
  outsider = await api.person('Olga', 'westend', 'author', 'admin');
  stranger = api.nobody;
});
afterAll(() => api?.close());

interface Upload {
  readonly as?: Caller;
  readonly headers?: Record<string, string>;
  readonly query?: string;
}

async function upload(body: Buffer | string, { as = api.sam, headers = CSRF, query }: Upload = {}) {
  const response = await fetch(`${api.url}/media?${query ?? `siteId=${siteId}&fileName=knee.jpg`}`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'content-type': 'application/octet-stream', cookie: as.cookie, ...headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answered };
}

const load = (path: string, as?: Caller, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers: { ...(as ? { cookie: as.cookie } : {}), ...headers } });
const render = (assetId: string) =>
  api.app.get(mediaHandlers[0]!, { strict: false }).run({ assetId }, { signal: new AbortController().signal });

let shade = 0;
function picture(width = 600, height = 400): Promise<Buffer> {
  shade += 1;
  return drawing(width, height)
    .tint({ r: 30 * shade, g: 200, b: 90 })
    .jpeg()
    .toBuffer();
}

describe('an upload over HTTP', () => {
  it('answers 201, then 200 with the same asset, whatever the file is called', async () => {
    const photo = await phonePhoto(300, 200);
    const first = await upload(photo, { query: `siteId=${siteId}&fileName=${encodeURIComponent('../Knie ä.png')}` });
    expect(first).toMatchObject({
      status: 201,
      body: {
        created: true,
        asset: {
          kind: 'image',
          fileName: 'Knie ä.png',
          contentType: 'image/jpeg',
          width: 200,
          height: 300,
          version: 1,
        },
      },
    });
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.body.asset.name).toMatch(/^[0-9a-f]{64}\.jpg$/);
    const again = await upload(photo, {
      query: 'site=harbor&fileName=other.gif',
      headers: { ...CSRF, 'content-type': 'image/svg+xml' },
    });
    expect([again.status, again.body.created, again.body.asset.id]).toEqual([200, false, first.body.asset.id]);
  });

  it('of the same bytes twice at once is one asset', async () => {
    const bytes = await picture();
    const both = await Promise.all([upload(bytes), upload(bytes), upload(bytes)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(both.map(({ body }) => body.asset.id)).size).toBe(1);
  });

  it.each([
    ['an SVG with a script', 415, 'UNSUPPORTED_MEDIA', () => SVG_WITH_SCRIPT],
    ['a page', 415, 'UNSUPPORTED_MEDIA', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['nothing', 415, 'UNSUPPORTED_MEDIA', () => Buffer.alloc(0)],
    ['a decompression bomb', 422, 'TOO_MANY_PIXELS', () => flatPng(50_000, 50_000)],
    ['half a picture', 422, 'MEDIA_DAMAGED', async () => (await picture()).subarray(0, 4_000)],
    ['a PDF with a program', 422, 'UNSAFE_PDF', () => pdf(['<< /S /JavaScript /JS (x) >>'])],
    [
      'a picture with a page behind it',
      422,
      'POLYGLOT_FILE',
      async () => Buffer.concat([await picture(), SVG_WITH_SCRIPT]),
    ],
    ['20 MB and a byte', 413, 'MEDIA_TOO_LARGE', () => Buffer.alloc(20_000_001)],
  ])('of %s is refused with %i and a sentence', async (_what, status, code, bytes) => {
    const refused = await upload(await bytes());
    expect(refused).toMatchObject({ status, body: { code, message: expect.stringMatching(/^[A-Z].{20,}\.$/) } });
  });

  it('is refused to strangers, without a header of our own, without a name, and at another site', async () => {
    const bytes = await picture();
    expect(await upload(bytes, { as: stranger })).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
    expect(await upload(bytes, { headers: {} })).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect(await upload(bytes, { as: outsider })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await upload(bytes, { query: 'siteId=nowhere&fileName=a' })).toMatchObject({ status: 404 });
    expect(await upload(bytes, { query: 'site=%00&fileName=a' })).toMatchObject({ status: 404 });
    expect(await upload(bytes, { query: `siteId=${siteId}` })).toMatchObject({
      status: 400,
      body: { field: 'fileName' },
    });
  });

  it('without a length is cut off at the limit, and the server goes on', async () => {
    const headers = { ...CSRF, cookie: api.sam.cookie, 'content-type': 'image/jpeg' };
    const path = `/media?siteId=${siteId}&fileName=endless.jpg`;
    expect(await postWithoutEnd(`${api.url}${path}`, headers, 60_000_000)).toBe(413);
    expect((await load('/health/live')).status).toBe(200);
  });
});

describe('a stored file', () => {
  it('is seen by the staff of its site, and by nobody else before an article shows it', async () => {
    const { name, id } = (await upload(await picture())).body.asset;
    const seen = await load(`/media/staff/${name}`, api.sam);
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(seen.headers.get('cache-control')).toBe('private, max-age=60');
    expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await sharp(Buffer.from(await seen.arrayBuffer())).metadata()).width).toBe(600);
    const known = await load(`/media/staff/${name}`, api.sam, { 'if-none-match': `"${name}"` });
    expect(known.status).toBe(304);
    await render(id);
    const [{ name: made }] = (await api.database.query<{ name: string }>(
      "SELECT name FROM media_rendition WHERE asset_id = $1 AND format = 'avif'",
      [id],
    )) as [{ name: string }];
    expect((await load(`/media/staff/${made}`, api.sam)).headers.get('content-type')).toBe('image/avif');
    for (const it of [name, made]) {
      expect((await load(`/media/staff/${it}`, outsider)).status).toBe(404);
      expect((await load(`/media/staff/${it}`)).status).toBe(404);
      expect((await load(`/media/${it}`)).status).toBe(404);
      expect((await load(`/media/${it}`, api.sam)).status).toBe(404);
    }
  });

  it.each(['..%2f..%2fpackage.json', 'x', '%00', `${'0'.repeat(64)}.jpg`, `${'0'.repeat(64)}.jpg%2f..`])(
    'is not found by the name %s',
    async (name) => {
      for (const path of [`/media/${name}`, `/media/staff/${name}`]) {
        const answer = await load(path, api.sam);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
      }
    },
  );
});

const CREATE = `mutation ($input: CreateArticleInput!) { createArticle(input: $input) {
  ... on Article { id newestRevision { id } } ... on Refusal { code message } } }`;
const REQUEST = `mutation ($input: RequestReviewInput!) { requestReview(input: $input) { __typename
  ... on ReviewCase { id contentHash } ... on MediaNotReady { code message pictures { mediaId name lacks } }
  ... on Refusal { code message } } }`;
const PUBLISH = `mutation ($input: PublishInput!) { publish(input: $input) {
  ... on Publication { id slug } ... on Refusal { code message } } }`;
const ARTICLE = `query ($slug: String!) { article(site: "harbor", locale: "en", slug: $slug) {
  ... on Article { html text pictures { id alt credit width height src files { type width src } card { type width src } } } ... on ArticleWithdrawn { withdrawnAt } } }`;

async function describe2(id: string, version: number, alt: string | null): Promise<void> {
  const { describeMedia } = await api.sam.ask(
    `mutation ($input: DescribeMediaInput!) { describeMedia(input: $input) { ... on MediaAsset { version } ... on Refusal { code message } } }`,
    {
      input: {
        id,
        version,
        alt,
        decorative: false,
        credit: 'Ana Ruiz',
        rights: { status: 'OWNED' },
        focalPoint: { x: 0.2, y: 0.4 },
      },
    },
  );
  expect(describeMedia).toEqual({ version: version + 1 });
}

describe('a picture of an article', () => {
  it('is refused, described, reviewed, public while it is live, and gone when it is withdrawn', async () => {
    const { asset } = (await upload(await picture(1000, 500), { query: 'site=harbor&fileName=bend.jpg' })).body;
    const leaflet = (await upload(pdf(), { query: 'site=harbor&fileName=plan.pdf' })).body.asset;
    expect((await load(`/media/${leaflet.name}`)).status).toBe(404);
    const slug = 'bend-your-knee';
    const text = b.link(leaflet.url, 'The plan');
    const document = b.doc(
      b.p('Bend it. ', text),
      b.image({ mediaId: asset.id, alt: 'A bent knee', caption: 'Slowly' }),
      ...approvable(),
    );
    const article = (
      await api.sam.ask(CREATE, {
        input: {
          site: 'harbor',
          locale: 'en',
          topic: 'Knee',
          riskClass: 'LOW',
          slug,
          title: 'Bend',
          summary: 'S.',
          document,
          references: REFERENCES,
        },
      })
    ).createArticle;
    const revisionId = article.newestRevision.id;
    expect((await api.sam.ask(REQUEST, { input: { revisionId } })).requestReview).toMatchObject({
      __typename: 'MediaNotReady',
      pictures: [
        { mediaId: asset.id, name: 'bend.jpg', lacks: ['ALT_TEXT', 'RIGHTS', 'NOT_PREPARED'] },
        { mediaId: leaflet.id, name: 'plan.pdf', lacks: ['RIGHTS'] },
      ],
    });
    await render(asset.id);
    await describeBoth(asset.id, leaflet.id);
    const open = (await api.sam.ask(REQUEST, { input: { revisionId } })).requestReview;
    expect(open).toMatchObject({ __typename: 'ReviewCase' });
    await approve(open);
    // After the approval: words that no reviewer saw do not get into the page.
    await describe2(asset.id, 2, 'Words after the approval');
    const publication = (await api.jo.ask(PUBLISH, { input: { site: 'harbor', revisionId } })).publish;
    expect(publication).toMatchObject({ slug });
    const { html, text: plain, pictures } = (await delivered(slug)).article;
    expect(html).toMatch(/<picture><source type="image\/avif" srcset="[^"]+ 480w, [^"]+ 960w" sizes="[^"]+" \/>/);
    expect(html).toMatch(
      /<source type="image\/webp"[^>]+\/><img src="[^"]+\.jpg" srcset="[^"]+" sizes="[^"]+" alt="A bent knee" width="960" height="480"/,
    );
    expect(html).toContain('Slowly <span class="credit">Picture: Ana Ruiz</span>');
    expect(html).not.toContain('after the approval');
    expect(plain).toContain('[Picture: A bent knee]');
    expect(pictures).toMatchObject([{ id: asset.id, alt: 'A bent knee', credit: 'Ana Ruiz', width: 960, height: 480 }]);
    expect(pictures[0].files.map(({ type, width }: Answered) => `${type} ${width}`)).toEqual([
      ...['image/avif 480', 'image/avif 960', 'image/webp 480', 'image/webp 960', 'image/jpeg 480', 'image/jpeg 960'],
    ]);
    const card = await load(new URL(pictures[0].card.src).pathname);
    expect((await sharp(Buffer.from(await card.arrayBuffer())).metadata()).width).toBe(pictures[0].card.width);
    await expectServed(html, leaflet);
    await expectOverdueHidden(leaflet.name);
    await withdraw(publication.id);
    for (const [, path] of html.matchAll(/(\/media\/[0-9a-f]{64}\.[a-z]+)/g)) {
      const gone = await load(path!);
      expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'no-store']);
    }
    expect((await load(`/media/${leaflet.name}`)).status).toBe(410);
    expect((await load(`/media/staff/${asset.name}`, api.sam)).status).toBe(200);
  });

  async function expectServed(html: string, leaflet: Answered): Promise<void> {
    const paths = [...new Set([...html.matchAll(/(\/media\/[0-9a-f]{64}\.[a-z]+)/g)].map(([path]) => path))];
    expect(paths.length).toBe(7);
    for (const path of paths) {
      const answer = await load(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(answer.headers.get('set-cookie')).toBeNull();
      const body = Buffer.from(await answer.arrayBuffer());
      expect(body.length).toBe(Number(answer.headers.get('content-length')));
      if (!path.endsWith('pdf')) {
        const { format } = await sharp(body).metadata();
        const type = (format as string) === 'heif' ? 'avif' : format;
        expect(answer.headers.get('content-type')).toBe(`image/${type}`);
      }
      const head = await fetch(`${api.url}${path}`, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(body.length)]);
    }
    const saved = await load(`/media/${leaflet.name}`);
    expect(saved.headers.get('content-type')).toBe('application/pdf');
    expect(saved.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''plan.pdf");
  }

  /** A text whose review is overdue is not served, and neither are its files; renewed, both are back. */
  async function expectOverdueHidden(name: string): Promise<void> {
    const until = (sql: string) =>
      api.database.query(`UPDATE delivery_article SET serve_until = ${sql} WHERE slug = 'bend-your-knee'`);
    await until("now() - interval '1 second'");
    expect((await load(`/media/${name}`)).status).toBe(410);
    await until('NULL');
    expect((await load(`/media/${name}`)).status).toBe(200);
  }

  async function describeBoth(picture: string, leaflet: string): Promise<void> {
    await describe2(picture, 1, 'A bent knee');
    await describe2(leaflet, 1, null);
  }

  async function approve(open: Answered): Promise<void> {
    const input = {
      caseId: open.id,
      contentHash: open.contentHash,
      statement: 'I read the whole text.',
      conflictOfInterest: 'none',
      checklists: GOOD_CHECKLISTS,
    };
    const { approveRevision } = await api.maya.ask(
      `mutation ($input: ApproveRevisionInput!) { approveRevision(input: $input) { ... on Approval { id } ... on Refusal { code message } } }`,
      { input },
    );
    expect(approveRevision).toMatchObject({ id: expect.any(String) });
  }

  async function withdraw(publicationId: string): Promise<void> {
    await api.jo.ask(
      `mutation ($input: WithdrawPublicationInput!) { withdrawPublication(input: $input) { ... on Publication { id } } }`,
      { input: { publicationId, reason: 'The wrong knee.' } },
    );
  }

  async function delivered(slug: string): Promise<Answered> {
    const response = await fetch(`${api.url}/delivery/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ARTICLE, variables: { slug } }),
    });
    const { data, errors } = (await response.json()) as Answered;
    expect(errors).toBeUndefined();
    return data;
  }
});

describe('the logo of a site', () => {
  const CHANGE = `mutation ($input: UpdateSiteInput!) { updateSite(input: $input) { __typename
    ... on Site { logo { id } } ... on InvalidInput { code field message } ... on NotAllowed { code } } }`;
  const ARCHIVE = `mutation ($id: ID!) { archiveMedia(id: $id) { __typename
    ... on MediaInUse { code articleIds message } } }`;
  const settings = {
    ...{ name: 'Harbor', locale: 'en', timeZone: 'America/Los_Angeles', url: 'https://harbor.example' },
    ...{ phone: '+1 555 0100', postalAddress: '1 Pier Road', country: 'US', senderEmail: 'news@harbor.example' },
  };
  const change = async (logoMediaId: string | null, as = api.lee) =>
    (await as.ask(CHANGE, { input: { site: 'harbor', settings, logoMediaId } })).updateSite;
  const no = { code: 'INVALID_INPUT', field: 'logoMediaId' };
  const publicLogo = async () => {
    const query = `{ site(slug: "harbor") { logo(locale: "es") { id alt width height src files { type width src } card { src } } } }`;
    const response = await post(`${api.url}/delivery/graphql`, { query });
    return ((await response.json()) as Answered).data.site.logo;
  };

  it('is a picture of its own that is ready to be shown, public as long as it is the logo, and not archived', async () => {
    const { asset } = (await upload(await picture(), { query: 'site=harbor&fileName=logo.jpg' })).body;
    const sheet = (await upload(pdf(['<< /Logo 1 >>']), { query: 'site=harbor&fileName=logo.pdf' })).body.asset;
    for (const wrong of ['', 'nothing', sheet.id, siteId]) expect(await change(wrong)).toMatchObject(no);
    const unready = await change(asset.id);
    expect(unready).toMatchObject(no);
    expect(unready.message).toMatch(/"logo.jpg" has no alternative text .* unknown rights and is still being prepared/);
    await render(asset.id);
    await describe2(asset.id, 1, 'Harbor Physiotherapy');
    const [{ name }] = (await api.database.query<{ name: string }>(
      "SELECT name FROM media_rendition WHERE asset_id = $1 AND variant = 'fit' AND format = 'jpeg'",
      [asset.id],
    )) as [{ name: string }];
    expect((await load(`/media/${name}`)).status).toBe(404);
    expect(await change(asset.id, api.jo)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await change(asset.id)).toMatchObject({ logo: { id: asset.id } });
    expect((await load(`/media/${name}`)).status).toBe(200);
    expect(await publicLogo()).toMatchObject({
      ...{ id: asset.id, alt: 'Harbor Physiotherapy', width: 480, height: 320 },
      ...{ src: expect.stringContaining(`/media/${name}`), card: null },
      files: expect.arrayContaining([expect.objectContaining({ type: 'image/avif' })]),
    });
    // Kept answers are of before: other words are a change of what the site shows.
    await describe2(asset.id, 2, 'Harbor, since 1990');
    expect(await publicLogo()).toMatchObject({ alt: 'Harbor, since 1990' });
    expect((await api.sam.ask(ARCHIVE, { id: asset.id })).archiveMedia).toMatchObject({
      ...{ code: 'MEDIA_IN_USE', articleIds: [], message: expect.stringContaining('the logo of the site') },
    });
    await expect(
      api.database.query('UPDATE site SET logo_media_id = $1 WHERE slug = $2', [asset.id, 'westend']),
    ).rejects.toThrow(/no picture of its own/);
    expect(await change(null)).toMatchObject({ logo: null });
    expect(await publicLogo()).toBeNull();
    expect((await load(`/media/${name}`)).status).toBe(404);
    expect((await api.sam.ask(ARCHIVE, { id: asset.id })).archiveMedia).toEqual({ __typename: 'MediaAsset' });
    expect(await change(asset.id)).toMatchObject(no);
  });
});
