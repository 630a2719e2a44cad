import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults, type Browser, newVisitor, openBrowser, watchForFaults } from '../support/browser.js';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import { insertSite } from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('the page to try the delivery API on', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let browser: Browser;

  beforeAll(async () => {
    test = await createTestDatabase();
    await insertSite(test);
    app = await startDeliveryApp(test.url, 'development');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app.close();
    await test.drop();
  });

  it('asks and shows the answer, without a byte from elsewhere', async () => {
    const page = await (await newVisitor(browser)).newPage();
    const faults = watchForFaults(page, new URL(app.url).origin);
    await page.goto(app.url);
    await page.getByRole('button').click();
    await page.getByText('Harbor Physio').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
  });
});
