import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { newId } from '#kernel';
import type { LivePublication } from '#publishing';
import { type DeliveryApp, startDeliveryApp } from '../../../test/support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../../../test/support/published-fixture.js';
import { type SiteApp, startSiteApp } from '../../../test/support/site-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

describe('what readers of the reference site find beside the articles', () => {
  let test: TestDatabase;
  let delivery: DeliveryApp;
  let app: SiteApp;
  let site: FixtureSite;
  let live: LivePublication;
  let issueId: string;

  async function insertIssue(locale: string, ...carried: LivePublication[]): Promise<string> {
    const id = newId();
    await test.query(
      `INSERT INTO issue (id, site_id, locale, subject, preheader, intro, state, created_by_id, frozen_at, finished_at)
       VALUES ($1, $2, $4, 'News <of> November', 'x', 'an intro that nobody approved', 'finished', $3, now(), now())`,
      [id, site.id, site.authorId, locale],
    );
    for (const [position, it] of carried.entries()) {
      await test.query(
        `INSERT INTO issue_article (issue_id, position, publication_id, revision_id, approval_id, content_hash, title)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, position, it.id, it.revisionId, it.approval.id, it.contentHash, it.content.title],
      );
    }
    return id;
  }

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    live = await insertPublishedArticle(test, site);
    await insertPublishedArticle(test, site, {
      slug: 'knee',
      topic: 'knee',
      content: fixtureContent('Pain in the knee'),
    });
    const gone = await insertPublishedArticle(test, site, { slug: 'gone', content: fixtureContent('Gone by now') });
    issueId = await insertIssue('en-US', live, gone);
    await withdrawInSql(test, site, gone);
    await test.query(
      'INSERT INTO imported_address (site_id, locale, path, article_id) VALUES ($1, $2, $3, $4), ($1, $2, $5, $4), ($1, $2, $6, $4)',
      [...[site.id, 'en-US', '2019/05/sore-back', live.articleId], ...['2019/sore-back', 'sore-back']],
    );
    delivery = await startDeliveryApp(test.url);
    app = await startSiteApp(new URL(delivery.url).origin);
  });
  afterAll(async () => {
    await app?.close();
    await delivery?.close();
    await test?.drop();
  });

  const get = async (path: string) => {
    const response = await fetch(app.url + path, { headers: { connection: 'close' }, redirect: 'manual' });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('finds by words, marks them, and keeps to a topic by a link', async () => {
    const { text } = await get('/harbor/en-US/search?q=pain');
    expect(text).toMatch(/<mark>pain<\/mark>/i);
    expect(text).toContain('href="/harbor/en-US/search?q=pain&amp;topic=knee"');
    const narrowed = await get('/harbor/en-US/search?q=pain&topic=knee');
    expect(narrowed.text).toContain('aria-current="true"');
    expect(narrowed.text).not.toContain('back-pain-after-a-run"');
  });

  it('says what it took mistyped words for, and what to do when nothing is found', async () => {
    expect((await get('/harbor/en-US/search?q=kneee')).text).toContain(
      'Nothing was found for “kneee”. These are for “knee”.',
    );
    const nothing = await get('/harbor/en-US/search?q=%3Cscript%3Exyzzy');
    expect(nothing.text).toContain('Nothing was found');
    expect(nothing.text).toContain('tel:+15550100');
    expect(nothing.text).toContain('value="&lt;script&gt;xyzzy"');
    expect(nothing.text).not.toContain('<script>xyzzy');
    expect((await get('/harbor/en-US/search?q=%00%0A')).status).toBe(200);
    expect((await get(`/harbor/en-US/search?q=${'a'.repeat(900)}`)).status).toBe(200);
  });

  it('shows past newsletters with the articles as they are today', async () => {
    const list = await get('/harbor/en-US/newsletters');
    expect(list.text).toContain(`/harbor/en-US/newsletters/${issueId}" lang="en-US">News &lt;of&gt; November`);
    const issue = await get(`/harbor/en-US/newsletters/${issueId}`);
    expect(issue.text).toContain('<a href="/harbor/en-US/back-pain-after-a-run">');
    expect(issue.text).toContain('An article of this newsletter was withdrawn');
    expect(issue.text).not.toContain('Gone by now');
    expect(issue.text).not.toContain('nobody approved');
    expect((await get('/harbor/en-US/newsletters/not-an-id')).status).toBe(404);
  });

  it('keeps each newsletter in the archive of its own language', async () => {
    await test.query("UPDATE site SET locales = '{es-US}' WHERE id = $1", [site.id]);
    const content = { ...fixtureContent('Dolor de rodilla'), locale: 'es-US' };
    const text = await insertPublishedArticle(test, site, { slug: 'rodilla', topic: 'knee', content });
    const id = await insertIssue('es-US', text);
    const list = await get('/harbor/es-US/newsletters');
    expect(list.text).toContain('<html lang="es-US"');
    expect(list.text).toContain(`/harbor/es-US/newsletters/${id}`);
    expect(list.text).not.toContain(issueId);
    expect(list.text).toContain('<a href="/harbor/en-US/newsletters" lang="en-US" hreflang="en-US">');
    expect((await get('/harbor/en-US/newsletters')).text).not.toContain(id);
    const page = await get(`/harbor/es-US/newsletters/${id}`);
    expect(page.text).toContain('<html lang="es-US"');
    expect(page.text).toContain('<a href="/harbor/es-US/rodilla">');
    // A link with the wrong language, or from before, leads to the right one.
    const other = await get(`/harbor/en-US/newsletters/${id}`);
    expect([other.status, other.headers.get('location')]).toEqual([301, `/harbor/es-US/newsletters/${id}`]);
  });

  it('says how an article was reviewed: by whom, when, which words, on which sources', async () => {
    const { text } = await get('/harbor/en-US/back-pain-after-a-run/review');
    expect(text).toContain('<strong>Maya Okafor, DPT</strong>');
    expect(text).toContain(live.contentHash);
    for (const { title } of live.content.references) expect(text).toContain(title);
    expect((await get('/harbor/en-US/gone/review')).status).toBe(410);
    const article = await get('/harbor/en-US/back-pain-after-a-run');
    expect(article.text).toContain('href="/harbor/en-US/back-pain-after-a-run/review"');
    expect(article.text).toMatch(/href="[^"]+\/handout\/harbor\/en-US\/back-pain-after-a-run\.pdf"/);
  });

  it('leads from an address of before and from one with a slash too many, and never elsewhere', async () => {
    const before = [
      '2019/05/sore-back',
      '2019/05/sore-back/',
      '2019/sore-back',
      '2019/sore-back/',
      'sore-back',
      'sore-back/',
    ];
    for (const path of before) {
      const { status, headers } = await get(`/harbor/${path}`);
      expect([path, status, headers.get('location')]).toEqual([path, 301, '/harbor/en-US/back-pain-after-a-run']);
    }
    expect((await get('/harbor/fr-FR/')).status).toBe(404);
    const slashed = await get('/harbor/en-US/knee/');
    expect([slashed.status, slashed.headers.get('location')]).toEqual([301, '/harbor/en-US/knee']);
    for (const path of ['//evil.example/a/b/', '/harbor/%2F%2Fevil.example/', '/%5Cevil.example/en-US/a/']) {
      const location = (await get(path)).headers.get('location');
      expect(location === null || /^\/[^/\\]/.test(location)).toBe(true);
    }
    expect((await get('/harbor/%E0%A4%A/x')).status).toBeLessThan(500);
  });

  it('finds nothing at a place in a list that is none, and the page of a language that is written in another way', async () => {
    for (const path of [
      '?after=junk',
      'topics/knee?after=junk',
      'search?q=pain&after=junk',
      'newsletters?after=junk',
    ]) {
      expect([path, (await get(`/harbor/en-US/${path}`)).status]).toEqual([path, 404]);
    }
    const { status, headers } = await get('/harbor/en-us/knee');
    expect([status, headers.get('location')]).toEqual([301, '/harbor/en-US/knee']);
  });

  it('says when a text is in another language than was asked for', async () => {
    const { status, text } = await get('/harbor/es-US/knee');
    expect(status).toBe(200);
    expect(text).toContain('Este artículo todavía no está disponible en Español');
    expect(text).toContain('<html lang="en-US">');
    expect((await get('/harbor/zz-$$/knee')).status).toBeLessThan(500);
  });

  it('has valid HTML where lists are full', async () => {
    const rules = { 'tel-non-breaking': 'off' } as const;
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules });
    for (const path of ['search?q=pain', `newsletters/${issueId}`, 'newsletters', 'knee']) {
      const report = await validator.validateString((await get(`/harbor/en-US/${path}`)).text, `${path}.html`);
      expect(
        report.results.flatMap(({ messages }) => messages.map((it) => `${path} ${it.ruleId}: ${it.message}`)),
      ).toEqual([]);
    }
  });
});
