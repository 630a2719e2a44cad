import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { parse } from 'parse5';
import FeedReader from 'rss-parser';
import { SaxesParser } from 'saxes';
import { build as b } from '#document';
import { type DeliveryApp, startDeliveryApp } from '../../../test/support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../../../test/support/published-fixture.js';
import { readStructuredData, saidOf, typesIn } from '../../../test/support/schema-org.js';
import { type SiteApp, startSiteApp } from '../../../test/support/site-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements of a document, by a parser that refuses what is not well formed or names no known namespace. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, it]) => [name, it.value]));
    const element = { name: tag.name, attributes, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  return elements;
}

interface MarkupNode {
  readonly tagName?: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly MarkupNode[];
}

/** The JSON-LD of a page, as a browser's parser finds it. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into data of any shape.
function dataBlocks(node: MarkupNode): any[] {
  const isBlock = node.tagName === 'script' && node.attrs?.some(({ value }) => value === 'application/ld+json');
  if (isBlock) return [JSON.parse(node.childNodes!.map(({ value }) => value).join(''))];
  return (node.childNodes ?? []).flatMap(dataBlocks);
}

/** A condition that all clinics share, with codes of three systems. */
const LOW_BACK_PAIN = 'ca4e0000-0000-8000-8000-000000000010';

const HOSTILE = 'Pain & <script>alert(1)</script> "quoted" ]]> back';

describe('feeds, sitemaps and structured data', () => {
  let test: TestDatabase;
  let delivery: DeliveryApp;
  let app: SiteApp;
  let site: FixtureSite;
  let articleId: string;
  let goneId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test, { name: 'Harbor & Sons', url: 'https://harbor.example' });
    const live = await insertPublishedArticle(test, site, { slug: 'back', content: fixtureContent(HOSTILE) });
    articleId = live.articleId;
    const spanish = fixtureContent('Dolor de espalda', 'es-US');
    await insertPublishedArticle(test, site, { slug: 'dolor', content: spanish, articleId });
    await insertPublishedArticle(test, site, { slug: 'knee', topic: 'knee', content: fixtureContent('Knee pain') });
    const bare = b.content(b.doc(b.p('Walk.')), {
      title: 'Walking',
      locale: 'en-US',
      summary: 'Walk.',
      references: [],
    });
    await insertPublishedArticle(test, site, { slug: 'bare', topic: 'walking', content: bare });
    await test.query('INSERT INTO article_term (article_id, term_id) VALUES ($1, $2)', [articleId, LOW_BACK_PAIN]);
    const gone = await insertPublishedArticle(test, site, { slug: 'gone' });
    goneId = gone.articleId;
    await withdrawInSql(test, site, gone);
    delivery = await startDeliveryApp(test.url);
    app = await startSiteApp(new URL(delivery.url).origin);
  });
  afterAll(async () => {
    await app.close();
    await delivery.close();
    await test.drop();
  });

  const get = async (path: string) => {
    const response = await fetch(app.url + path, { headers: { connection: 'close' } });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const textsOf = (elements: Element[], name: string) => elements.filter((it) => it.name === name).map((it) => it.text);

  it('gives Atom with live articles and what was taken off', async () => {
    const { status, type, text } = await get('/harbor/en-US/feed.atom');
    expect([status, type]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const elements = elementsOf(text);
    expect(textsOf(elements, 'title')).toEqual(expect.arrayContaining([HOSTILE, 'Knee pain']));
    expect(textsOf(elements, 'id')).toContain(`urn:uuid:${articleId}#en-US`);
    const deleted = elements.find((it) => it.name === 'at:deleted-entry');
    expect(deleted?.attributes).toMatchObject({ ref: `urn:uuid:${goneId}#en-US` });
    expect(text).not.toContain('https://harbor.example/en-US/dolor');
  });

  it('gives RSS and JSON Feed of one topic', async () => {
    const rss = elementsOf((await get('/harbor/en-US/topics/knee/feed.rss')).text);
    expect(rss.filter((it) => it.name === 'item')).toHaveLength(1);
    expect(textsOf(rss, 'link')).toContain('https://harbor.example/en-US/knee');
    expect(Number.isNaN(Date.parse(textsOf(rss, 'pubDate')[0]!))).toBe(false);
    const json = JSON.parse((await get('/harbor/en-US/topics/knee/feed.json')).text);
    expect(json).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://harbor.example/en-US/topics/knee/feed.json',
      items: [{ url: 'https://harbor.example/en-US/knee', title: 'Knee pain' }],
      _carepress: { withdrawn: [{ id: `urn:uuid:${goneId}#en-US` }] },
    });
  });

  it.each(['atom', 'rss'])('is read by a feed reader of others as it was meant: %s', async (format) => {
    const feed = await new FeedReader().parseString((await get(`/harbor/en-US/feed.${format}`)).text);
    expect(feed.title).toBe('Harbor & Sons');
    expect(feed.items.map(({ title }) => title).sort()).toEqual(['Knee pain', HOSTILE, 'Walking'].sort());
    const knee = feed.items.find(({ title }) => title === 'Knee pain')!;
    expect(knee.link).toBe('https://harbor.example/en-US/knee');
    expect(new Date(knee.isoDate!).getTime()).toBeGreaterThan(0);
    expect(feed.items.some(({ link }) => link?.endsWith('/gone'))).toBe(false);
  });

  it('loses nothing that it says when a program of others reads JSON Feed, RSS and Atom', async () => {
    const text = (await get('/harbor/en-US/feed.json')).text;
    const { _carepress: own, version, items, ...head } = JSON.parse(text);
    expect([version, own.withdrawn.length]).toEqual(['https://jsonfeed.org/version/1.1', 1]);
    const read = parseJsonFeed(text);
    // Whatever this parser does not know, or takes for wrong, is missing from what it gives.
    const plain = items.map(({ _carepress: _own, ...item }: { _carepress: object }) => item);
    expect(read).toEqual({ ...head, items: plain });
    const rss = parseRssFeed((await get('/harbor/en-US/feed.rss')).text);
    const atom = parseAtomFeed((await get('/harbor/en-US/feed.atom')).text);
    const ids = items.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(rss.items!.map(({ guid }) => guid?.value)).toEqual(ids);
    expect(atom.entries!.map(({ id }) => id)).toEqual(ids);
    for (const instant of [...items.map((it: { date_published: string }) => it.date_published), atom.updated]) {
      expect(new Date(instant).toISOString()).toBe(instant);
    }
  });

  it('answers 404 for another format and another site', async () => {
    expect((await get('/harbor/en-US/feed.exe')).status).toBe(404);
    expect((await get('/nowhere/en-US/feed.atom')).status).toBe(404);
    expect((await get('/nowhere/sitemap.xml')).status).toBe(404);
    expect((await get('/harbor/fr/sitemap.xml')).status).toBe(404);
    expect((await get('/harbor/fr/feed.json')).status).toBe(404);
    // A topic of before keeps its tombstones, whoever follows it.
    expect((await get('/harbor/en-US/topics/none/feed.rss')).status).toBe(200);
  });

  it('lists every live address with its languages, and none that was taken off', async () => {
    expect((await get('/robots.txt')).text).toContain('Sitemap: https://harbor.example/sitemap.xml');
    const index = elementsOf((await get('/harbor/sitemap.xml')).text);
    expect(textsOf(index, 'loc')).toEqual([
      'https://harbor.example/en-US/sitemap.xml',
      'https://harbor.example/es-US/sitemap.xml',
    ]);
    const map = elementsOf((await get('/harbor/en-US/sitemap.xml')).text);
    expect(textsOf(map, 'loc').sort()).toEqual([
      'https://harbor.example/en-US/back',
      'https://harbor.example/en-US/bare',
      'https://harbor.example/en-US/knee',
    ]);
    const languages = map.filter((it) => it.name === 'xhtml:link').map((it) => it.attributes.hreflang);
    expect(languages).toEqual(['en-US', 'es-US']);
  });

  const said = async (path: string) => {
    const { text } = await get(path);
    const read = await Promise.all(dataBlocks(parse(text) as unknown as MarkupNode).map(readStructuredData));
    expect([path, read.flatMap(({ faults }) => faults)]).toEqual([path, []]);
    return read.flatMap(({ graph }) => graph);
  };

  it('says to machines on every kind of page what schema.org has words for, and what is recorded', async () => {
    const article = await said('/harbor/en-US/back');
    expect(saidOf(article, 'codeValue')).toEqual(expect.arrayContaining(['M54.50', '279039007', 'D017116']));
    expect(saidOf(article, 'codingSystem')).toEqual(expect.arrayContaining(['ICD-10-CM', 'SNOMED CT', 'MeSH']));
    const approval = "to_char(approved_at AT TIME ZONE 'America/New_York', 'YYYY-MM-DD') AS day FROM approval";
    const recorded = await test.query(`SELECT ${approval} WHERE article_id = $1 AND locale = 'en-US'`, [articleId]);
    expect(saidOf(article, 'lastReviewed')).toEqual([recorded[0]!.day]);
    const spanish = await said('/harbor/es-US/dolor');
    expect(saidOf(spanish, 'inLanguage')).toEqual(['es-US', 'es-US']);
    expect(typesIn(await said('/harbor/en-US/'))).toEqual(expect.arrayContaining(['WebSite', 'MedicalOrganization']));
    const topic = await said('/harbor/en-US/topics/knee');
    expect(typesIn(topic)).toEqual(expect.arrayContaining(['CollectionPage', 'BreadcrumbList']));
    // A list was reviewed by nobody.
    expect(saidOf(topic, 'lastReviewed')).toEqual([]);
  });

  it('claims no questions, sources and conditions that a text does not have, and nothing where there is no text', async () => {
    const bare = await said('/harbor/en-US/bare');
    expect(typesIn(bare)).toEqual(expect.not.arrayContaining(['FAQPage', 'CreativeWork', 'MedicalCondition']));
    for (const property of ['about', 'citation', 'mainEntity']) expect(saidOf(bare, property)).toEqual([]);
    for (const path of ['gone', 'never', 'search?q=pain', 'newsletters', 'back/review']) {
      expect([path, await said(`/harbor/en-US/${path}`)]).toEqual([path, []]);
    }
  });

  it('says in the words of schema.org what is recorded, and nothing can leave the data block', async () => {
    const { text } = await get('/harbor/en-US/back');
    const blocks = dataBlocks(parse(text) as unknown as MarkupNode);
    expect(blocks.map((it) => it['@type'])).toEqual(['MedicalWebPage', 'BreadcrumbList', 'FAQPage']);
    expect(blocks[0]).toMatchObject({
      name: HOSTILE,
      url: 'https://harbor.example/en-US/back',
      lastReviewed: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      reviewedBy: { '@type': 'Person', name: 'Maya Okafor', honorificSuffix: 'DPT' },
    });
    expect(blocks[2].mainEntity[0]).toMatchObject({ name: 'May I run again?' });
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('<meta property="og:type" content="article">');
    expect(text).toContain('<link rel="alternate" hreflang="es-US" href="https://harbor.example/es-US/dolor">');
  });
});
