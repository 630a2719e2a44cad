import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accessibilityFaults,
  type Browser,
  newVisitor,
  openBrowser,
  type Scheme,
  watchForFaults,
} from '../../../test/support/browser.js';
import { type DeliveryApp, startDeliveryApp } from '../../../test/support/delivery-app.js';
import { insertPublishedArticle, insertSite, withdrawInSql } from '../../../test/support/published-fixture.js';
import { type SiteApp, startSiteApp } from '../../../test/support/site-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** A second language, twenty topics with long names and some parts of the body for the sign-up form. */
async function offerMuch(test: TestDatabase, articleId: string): Promise<void> {
  await test.query("UPDATE site SET locales = '{es-US}' WHERE slug = 'harbor'");
  await test.query(
    `WITH made AS (INSERT INTO taxonomy_term (id, kind, key)
       SELECT gen_random_uuid(), kind, kind || 'OfLook' || n
         FROM (VALUES ('topic', 20), ('bodyRegion', 5)) AS kinds (kind, most), generate_series(1, most) n RETURNING id),
     named AS (INSERT INTO taxonomy_label (term_id, locale, label)
       SELECT id, 'en-US', 'Recovering after a long stay in hospital, and after-care at home ' || left(id::text, 6) FROM made)
     INSERT INTO article_term (article_id, term_id) SELECT $1, id FROM made`,
    [articleId],
  );
}

describe('the pages of the reference site in a browser', () => {
  let test: TestDatabase;
  let delivery: DeliveryApp;
  let app: SiteApp;
  let browser: Browser;

  beforeAll(async () => {
    test = await createTestDatabase();
    const site = await insertSite(test);
    // A light colour, which has to be made darker to be read in the light.
    await test.query("UPDATE site SET accent_color = '#b5651d' WHERE slug = 'harbor'");
    const { articleId } = await insertPublishedArticle(test, site);
    await offerMuch(test, articleId);
    await withdrawInSql(test, site, await insertPublishedArticle(test, site, { slug: 'gone' }));
    delivery = await startDeliveryApp(test.url);
    app = await startSiteApp(new URL(delivery.url).origin);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app.close();
    await delivery.close();
    await test.drop();
  });

  const pages = [
    '/',
    '/harbor/',
    '/harbor/es-US/',
    '/harbor/en-US/back-pain-after-a-run',
    '/harbor/how-we-review',
    '/harbor/en-US/gone',
    '/harbor/en-US/back-pain-after-a-run/review',
    '/harbor/en-US/search?q=pain',
    '/harbor/en-US/search?q=xyzzy',
    '/harbor/en-US/newsletters',
    '/harbor/en-US/topics/back',
  ];
  const cases = pages.flatMap((path) => (['light', 'dark'] as const).map((scheme): [string, Scheme] => [path, scheme]));

  it.each(cases)('%s in %s: nothing for the accessibility checker, on a phone and on a desk', async (path, scheme) => {
    const visitor = await newVisitor(browser, scheme);
    const page = await visitor.newPage();
    const faults = watchForFaults(page, app.url);
    for (const size of [PHONE, DESKTOP]) {
      await page.setViewportSize(size);
      await page.goto(app.url + path);
      // What is folded is looked at as well.
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true;
      });
      expect(await accessibilityFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    // A browser logs the status of a page that is gone; everything else it logs is a fault.
    expect(faults.filter((fault) => !fault.includes('410'))).toEqual([]);
    await visitor.close();
  });

  it('can be read and signed up to with the keyboard alone', async () => {
    const visitor = await newVisitor(browser);
    const page = await visitor.newPage();
    await page.goto(`${app.url}/harbor/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the text');
    await page.keyboard.press('Enter');
    await page.getByLabel('E-mail address').focus();
    await page.keyboard.type('a@example.org');
    // To the choices, which stay folded, the language and the box of consent.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
    expect(await page.getByRole('checkbox').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await page.getByRole('checkbox').count()).toBe(26);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
    await visitor.close();
  });
});
