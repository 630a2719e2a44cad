import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ArticleContent, build as b } from '#document';
import { DEMO_ARTICLES } from '../../apps/api/src/demo/articles/index.js';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Read {
  readonly pages: readonly string[];
  readonly lang: unknown;
  readonly title: unknown;
  readonly size: readonly number[];
  readonly tags: string;
  readonly largest: number;
  readonly smallest: number;
}

/** Reads a PDF with a parser that is not ours: its text in the order in which it stands in the file. */
async function read(bytes: ArrayBuffer): Promise<Read> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  const heights: number[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(
      items
        .map((it) => ('str' in it ? it.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    );
    heights.push(...items.flatMap((it) => ('height' in it && it.str.trim() ? [it.height] : [])));
  }
  const first = await pdf.getPage(1);
  const { info } = await pdf.getMetadata();
  const markInfo = await pdf.getMarkInfo();
  return {
    pages,
    lang: (info as { Language?: unknown }).Language,
    title: (info as { Title?: unknown }).Title,
    size: first.view,
    tags: JSON.stringify(markInfo),
    largest: Math.max(...heights),
    smallest: Math.min(...heights),
  };
}

describe('a handout', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(`/handout/harbor/${path}`, app.url), { headers: { connection: 'close', ...headers } });

  const long = (): ArticleContent => {
    const filler = Array.from({ length: 30 }, (_, n) =>
      b.p(`Walk a little more in week ${n}. ${'Rest when you need to. '.repeat(6)}`),
    );
    const flags = b.redFlags({ urgency: 'now' }, b.ul('numbness between your legs', 'trouble passing urine'));
    const tilt = b.exercise('Pelvic tilt', { sets: 3, reps: 10 }, 'Lie on your back.');
    return b.content(b.doc(...filler, flags, tilt), {
      title: 'A long text',
      locale: 'en-US',
      summary: 'Short.',
      references: [],
    });
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    await insertPublishedArticle(test, site);
    await insertPublishedArticle(test, site, { slug: 'long', content: long() });
    await insertPublishedArticle(test, site, { slug: 'dolor', content: fixtureContent('Dolor ¿y ahora?', 'es-US') });
    app = await startDeliveryApp(test.url);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it('reads from top to bottom: message, red flags, exercises, what to do, the way back, who vouches', async () => {
    const response = await get('en-US/back-pain-after-a-run.pdf');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { pages, title, tags } = await read(await response.arrayBuffer());
    expect(title).toBe('Back pain after a run');
    expect(tags).toContain('"Marked":true');
    const text = pages.join(' ');
    const order = [
      'Harbor Physio',
      'Back pain after a run',
      'Most back pain after running eases',
      'emergency help now',
      'trouble passing urine',
      'Call 911',
      'Pelvic tilt',
      'Sets: 3',
      'Keep moving, gently',
      'May I run again?',
      'clinic.example/en-US/back-pain-after-a-run',
      'Reviewed by Maya Okafor, DPT on',
      'Revision 1',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.filter((at) => at < 0).map((_, n) => order[n])).toEqual([]);
    expect(places).toEqual([...places].sort((a, c) => a - c));
  });

  it('has the red flags on its first page, wherever they stand in the text, and large letters', async () => {
    const { pages, largest, smallest } = await read(await (await get('en-US/long.pdf')).arrayBuffer());
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toContain('numbness between your legs');
    expect(pages[0]).toContain('Pelvic tilt');
    expect(largest).toBeGreaterThanOrEqual(20);
    expect(smallest).toBeGreaterThanOrEqual(10);
  });

  it('comes on A4 and on Letter, in the language of the text', async () => {
    const a4 = await read(await (await get('es-US/dolor.pdf')).arrayBuffer());
    expect(a4.size.map(Math.round)).toEqual([0, 0, 595, 842]);
    expect(a4.lang).toBe('es-US');
    expect(a4.pages.join(' ')).toContain('Revisado por Maya Okafor, DPT el');
    const letter = await read(await (await get('es-US/dolor.pdf?paper=letter')).arrayBuffer());
    expect(letter.size.map(Math.round)).toEqual([0, 0, 612, 792]);
  });

  it.each(DEMO_ARTICLES.map(({ slug, content }) => [slug, content] as const))(
    'has two pages at most: %s',
    async (name, content) => {
      const slug = `demo-${name}`;
      await insertPublishedArticle(test, site, { slug, content: { ...content, locale: 'en-US' } });
      for (const paper of ['a4', 'letter']) {
        const { pages, smallest } = await read(await (await get(`en-US/${slug}.pdf?paper=${paper}`)).arrayBuffer());
        expect([paper, pages.length]).toEqual([paper, Math.min(2, pages.length)]);
        expect(smallest).toBeGreaterThanOrEqual(10);
      }
    },
    60_000,
  );

  it('is asked for again with its validator, and gone with its article', async () => {
    const live = await insertPublishedArticle(test, site, { slug: 'gone' });
    const etag = (await get('en-US/gone.pdf')).headers.get('etag')!;
    expect((await get('en-US/gone.pdf', { 'if-none-match': etag })).status).toBe(304);
    await withdrawInSql(test, site, live);
    expect((await get('en-US/gone.pdf', { 'if-none-match': etag })).status).toBe(410);
    for (const path of ['en-US/never.pdf', 'en-US/long', 'fr/long.pdf']) expect((await get(path)).status).toBe(404);
  });
});
