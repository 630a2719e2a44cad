import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { SystemClock } from '#kernel';
import { readSettings } from '#platform';
import type { LivePublication } from '#publishing';
import { PreviewTokens } from '../../apps/api/src/preview/preview-tokens.js';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { type FixtureSite, insertPublishedArticle, insertSite } from '../support/published-fixture.js';
import { type SiteApp, startSiteApp } from '../support/site-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('a preview on the reference site', () => {
  let test: TestDatabase;
  let delivery: DeliveryApp;
  let app: SiteApp;
  let site: FixtureSite;
  let live: LivePublication;
  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    live = await insertPublishedArticle(test, site);
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

  it('shows a revision to whoever holds a link, says that it is not published, and lets nobody keep it', async () => {
    const settings = readSettings({ CAREPRESS_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' });
    const tokens = new PreviewTokens(settings, new SystemClock());
    const { token } = tokens.make({ revisionId: live.revisionId, siteId: site.id }, 30);
    const path = `/harbor/en-US/back-pain-after-a-run?preview=${token}`;
    const { status, headers, text } = await get(path);
    expect(status).toBe(200);
    expect(text).toContain('Preview. Not published.');
    expect(text).toContain('<meta name="robots" content="noindex">');
    expect(text).not.toContain('application/ld+json');
    expect(text).not.toContain('Maya Okafor');
    expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex']);
    const rules = { 'tel-non-breaking': 'off', 'long-title': 'off' } as const;
    const report = await new HtmlValidate({ extends: ['html-validate:recommended'], rules }).validateString(
      text,
      'p.html',
    );
    expect(report.results.flatMap(({ messages }) => messages.map((it) => `${it.ruleId}: ${it.message}`))).toEqual([]);
    for (const wrong of [`${token.slice(0, -1)}_`, '', 'x'.repeat(5_000), 'a&preview=b']) {
      const refused = await get(`/harbor/en-US/back-pain-after-a-run?preview=${wrong}`);
      expect([refused.status, refused.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
    expect((await get('/harbor/en-US/back-pain-after-a-run')).text).not.toContain('Not published');
  });
});
